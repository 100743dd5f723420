import { defineService, type Reference } from '../../platform/service';
import { atLeast } from '../../platform/settings';
import { alerts } from './alerts';
import { type KafkaClient, login } from './client';
import { cluster } from './cluster';
import { copiesOf } from './config';
import { dashboard } from './dashboard';
import { metricsRules } from './metrics';
import { CLUSTER, PODS } from './names';
import { nodePools } from './pools';
import { topics } from './topics';
import { type Limits, users } from './users';

export type { KafkaClient } from './client';

/** What an overlay may change about Kafka. */
interface Settings {
  /** Nodes that keep messages: one, which is its own controller, or three and more beside three controllers. */
  readonly brokers: number;
  /** CPU each broker asks for. */
  readonly cpu: string;
  /** Memory of each broker. At most half is heap, the rest caches what is being read and written. */
  readonly memory: string;
  /** Volume of each broker. */
  readonly storage: string;
  /** Hours that topics keep messages unless they say otherwise. */
  readonly retentionHours: number;
  /** What each consumer may ask of each broker. */
  readonly limits: Limits;
}

/** Metrics of pods that no Service of ours leads to, on a port the operator names. */
const scraped = (port: number, portName: string, pods: (typeof PODS)[keyof typeof PODS]) =>
  ({ port, portName, pods, service: null, metrics: '/metrics' }) as const;

/**
 * Kafka in KRaft mode, run by Strimzi. Its images are the operator's choice for the version, so that operator and pods
 * are never of different releases; the add-on names them.
 */
export const kafka = defineService('kafka', {
  serves: {
    clients: {
      port: 9093,
      service: `${CLUSTER}-kafka-bootstrap`,
      operated: true,
      portName: 'tcp-clients',
      pods: PODS.brokers,
    },
    nodes: scraped(9404, 'tcp-prometheus', PODS.nodes),
    exporter: scraped(9404, 'tcp-prometheus', PODS.exporter),
    'topic-operator': scraped(8080, 'healthcheck-to', PODS.entityOperator),
    'user-operator': scraped(8081, 'healthcheck-uo', PODS.entityOperator),
  },
  // Controllers and Cruise Control on 9090; replication, exporter, Cruise Control and entity operator on 9091.
  peers: [9090, 9091],
  // Besides these the agent in every node, by which the operator asks how it is. Source: Strimzi, KafkaCluster.java.
  operatedBy: { strimzi: [8443, 9090, 9091] },
  kubernetesApi: true,
  publishes: { ca: { secret: `${CLUSTER}-cluster-ca-cert`, keys: ['ca.crt'] } },
  settings: {
    brokers: 3,
    cpu: '1000m',
    memory: '6Gi',
    storage: '100Gi',
    retentionHours: 168,
    limits: { writeMiB: 0, readMiB: 0, requestPercent: 0 },
  } as Settings,
  accepts: {
    brokers: (brokers) => (brokers === 1 || brokers >= 3 ? undefined : '1, or at least 3'),
    retentionHours: atLeast(1),
    limits: { writeMiB: atLeast(0), readMiB: atLeast(0), requestPercent: atLeast(0) },
  },
  backups: () => [
    {
      what: 'messages of topics that cannot be had again from elsewhere',
      where: 'a second cluster by MirrorMaker 2, or object storage by a sink',
      often: 'continuously',
      restore: 'back-up-and-restore',
      byHand: true,
    },
  ],
  alerts: () => alerts,
  dashboard,
  build(chart, { settings, claims }) {
    metricsRules(chart);
    nodePools(chart, settings);
    cluster(chart, settings.brokers, settings.retentionHours);
    topics(chart, claims, copiesOf(settings.brokers));
    users(chart, claims, settings.limits);
  },
});

/** What a consumer may say about a topic it claims. */
export interface TopicOptions {
  /** Partitions, by default 3; the most that any of the topic's consumers asks for. */
  readonly partitions?: number;
  /** Hours to keep messages, by default the cluster's; the longest that any of the topic's consumers asks for. */
  readonly retentionHours?: number;
  /** What the consumer does with the topic, by default both. */
  readonly access?: 'read' | 'write' | 'all';
  /** What the names of its consumer groups begin with, by default the consumer's own name. */
  readonly groups?: string;
}

/** A topic that the consumer reads, writes or both. Several services may claim the same one. */
export const topic = (name: string, options: TopicOptions = {}): Reference<KafkaClient> =>
  kafka.claim('clients', {
    kind: 'topic',
    name,
    shared: true,
    detail: { access: 'all', ...options },
    credential: login,
    bind: (at, { secret }) => ({ bootstrap: `${at.host}:${at.port}`, topic: name, secret }),
  });

/** A user that may read every topic and change none. */
export const topicReader = (): Reference<KafkaClient> =>
  kafka.claim('clients', {
    kind: 'reader',
    name: 'all-topics',
    shared: true,
    credential: login,
    bind: (at, { secret }) => ({ bootstrap: `${at.host}:${at.port}`, topic: '*', secret }),
  });
