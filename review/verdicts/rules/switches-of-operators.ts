import { says } from '../verdict';
import { ABSENT, DROPS, DURABILITY, opened, PAUSED, type Switches, stopped, volumes } from './switch';

/** Source: PostgreSQL, write ahead log settings. */
const UNSAFE = says(
  'data-at-risk',
  'durability-lowered',
  'Writes are confirmed before they are safe on disk, so a crash may lose or damage them.',
  'Keep it on; only data that can be made again may do without.',
);

const SCRAPED_ADMIN = opened('The admin API of Prometheus deletes series for whoever reaches it.');

/** Switches of operators' resources. Sources: their CRDs and docs. */
export const switchesOfOperators: Switches = {
  'postgresql.cnpg.io/Cluster': [
    {
      path: 'spec/enableSuperuserAccess',
      to: [true],
      says: opened('The superuser may log in with a password.'),
      byDefault: false,
    },
    {
      path: 'spec/enablePDB',
      to: [false],
      says: says(
        'availability',
        'disruption-guard-weakened',
        'Nothing keeps a drained node from stopping the primary.',
        'Keep the budget.',
      ),
      byDefault: true,
    },
    ...['fsync', 'full_page_writes', 'synchronous_commit'].map((name) => ({
      path: `spec/postgresql/parameters/${name}`,
      to: ['off', 'false', 'no', '0', false],
      says: UNSAFE,
      byDefault: 'on',
    })),
  ],
  'postgresql.cnpg.io/Database': [
    { path: 'spec/databaseReclaimPolicy', to: ['delete'], says: DROPS, byDefault: 'retain' },
    { path: 'spec/ensure', to: ['absent'], says: ABSENT, byDefault: 'present' },
  ],
  'postgresql.cnpg.io/DatabaseRole': [
    { path: 'spec/databaseRoleReclaimPolicy', to: ['delete'], says: DROPS, byDefault: 'retain' },
    { path: 'spec/ensure', to: ['absent'], says: ABSENT, byDefault: 'present' },
    ...['superuser', 'createdb', 'createrole', 'replication', 'bypassrls'].map((name) => ({
      path: `spec/${name}`,
      to: [true],
      says: opened('The role may do more in the database.'),
      byDefault: false,
    })),
  ],
  'postgresql.cnpg.io/ScheduledBackup': [{ path: 'spec/suspend', to: [true], says: PAUSED, byDefault: false }],
  'kafka.strimzi.io/Kafka': [
    {
      path: 'spec/kafka/config/unclean.leader.election.enable',
      to: [true, 'true'],
      says: DURABILITY,
      byDefault: false,
    },
  ],
  'kafka.strimzi.io/KafkaConnector': [
    {
      path: 'spec/state',
      to: ['paused', 'stopped'],
      says: stopped('The connector no longer moves data.'),
      byDefault: 'running',
    },
  ],
  'elasticsearch.k8s.elastic.co/Elasticsearch': [
    volumes(
      'spec/volumeClaimDeletePolicy',
      'DeleteOnScaledownAndClusterDeletion',
      'DeleteOnScaledownAndClusterDeletion',
    ),
    {
      path: 'spec/http/tls/selfSignedCertificate/disabled',
      to: [true],
      says: opened('Passwords and data travel without TLS.'),
      byDefault: false,
    },
  ],
  'kibana.k8s.elastic.co/Kibana': [
    {
      path: 'spec/http/tls/selfSignedCertificate/disabled',
      to: [true],
      says: opened('Passwords and data travel without TLS.'),
      byDefault: false,
    },
  ],
  'velero.io/Schedule': [{ path: 'spec/paused', to: [true], says: PAUSED, byDefault: false }],
  'velero.io/BackupStorageLocation': [
    { path: 'spec/accessMode', to: ['ReadOnly'], says: PAUSED, byDefault: 'ReadWrite' },
  ],
  'external-secrets.io/PushSecret': [
    {
      path: 'spec/deletionPolicy',
      to: ['Delete'],
      says: says(
        'data-at-risk',
        'dropped-with-object',
        'The secret in the store is deleted with this object.',
        'Keep the policy at None.',
      ),
      byDefault: 'None',
    },
    {
      path: 'spec/updatePolicy',
      to: ['Replace'],
      says: says(
        'data-at-risk',
        'secret-overwritten',
        'A generated value replaces the one in the store that is in use.',
        'Keep IfNotExists for generated values.',
      ),
      byDefault: 'Replace',
    },
  ],
  'external-secrets.io/ExternalSecret': [
    {
      path: 'spec/target/deletionPolicy',
      to: ['Delete'],
      says: says(
        'availability',
        'secret-may-go',
        'The Secret is deleted when the store no longer has it.',
        'Keep Retain, so that pods can restart meanwhile.',
      ),
      byDefault: 'Retain',
    },
  ],
  'cert-manager.io/Certificate': [
    { path: 'spec/isCA', to: [true], says: opened('The certificate may sign others.'), byDefault: false },
  ],
  'monitoring.coreos.com/Prometheus': [
    { path: 'spec/enableAdminAPI', to: [true], says: SCRAPED_ADMIN, byDefault: false },
  ],
  'argoproj.io/ApplicationSet': [
    {
      path: 'spec/syncPolicy/preserveResourcesOnDeletion',
      to: [false],
      says: says(
        'data-at-risk',
        'D5',
        'Deleting the set deletes its Applications and all they hold.',
        'Keep it at true.',
      ),
      byDefault: false,
    },
    {
      path: 'spec/syncPolicy/applicationsSync',
      to: ['sync', 'create-delete'],
      says: says(
        'data-at-risk',
        'D5',
        'An Application its generators no longer find is deleted, with all it holds.',
        'Keep it at create-update.',
      ),
      byDefault: 'sync',
    },
  ],
};
