import type { Fields } from '../../manifest/types';

/** The most copies of a partition: with three, one node can be down for upkeep while another fails. */
const COPIES = 3;

/** Largest message in bytes; DataHub's schemas need as much. Producers must raise their own `max.request.size` too. */
const LARGEST_MESSAGE_BYTES = 5 * 1024 * 1024;

/** Partitions of a topic whose consumers do not say. */
export const PARTITIONS = 3;

/** Copies of every partition. */
export const copiesOf = (brokers: number): number => Math.min(brokers, COPIES);

/** What the brokers' configuration depends on. */
export interface BrokerFacts {
  readonly brokers: number;
  readonly retentionHours: number;
  readonly zones: number;
}

/**
 * Configuration of the brokers. Internal topics come to be only if as many brokers as copies exist, share groups'
 * included. Source: Kafka documentation, Broker Configs; Strimzi, KafkaClusterSpec, for keys it reserves for itself.
 */
export function brokerConfig({ brokers, retentionHours, zones }: BrokerFacts): Fields {
  const copies = copiesOf(brokers);
  // A write survives the loss of a node, and a node may be missing without writes being refused.
  const inSync = Math.max(1, copies - 1);
  return {
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    'num.partitions': PARTITIONS,
    // A topic exists because somebody claims it, never because of a typing mistake.
    'auto.create.topics.enable': false,
    'unclean.leader.election.enable': false,
    'message.max.bytes': LARGEST_MESSAGE_BYTES,
    'replica.fetch.max.bytes': LARGEST_MESSAGE_BYTES,
    'log.retention.hours': retentionHours,
    ...(zones > 1 ? { 'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector' } : {}),
  };
}
