import { lines, type Panel } from '../../platform/dashboard';

const IN = 'namespace="datahub"';
const GRAPHQL = 'graphql_request_duration_seconds';
const QUEUED = 'messaging_queue_time_seconds';

/** What tells how DataHub does. Source of the names: DataHub 1.7, docs/advanced/monitoring.md; Kafka's exporter. */
export const dashboard = (): readonly Panel[] => [
  lines('GraphQL requests', 'per second', {
    '{{operation}}': `sum by (operation) (rate(${GRAPHQL}_count{${IN}}[5m]))`,
  }),
  lines('GraphQL requests, the slowest twentieth', 'seconds', {
    '{{operation}}': `histogram_quantile(0.95, sum by (le, operation) (rate(${GRAPHQL}_bucket{${IN}}[5m])))`,
  }),
  lines('Messages behind', 'count', {
    '{{consumergroup}} {{topic}}':
      'sum by (consumergroup, topic) (kafka_consumergroup_lag{consumergroup=~"generic-.*|datahub.*"})',
  }),
  lines('Time in the queue, the slowest twentieth', 'seconds', {
    '{{topic}}': `histogram_quantile(0.95, sum by (le, topic) (rate(${QUEUED}_bucket{${IN}}[5m])))`,
  }),
  lines('Heap', 'share', {
    '{{pod}}': `sum by (pod) (jvm_memory_used_bytes{${IN},area="heap"}) / sum by (pod) (jvm_memory_max_bytes{${IN},area="heap"} > 0)`,
  }),
  lines('Cache hits', 'share', {
    hits: `sum(rate(cache_gets_total{${IN},result="hit"}[5m])) / sum(rate(cache_gets_total{${IN}}[5m]))`,
  }),
];
