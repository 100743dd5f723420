import { added, edited, type Fault } from './fault';
import { CLUSTER } from './operator-texts';

const BACKUP = 'slipway.dev/backup';

const object = (apiVersion: string, kind: string, namespace: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: own, namespace: ${namespace}}\nspec: {${spec}}`;
const claim = (namespace: string): string =>
  object('v1', 'PersistentVolumeClaim', namespace, 'accessModes: [ReadWriteOnce]');
const MOUNT = 'volumes: [{name: v, persistentVolumeClaim: {claimName: own}}]';
const user = object(
  'apps/v1',
  'Deployment',
  'web',
  `strategy: {type: Recreate}, template: {spec: {containers: [{name: c}], ${MOUNT}}}`,
);
const copier = object(
  'batch/v1',
  'CronJob',
  'web',
  `schedule: 0 1 * * *, jobTemplate: {spec: {template: {spec: {containers: [{name: backup, volumeMounts: [{name: v, mountPath: /x}]}], ${MOUNT}}}}}`,
);
const store = (name: string, names: string, text: string): Fault =>
  added('backup-destination', name, names, 'dev/store', text);
const schedule = (template: string): string =>
  object('velero.io/v1', 'Schedule', 'store', `schedule: 0 1 * * *, template: {${template}}`);
const PLACE = object(
  'velero.io/v1',
  'BackupStorageLocation',
  'store',
  'default: true, config: {s3Url: "http://store.store.svc:9000"}',
);
const backup = (more: string): string =>
  object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'store', `schedule: 0 0 1 * * *, cluster: {name: pg}${more}`);
const archive = (name: string, more = ', isWALArchiver: true'): string =>
  CLUSTER.replace('name: pg', `name: ${name}`).replace(
    'instances: 3',
    `instances: 3, plugins: [{name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: own, serverName: x}${more}}]`,
  );
const OBJECTS = object('barmancloud.cnpg.io/v1', 'ObjectStore', 'store', 'configuration: {destinationPath: "s3://a"}');

/** Data nobody saves, and copies that are lost with it. */
export const backups: readonly Fault[] = [
  edited(
    'backup-coverage',
    'a StatefulSet nobody saves',
    'StatefulSet store/store',
    ['Namespace', 'store'],
    ({ metadata }) => {
      delete metadata.annotations[BACKUP];
    },
  ),
  edited('backup-coverage', 'a word without words', BACKUP, ['Namespace', 'store'], ({ metadata }) => {
    metadata.annotations[BACKUP] = '';
  }),
  edited('backup-coverage', 'a word about nothing', 'Namespace web', ['Namespace', 'web'], ({ metadata }) => {
    metadata.annotations[BACKUP] = 'mirrored by hand';
  }),
  added('backup-coverage', 'a claim nobody saves', 'PersistentVolumeClaim', 'dev/web', `${claim('web')}\n---\n${user}`),
  added(
    'backup-coverage',
    'a database nobody saves',
    'pg',
    'dev/web',
    CLUSTER.replace('namespace: store', 'namespace: web').replace('instances: 3', 'instances: 3, storage: {size: 1Gi}'),
  ),
  store('a Schedule for a namespace one letter off', 'stores', schedule('includedNamespaces: [stores]')),
  store('copies of a store in the store', 'Schedule', `${PLACE}\n---\n${schedule('includedNamespaces: [store]')}`),
  store('copies in the cluster', 'BackupStorageLocation', PLACE),
  store('a backup the cluster is not set up for', 'spec.method', `${CLUSTER}\n---\n${backup('')}`),
  store(
    'a backup by a plugin the cluster does not use',
    'barman',
    `${CLUSTER}\n---\n${backup(', method: plugin, pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}')}`,
  ),
  store('two clusters with one archive', 'other', `${OBJECTS}\n---${archive('pg')}\n---${archive('other')}`),
  store('an archive without the log', 'isWALArchiver', `${OBJECTS}\n---${archive('isWALArchiver', '')}`),
  added(
    'backup-destination',
    'a copy on the volume itself',
    'CronJob',
    'dev/web',
    [claim('web'), user, copier].join('\n---\n'),
  ),
];
