import { figure, lines, type Panel } from '../../platform/dashboard';

const HERE = 'namespace="postgres"';

/** What PostgreSQL's dashboard shows: copies and backups, work of the databases, what they keep. */
export const dashboard = (): readonly Panel[] => [
  figure('Standbys that follow', 'count', `max(cnpg_pg_replication_streaming_replicas{${HERE}})`),
  figure(
    'Age of the last backup',
    'seconds',
    `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${HERE}})`,
  ),
  figure('Segments waiting', 'count', `max(cnpg_collector_pg_wal_archive_status{${HERE},value="ready"})`),
  lines('Transactions', 'per second', {
    '{{datname}}': `sum by (datname) (rate(cnpg_pg_stat_database_xact_commit{${HERE}}[5m]))`,
  }),
  lines('Connections', 'count', { '{{datname}}': `sum by (datname) (cnpg_backends_total{${HERE}})` }),
  lines('Lag of standbys', 'seconds', { '{{pod}}': `max by (pod) (cnpg_pg_replication_lag{${HERE}})` }),
  lines('Size of databases', 'bytes', { '{{datname}}': `max by (datname) (cnpg_pg_database_size_bytes{${HERE}})` }),
  lines('Oldest transaction', 'seconds', {
    '{{datname}}': `max by (datname) (cnpg_backends_max_tx_duration_seconds{${HERE}})`,
  }),
  lines('Rows found in memory', 'share', {
    '{{datname}}':
      `sum by (datname) (rate(cnpg_pg_stat_database_blks_hit{${HERE}}[5m])) / (sum by (datname) (rate(cnpg_pg_stat_database_blks_hit{${HERE}}[5m]))` +
      ` + sum by (datname) (rate(cnpg_pg_stat_database_blks_read{${HERE}}[5m])))`,
  }),
];
