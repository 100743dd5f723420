import type { Alert } from '../../platform/alert';
import type { Settings } from './settings';

const IN = 'namespace="search"';
const FREE = `elasticsearch_filesystem_data_available_bytes{${IN}} / elasticsearch_filesystem_data_size_bytes{${IN}}`;

/** Seconds in a day and two hours, the age at which the last snapshot is late. */
const LATE = 26 * 3600;

/** Alerts on the metrics of prometheus-community/elasticsearch_exporter, whose README names them. */
export const alerts = ({ nodes }: Settings): readonly Alert[] => [
  {
    alert: 'SearchRed',
    expr: `elasticsearch_cluster_health_status{${IN},color="red"} == 1`,
    for: '2m',
    severity: 'critical',
    summary: 'Indices of the search engine are missing shards',
    description:
      'Some searches and writes fail: bring back the nodes that are away, then see which shards have no copy.',
  },
  {
    alert: 'SearchYellow',
    expr: `elasticsearch_cluster_health_status{${IN},color="yellow"} == 1`,
    for: '30m',
    severity: 'warning',
    summary: 'Shards of the search engine lack a copy',
    description:
      'One more lost node may lose data: look for a node that is away or full, or an index that asks for too many copies.',
  },
  {
    alert: 'SearchNodeMissing',
    expr: `elasticsearch_cluster_health_number_of_nodes{${IN}} < ${nodes}`,
    for: '5m',
    severity: 'critical',
    summary: 'The search engine has {{ $value }} of its nodes',
    description: 'Look at the pods that are not running, their volumes and their machines.',
  },
  {
    alert: 'SearchHeapHigh',
    expr: `elasticsearch_jvm_memory_used_bytes{${IN},area="heap"} / elasticsearch_jvm_memory_max_bytes{${IN},area="heap"} > 0.9`,
    for: '15m',
    severity: 'warning',
    summary: 'Node {{ $labels.name }} of the search engine uses {{ $value | humanizePercentage }} of its heap',
    description:
      'Requests will be refused by circuit breakers: raise the memory, or find the query or the number of shards behind it.',
  },
  {
    alert: 'SearchDiskLow',
    expr: `${FREE} < 0.15`,
    for: '10m',
    severity: 'warning',
    summary: 'Node {{ $labels.name }} of the search engine has {{ $value | humanizePercentage }} of its disk left',
    description:
      'At fifteen per cent no new shards come to a node, at five its indices become read-only: grow the volumes.',
  },
  {
    alert: 'SearchDiskExhausted',
    expr: `${FREE} < 0.08`,
    for: '5m',
    severity: 'critical',
    summary: 'Node {{ $labels.name }} of the search engine has {{ $value | humanizePercentage }} of its disk left',
    description: 'At five per cent its indices become read-only: grow the volumes now, or delete indices nobody needs.',
  },
  {
    alert: 'SearchSnapshotLate',
    // Zero means that there is none yet, which the next alert is about.
    expr: `time() - (max(elasticsearch_snapshot_stats_latest_snapshot_timestamp_seconds{${IN}}) > 0) > ${LATE}`,
    for: '10m',
    severity: 'warning',
    summary: 'The last snapshot of the search engine is {{ $value | humanizeDuration }} old',
    description:
      'Ask `_slm/policy/daily` for the last failure: the bucket, its credentials, or a snapshot that is still running.',
  },
  {
    alert: 'SearchSnapshotMissing',
    expr: `max(elasticsearch_snapshot_stats_number_of_snapshots{${IN}}) == 0 or absent(elasticsearch_snapshot_stats_number_of_snapshots{${IN}})`,
    for: '26h',
    severity: 'warning',
    summary: 'There is no snapshot of the search engine',
    description:
      'More than a night has passed: see whether the Job search-snapshots ended, then ask `_slm/policy/daily`.',
  },
];
