import type { Change } from '../../change';
import { type Effect, type FieldTable, type FieldTables, quiet, refused, restarts } from './effect';

const rolls = restarts(
  'The instances are replaced, replicas first, then the primary by a switchover.',
  '',
  'Clients must reconnect once; merge in a quiet hour.',
);
const reload = quiet('The instances reload their settings.');
const operator = quiet('Only what the operator does changes.');
const once = quiet('Read only when the cluster is created; nothing changes for one that exists.');
const given = (field: string): Effect =>
  refused(`${field} cannot change.`, 'Create a new object and move what uses the old one.');

/**
 * Parameters that PostgreSQL reads only at its start. Source: PostgreSQL documentation, parameters that can only be set
 * at server start.
 */
const AT_START: ReadonlySet<string> = new Set(
  `archive_mode autovacuum_freeze_max_age autovacuum_max_workers bonjour cluster_name data_sync_retry
  dynamic_shared_memory_type hot_standby huge_page_size huge_pages io_max_concurrency jit_provider listen_addresses
  logging_collector max_active_replication_origins max_connections max_files_per_process max_locks_per_transaction
  max_logical_replication_workers max_pred_locks_per_transaction max_prepared_transactions max_replication_slots
  max_wal_senders max_worker_processes min_dynamic_shared_memory old_snapshot_threshold pg_stat_statements.max port
  recovery_target shared_buffers shared_memory_type shared_preload_libraries superuser_reserved_connections
  track_activity_query_size track_commit_timestamp wal_buffers wal_decode_buffer_size wal_level
  wal_log_hints`.split(/\s+/),
);

const parameter: Effect = (change: Change, around) => {
  const names = change.edits.flatMap(({ path }) => (path[2] === 'parameters' ? [path[3] ?? ''] : []));
  return names.some((name) => AT_START.has(name)) ? rolls(change, around) : reload(change, around);
};

const fields = (names: string, effect: Effect): FieldTable =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`spec.${name}.**`, effect]));

const cluster: FieldTable = {
  'spec.postgresql.parameters.**': parameter,
  'spec.postgresql.shared_preload_libraries.**': rolls,
  'spec.postgresql.pg_hba.**': reload,
  'spec.postgresql.pg_ident.**': reload,
  'spec.postgresql.synchronous.**': reload,
  'spec.postgresql.extensions.**': rolls,
  'spec.postgresql.ldap.**': reload,
  'spec.serviceAccountName': given('The ServiceAccount of a Cluster'),
  'spec.storage.size': quiet('The volumes grow while in use, if their class allows it.'),
  'spec.walStorage.size': quiet('The volumes grow while in use, if their class allows it.'),
  'spec.storage.**': quiet('Holds for volumes created from now on; those that exist keep their class.'),
  'spec.walStorage.**': rolls,
  ...fields('bootstrap', once),
  ...fields(
    `affinity env envFrom imageCatalogRef imageName imagePullPolicy imagePullSecrets podSecurityContext
    priorityClassName probes projectedVolumeTemplate resources schedulerName seccompProfile securityContext
    topologySpreadConstraints ephemeralVolumeSource ephemeralVolumesSizeLimit livenessProbeTimeout plugins`,
    rolls,
  ),
  ...fields(
    `backup certificates description enablePDB enableSuperuserAccess externalClusters failoverDelay inheritedMetadata
    instances logLevel managed maxSyncReplicas minSyncReplicas monitoring nodeMaintenanceWindow primaryLease
    primaryUpdateMethod primaryUpdateStrategy replicationSlots serviceAccountTemplate smartShutdownTimeout startDelay
    stopDelay superuserSecret switchoverDelay tablespaces replica podSelectorRefs`,
    operator,
  ),
};

const LOCALE = `builtinLocale collationVersion encoding icuLocale icuRules locale localeCType localeCollate localeProvider
  name template`;

/** CloudNativePG and its Barman plugin. Sources: their CRDs (`self == oldSelf`), docs: rolling updates, storage, backup. */
export const cloudNativePg: FieldTables = {
  'postgresql.cnpg.io/Cluster': cluster,
  'postgresql.cnpg.io/Database': {
    ...fields(LOCALE, given('Name, template and locale of a database')),
    ...fields('cluster', given('The Cluster of a database')),
    ...fields(
      `owner ensure databaseReclaimPolicy extensions schemas connectionLimit isTemplate allowConnections tablespace fdws
      servers`,
      operator,
    ),
  },
  'postgresql.cnpg.io/DatabaseRole': {
    ...fields('cluster name', given('Name and Cluster of a role')),
    ...fields(
      `bypassrls comment connectionLimit createdb createrole databaseRoleReclaimPolicy disablePassword ensure inRoles
      inherit login passwordSecret replication superuser validUntil`,
      operator,
    ),
  },
  'postgresql.cnpg.io/Pooler': {
    ...fields('cluster serviceAccountName', given('The Cluster of a pooler')),
    'spec.pgbouncer.**': reload,
    ...fields('instances monitoring serviceTemplate', operator),
    ...fields('template type deploymentStrategy', restarts('The pooler pods are replaced one after another.')),
  },
  'postgresql.cnpg.io/ScheduledBackup': {
    ...fields('cluster', given('The Cluster of a backup')),
    ...fields(
      'backupOwnerReference immediate method online onlineConfiguration pluginConfiguration schedule suspend target',
      operator,
    ),
  },
  'barmancloud.cnpg.io/ObjectStore': {
    'spec.instanceSidecarConfiguration.**': restarts(
      'The archiver stands in every instance, so instances are replaced.',
    ),
    'spec.configuration.**': operator,
    'spec.retentionPolicy': operator,
  },
};
