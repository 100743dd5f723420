import type { Alert } from '../../platform/alert';

const FREE = 'max(minio_cluster_capacity_usable_free_bytes) / max(minio_cluster_capacity_usable_total_bytes)';

const rateOf = (counter: string): string => `sum(max by (server, api) (rate(minio_s3_${counter}[5m])))`;

/**
 * Alerts on MinIO's metrics of generation 2. Every server reports the whole cluster, so the figures of one server are
 * counted once by `max` or `min`. Source of the names: minio, docs/metrics/prometheus/list.md.
 */
export const alerts = (): readonly Alert[] => [
  {
    alert: 'MinioQuorumLost',
    expr: 'min by (pool, set) (minio_cluster_health_erasure_set_status) < 1',
    for: '1m',
    severity: 'critical',
    summary: 'MinIO cannot write to erasure set {{ $labels.set }} of pool {{ $labels.pool }}',
    description: 'Too many drives of the set are away: bring pods and volumes back before anything else.',
  },
  {
    alert: 'MinioNodeOffline',
    expr: 'max(minio_cluster_nodes_offline_total) > 0',
    for: '5m',
    severity: 'critical',
    summary: '{{ $value }} MinIO servers are offline',
    description: 'The rest goes on with less to lose: look at the pods that are not running and at their nodes.',
  },
  {
    alert: 'MinioDriveOffline',
    expr: 'max(minio_cluster_drive_offline_total) > 0',
    for: '5m',
    severity: 'critical',
    summary: '{{ $value }} MinIO drives are offline',
    description: 'A volume is gone or fails: look at its claim and its node, then let MinIO heal the drive.',
  },
  {
    alert: 'MinioCapacityLow',
    expr: `${FREE} < 0.15`,
    for: '30m',
    severity: 'warning',
    summary: 'MinIO has {{ $value | humanizePercentage }} of its space left',
    description: 'Find the bucket that grows, let objects expire, or grow the volumes.',
  },
  {
    alert: 'MinioCapacityExhausted',
    expr: `${FREE} < 0.05`,
    for: '5m',
    severity: 'critical',
    summary: 'MinIO has {{ $value | humanizePercentage }} of its space left and will soon refuse to write',
    description: 'Backups and tables will fail: grow the volumes now, or delete what can go.',
  },
  {
    alert: 'MinioS3Errors',
    expr: `${rateOf('requests_5xx_errors_total')} / clamp_min(${rateOf('requests_total')}, 0.01) > 0.02`,
    for: '10m',
    severity: 'warning',
    summary: 'MinIO fails {{ $value | humanizePercentage }} of its requests',
    description: "Read the servers' logs: lost quorum, slow drives and full volumes answer with 5xx.",
  },
  {
    alert: 'MinioAuthRejects',
    expr: `${rateOf('requests_rejected_auth_total')} > 1`,
    for: '10m',
    severity: 'warning',
    summary: 'MinIO turns away {{ $value | humanize }} logins a second',
    description: "A consumer uses an old password, or somebody guesses: see which one in the servers' logs.",
  },
  {
    alert: 'MinioDriveLatency',
    expr: 'max by (server, drive) (minio_node_drive_latency_us) > 500000',
    for: '10m',
    severity: 'warning',
    summary: 'A drive of {{ $labels.server }} takes {{ $value | humanize }} µs for an operation',
    description: 'One slow drive slows every request: look at the disk and at what else uses it.',
  },
];
