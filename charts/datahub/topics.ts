import type { Bound } from '../../platform/reference';
import { topic } from '../kafka';

const DAYS = 24;

/** A hundred years in hours: a topic that must never forget. */
const FOREVER_HOURS = 100 * 365 * DAYS;

/** What the names of the metadata service's own consumer groups begin with. */
const GROUPS = { groups: 'generic-' } as const;

/**
 * DataHub's topics, made here instead of by its update Job. Who starts reads the last upgrade from a topic of exactly one
 * partition, however long ago it was. Source: DataHub 1.7, metadata-service/configuration, application.yaml.
 */
export const topics = {
  proposals: topic('MetadataChangeProposal_v1', GROUPS),
  failures: topic('FailedMetadataChangeProposal_v1', { groups: 'trace-reader-' }),
  changes: topic('MetadataChangeLog_Versioned_v1', GROUPS),
  series: topic('MetadataChangeLog_Timeseries_v1', { ...GROUPS, retentionHours: 90 * DAYS }),
  events: topic('PlatformEvent_v1', { ...GROUPS, partitions: 1 }),
  // Actions and the readers of usage have groups that begin with the name of the service.
  usage: topic('DataHubUsageEvent_v1', { partitions: 1 }),
  upgrades: topic('DataHubUpgradeHistory_v1', { ...GROUPS, partitions: 1, retentionHours: FOREVER_HOURS }),
} as const;

export type Topics = Bound<typeof topics>;

/** The names by which every part of DataHub finds them. */
export const topicNames = (bound: Topics): Readonly<Record<string, string>> => ({
  METADATA_CHANGE_PROPOSAL_TOPIC_NAME: bound.proposals.topic,
  FAILED_METADATA_CHANGE_PROPOSAL_TOPIC_NAME: bound.failures.topic,
  METADATA_CHANGE_LOG_VERSIONED_TOPIC_NAME: bound.changes.topic,
  METADATA_CHANGE_LOG_TIMESERIES_TOPIC_NAME: bound.series.topic,
  PLATFORM_EVENT_TOPIC_NAME: bound.events.topic,
  DATAHUB_USAGE_EVENT_NAME: bound.usage.topic,
  DATAHUB_UPGRADE_HISTORY_TOPIC_NAME: bound.upgrades.topic,
});

/** Consumer groups by which the metadata service, or the consumers in its place, share the work. */
export const GROUP_NAMES = {
  METADATA_CHANGE_PROPOSAL_KAFKA_CONSUMER_GROUP_ID: 'generic-mce-consumer-job-client',
  METADATA_CHANGE_LOG_KAFKA_CONSUMER_GROUP_ID: 'generic-mae-consumer-job-client',
  PLATFORM_EVENT_KAFKA_CONSUMER_GROUP_ID: 'generic-platform-event-job-client',
  DATAHUB_USAGE_EVENT_KAFKA_CONSUMER_GROUP_ID: 'datahub-usage-event-consumer-job-client',
} as const;
