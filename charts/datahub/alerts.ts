import type { Alert } from '../../platform/alert';

const IN = 'namespace="datahub"';
const LAG = 'kafka_consumergroup_lag{consumergroup=~"generic-m[ac]e-consumer-job-client.*"}';
const QUEUED = `messaging_queue_time_seconds`;
const GRAPHQL = `graphql_request`;

/**
 * Alerts on the metrics of DataHub (Micrometer), of Kafka's exporter and of kube-state-metrics. Source of the names:
 * DataHub 1.7, docs/advanced/monitoring.md.
 */
export const alerts = (): readonly Alert[] => [
  {
    alert: 'DataHubUpdateFailed',
    expr: `kube_job_failed{${IN},job_name=~"datahub-update.*",condition="true"} > 0`,
    for: '1m',
    severity: 'critical',
    summary: 'The update {{ $labels.job_name }} of DataHub failed',
    description:
      'The release is not rolled out, or its indices are behind: read the log of the Job, mend it, delete the Job.',
  },
  {
    alert: 'DataHubLagHigh',
    expr: `sum by (consumergroup) (${LAG}) > 10000`,
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.consumergroup }} of DataHub is {{ $value | humanize }} messages behind',
    description:
      'Searches show an old state: look at the logs of the consumers, at the search engine, and at a large ingestion.',
  },
  {
    alert: 'DataHubQueueSlow',
    expr: `1 - sum by (topic) (rate(${QUEUED}_bucket{${IN},le="300.0"}[15m])) / sum by (topic) (rate(${QUEUED}_count{${IN}}[15m])) > 0.05`,
    for: '15m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the messages in {{ $labels.topic }} wait for more than five minutes',
    description: 'Changes show late: one slow or failing consumer, a slow search engine, or more messages than usual.',
  },
  {
    alert: 'DataHubGraphqlErrors',
    expr: `sum by (operation) (rate(${GRAPHQL}_errors_total{${IN}}[5m])) / sum by (operation) (rate(${GRAPHQL}_duration_seconds_count{${IN}}[5m])) > 0.05`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the requests {{ $labels.operation }} to DataHub fail',
    description:
      'Pages stay empty: read the log of the metadata service, then look at the database and the search engine.',
  },
  {
    alert: 'DataHubExecutorRejected',
    expr: `sum by (name) (rate(executor_rejected_total{${IN}}[5m])) > 0`,
    for: '5m',
    severity: 'warning',
    summary: 'DataHub turns away work of the pool {{ $labels.name }}',
    description: 'The pool and its queue are full: more metadata services, or fewer requests at once.',
  },
  {
    alert: 'DataHubHeapHigh',
    expr: `sum by (pod) (jvm_memory_used_bytes{${IN},area="heap"}) / sum by (pod) (jvm_memory_max_bytes{${IN},area="heap"} > 0) > 0.9`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its heap',
    description: 'It will soon end for want of memory: raise `memory`, or find the large ingestion or query behind it.',
  },
  {
    alert: 'DataHubDeadLetters',
    expr: 'sum(increase(kafka_topic_partition_current_offset{topic="FailedMetadataChangeProposal_v1"}[15m])) > 0',
    for: '1m',
    severity: 'warning',
    summary: 'DataHub could not apply {{ $value | humanize }} changes',
    description:
      'The changes and why they failed lie in FailedMetadataChangeProposal_v1; the ingestion that sent them must be mended.',
  },
];
