import type { Alert } from '../../platform/alert';
import type { Settings } from './settings';

const HERE = 'namespace="postgres"';

/**
 * When people are told about PostgreSQL. Source of the metrics: cloudnative-pg v1.30.0, docs/src/monitoring.md and
 * config/manager/default-monitoring.yaml; plugin-barman-cloud, web/docs/observability.md.
 */
export const alerts = ({ instances }: Settings): readonly Alert[] => [
  ...ALWAYS,
  ...(instances > 1 ? REPLICATED : []),
  ...(instances > 2 ? [standbyMissing(instances - 1)] : []),
];

const standbyMissing = (standbys: number): Alert => ({
  alert: 'PostgresStandbyMissing',
  expr: `max(cnpg_pg_replication_streaming_replicas{${HERE}}) < ${standbys}`,
  for: '15m',
  severity: 'warning',
  summary: 'A standby of PostgreSQL does not follow the primary',
  description: `Fewer than ${standbys} standbys stream from the primary: one is down, is being made anew, or is cut off.`,
});

const REPLICATED: readonly Alert[] = [
  {
    alert: 'PostgresNoStandby',
    expr: `max(cnpg_pg_replication_streaming_replicas{${HERE}}) < 1`,
    for: '5m',
    severity: 'critical',
    summary: 'PostgreSQL has no standby left',
    description: 'Nobody follows the primary: commits are on one server only, and there is nothing to fail over to.',
  },
  {
    alert: 'PostgresReplicationLag',
    expr: `max by (pod) (cnpg_pg_replication_lag{${HERE}}) > 60`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary',
    description:
      'The standby applies the log too slowly, for lack of disk or network, or because a long query holds it up.',
  },
];

const ALWAYS: readonly Alert[] = [
  {
    alert: 'PostgresInstanceDown',
    expr: `cnpg_collector_up{${HERE}} == 0`,
    for: '5m',
    severity: 'critical',
    summary: '{{ $labels.pod }} does not answer queries',
    description: 'The pod runs, its PostgreSQL does not: it starts, recovers, is fenced, or its volume is full.',
  },
  {
    alert: 'PostgresNoPrimary',
    expr: `(count(cnpg_pg_replication_in_recovery{${HERE}} == 0) or vector(0)) < 1`,
    for: '3m',
    severity: 'critical',
    summary: 'PostgreSQL has no primary',
    description: 'No server accepts writes: a failover hangs, or no server is up at all.',
  },
  {
    alert: 'PostgresArchivingFails',
    expr: `max by (pod) (cnpg_pg_stat_archiver_last_failed_time{${HERE}} - cnpg_pg_stat_archiver_last_archived_time{${HERE}}) > 1`,
    for: '10m',
    severity: 'critical',
    summary: '{{ $labels.pod }} cannot archive its log',
    description: 'Changes since the last archived segment would be lost with the servers, and the log volume fills up.',
  },
  {
    alert: 'PostgresArchiveBacklog',
    expr: `max by (pod) (cnpg_collector_pg_wal_archive_status{${HERE},value="ready"}) > 50`,
    for: '15m',
    severity: 'warning',
    summary: '{{ $value }} log segments of {{ $labels.pod }} wait for the archive',
    description:
      'The archive takes segments more slowly than they are written: look at the object store and its network.',
  },
  {
    alert: 'PostgresBackupStale',
    expr: `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${HERE}}) > 36 * 3600`,
    for: '30m',
    severity: 'critical',
    summary: 'The last backup of PostgreSQL is older than 36 hours',
    description: 'A daily backup failed or did not run: a restore would take longer, and soon leave the agreed window.',
  },
  {
    alert: 'PostgresConnectionsHigh',
    expr: `sum by (pod) (cnpg_backends_total{${HERE}}) / max by (pod) (cnpg_pg_settings_setting{${HERE},name="max_connections"}) > 0.8`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its connections',
    description: 'Pools of the consumers together come close to the limit, beyond which every new connection fails.',
  },
  {
    alert: 'PostgresLongTransaction',
    expr: `max by (pod, datname, usename) (cnpg_backends_max_tx_duration_seconds{${HERE}}) > 1800`,
    for: '5m',
    severity: 'warning',
    summary: 'A transaction of {{ $labels.usename }} in {{ $labels.datname }} is {{ $value | humanizeDuration }} old',
    description: 'It keeps vacuum from reclaiming rows and may hold locks others wait for.',
  },
  {
    alert: 'PostgresDeadRows',
    expr: `max by (datname) (cnpg_pg_vacuum_dead_rows{${HERE}} / (cnpg_pg_vacuum_dead_rows{${HERE}} + cnpg_pg_vacuum_live_rows{${HERE}} > 1e6)) > 0.3`,
    for: '2h',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the rows in {{ $labels.datname }} are dead',
    description: 'Vacuum does not keep up: tables grow and queries slow down.',
  },
  {
    alert: 'PostgresTransactionIds',
    expr: `max by (datname) (cnpg_pg_database_xid_age{${HERE}}) > 3e8`,
    for: '30m',
    severity: 'warning',
    summary: 'Transaction ids of {{ $labels.datname }} are {{ $value | humanize }} old',
    description: 'Vacuum has not frozen old rows in time; at two billion the server stops taking writes.',
  },
  {
    alert: 'PostgresVolumeFilling',
    expr: `kubelet_volume_stats_available_bytes{${HERE}} / kubelet_volume_stats_capacity_bytes{${HERE}} < 0.15`,
    for: '10m',
    severity: 'critical',
    summary: 'Volume {{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left',
    description: 'A full data volume stops the server, a full log volume too; neither can be made smaller again.',
  },
];
