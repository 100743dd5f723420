import { groupKind } from '../../../manifest/kinds';
import type { Fields } from '../../../manifest/types';
import { type Rule, type Saying, verdict } from '../verdict';

/** A field that is dangerous at some values. */
interface Switch {
  /** Fields to it, separated by slashes. */
  readonly path: string;
  readonly to: readonly unknown[];
  readonly says: Saying;
  /** What counts where it is left out. */
  readonly byDefault?: unknown;
}

const says = (risk: Saying['risk'], rule: string, reason: string, remedy: string): Saying => ({
  risk,
  rule,
  reason,
  remedy,
});

const VOLUMES = says(
  'data-at-risk',
  'volumes-deleted',
  'From now on volumes are deleted with the pods or the object they belong to.',
  'Keep them; delete volumes by hand when their data is no longer needed.',
);
const DROPS = says(
  'data-at-risk',
  'dropped-with-object',
  'The data is deleted when its object is.',
  'Keep the policy at retain.',
);
const ABSENT = says(
  'data-at-risk',
  'made-absent',
  'The operator deletes it at once.',
  'Take the object out of Git with its data kept, and delete it by hand later.',
);
const PAUSED = says('data-at-risk', 'backup-paused', 'No more backups are made.', 'Say when they go on.');
const DURABILITY = says(
  'data-at-risk',
  'durability-lowered',
  'Writes are confirmed although copies are missing, so a failure may lose them.',
  'Accept it only where losing the last writes is fine.',
);
const OPEN = (what: string): Saying => says('exposure', 'opened', what, 'Check who can reach it, and who needs to.');
const STOPPED = (what: string): Saying => says('availability', 'stopped', what, 'Say when it goes on.');

const volumes = (path: string, to: string, byDefault?: string): Switch => ({
  path,
  to: [to],
  says: VOLUMES,
  ...(byDefault === undefined ? {} : { byDefault }),
});

const SCRAPED_ADMIN = OPEN('The admin API of Prometheus deletes series for whoever reaches it.');

/** Switches by kind. Sources: API references and docs of the operators. */
const SWITCHES: Readonly<Record<string, readonly Switch[]>> = {
  'apps/Deployment': [
    {
      path: 'spec/strategy/type',
      to: ['Recreate'],
      says: says(
        'availability',
        'stops-for-updates',
        'From now on every update stops all pods first.',
        'Keep RollingUpdate unless two versions must not run together.',
      ),
      byDefault: 'RollingUpdate',
    },
    { path: 'spec/paused', to: [true], says: STOPPED('Changes no longer reach the pods.') },
  ],
  'apps/StatefulSet': [
    volumes('spec/persistentVolumeClaimRetentionPolicy/whenDeleted', 'Delete', 'Retain'),
    volumes('spec/persistentVolumeClaimRetentionPolicy/whenScaled', 'Delete', 'Retain'),
  ],
  'batch/CronJob': [{ path: 'spec/suspend', to: [true], says: STOPPED('The job no longer runs.'), byDefault: false }],
  PersistentVolume: [volumes('spec/persistentVolumeReclaimPolicy', 'Delete')],
  'storage.k8s.io/StorageClass': [volumes('reclaimPolicy', 'Delete', 'Delete')],
  ServiceAccount: [
    {
      path: 'automountServiceAccountToken',
      to: [true],
      says: OPEN('Every pod of this account gets a token of the Kubernetes API.'),
      byDefault: true,
    },
  ],
  'postgresql.cnpg.io/Cluster': [
    {
      path: 'spec/enableSuperuserAccess',
      to: [true],
      says: OPEN('The superuser may log in with a password.'),
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
    { path: 'spec/postgresql/synchronous/dataDurability', to: ['preferred'], says: DURABILITY, byDefault: 'required' },
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
      says: OPEN('The role may do more in the database.'),
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
      says: STOPPED('The connector no longer moves data.'),
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
      says: OPEN('Passwords and data travel without TLS.'),
      byDefault: false,
    },
  ],
  'kibana.k8s.elastic.co/Kibana': [
    {
      path: 'spec/http/tls/selfSignedCertificate/disabled',
      to: [true],
      says: OPEN('Passwords and data travel without TLS.'),
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
    { path: 'spec/isCA', to: [true], says: OPEN('The certificate may sign others.'), byDefault: false },
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
  ],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': [],
};

const at = (object: Fields, path: readonly string[]): Fields => path.reduce((inner, name) => inner?.[name], object);

/** Fields that are switched to a value with consequences. */
export const switched: Rule = ({ before, after }) => {
  if (!before || !after) return [];
  return (SWITCHES[groupKind(after.manifest)] ?? []).flatMap(({ path, to, says: saying, byDefault }) => {
    const steps = path.split('/');
    const [old, now] = [before, after].map(({ manifest }) => at(manifest, steps) ?? byDefault);
    return old !== now && to.includes(now) && !to.includes(old) ? [verdict(saying, steps)] : [];
  });
};
