import { expect, test } from 'vitest';
import { clean, findings, plus } from './trees';

const RULE = 'backup-destination';

const found = (...texts: readonly string[]): readonly string[] =>
  findings(
    RULE,
    texts.reduce((files, text) => plus(files, 'dev/store', text), clean()),
  ).map(({ severity, object, at }) => `${severity} ${object} ${at}`);
const object = (apiVersion: string, kind: string, name: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: store}\nspec: {${spec}}`;
const schedule = (template: string): string =>
  object('velero.io/v1', 'Schedule', 'v', `schedule: 0 1 * * *, template: {${template}}`);
const SCHEDULE = 'Schedule.velero.io store/v';

test.each<[string, readonly string[]]>([
  ['includedNamespaces: [store, web]', []],
  ['includedNamespaces: [store, shop]', [`error ${SCHEDULE} spec.template.includedNamespaces[1]`]],
  ['includedNamespaces: ["*"]', []],
  ['includedNamespaces: ["shop-*"]', []],
  ['includedNamespaces: [kube-system]', []],
])('a Schedule with %s', (template, expected) => {
  expect(found(schedule(template))).toEqual(expected);
});

const place = (url: string, more = ''): string =>
  object('velero.io/v1', 'BackupStorageLocation', 'p', `provider: aws${more}, config: {s3Url: "${url}"}`);
const INSIDE = 'http://store.store.svc:9000';
const PLACE = 'BackupStorageLocation.velero.io store/p';

test('copies that lie in the cluster are a warning, and an error where they are of their own store', () => {
  expect(found(place('https://s3.example.com'))).toEqual([]);
  expect(found(place(INSIDE))).toEqual([`warning ${PLACE} spec.config.s3Url`]);
  expect(found(place(INSIDE), schedule('storageLocation: p, includedNamespaces: [web]'))).toEqual([
    `warning ${PLACE} spec.config.s3Url`,
  ]);
  expect(found(place(INSIDE), schedule('storageLocation: p, includedNamespaces: [store]'))).toEqual([
    `error ${SCHEDULE} spec.template`,
  ]);
  expect(found(place(INSIDE), schedule('storageLocation: p, snapshotVolumes: false'))).toEqual([
    `warning ${PLACE} spec.config.s3Url`,
  ]);
  expect(found(place(INSIDE), schedule('includedNamespaces: [store]'))).toEqual([`warning ${PLACE} spec.config.s3Url`]);
  expect(found(place(INSIDE, ', default: true'), schedule('includedNamespaces: [store]'))).toEqual([
    `error ${SCHEDULE} spec.template`,
  ]);
});

const cluster = (name: string, more: string): string =>
  object('postgresql.cnpg.io/v1', 'Cluster', name, `instances: 1${more}`);
const backup = (more: string): string =>
  object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'b', `schedule: 0 0 1 * * *, cluster: {name: pg}${more}`);
const METHOD = 'error ScheduledBackup.postgresql.cnpg.io store/b spec.method';

test.each<[string, string, readonly string[]]>([
  ['', '', [METHOD]],
  [', backup: {barmanObjectStore: {destinationPath: "s3://a"}}', '', []],
  [', backup: {barmanObjectStore: {destinationPath: "s3://a"}}', ', method: volumeSnapshot', [METHOD]],
  [', plugins: [{name: p}]', ', method: plugin, pluginConfiguration: {name: p}', []],
  [', plugins: [{name: p, enabled: false}]', ', method: plugin, pluginConfiguration: {name: p}', [METHOD]],
])('a backup of a PostgreSQL%s by%s', (more, spec, expected) => {
  expect(found(cluster('pg', more), backup(spec))).toEqual(expected);
});

const STORE = object(
  'barmancloud.cnpg.io/v1',
  'ObjectStore',
  'os',
  'configuration: {destinationPath: "s3://a/", endpointURL: "https://s3.example.com"}',
);
const plugin = (parameters: string, more = ', isWALArchiver: true'): string =>
  `, plugins: [{name: barman-cloud.cloudnative-pg.io, parameters: {${parameters}}${more}}]`;
const pg = (name: string): string => `Cluster.postgresql.cnpg.io store/${name}`;

test('two clusters need two folders, and every one its log', () => {
  expect(
    found(STORE, cluster('a', plugin('barmanObjectName: os')), cluster('b', plugin('barmanObjectName: os'))),
  ).toEqual([]);
  const same = plugin('barmanObjectName: os, serverName: x');
  expect(found(STORE, cluster('a', same), cluster('b', same))).toEqual([`error ${pg('b')} spec.plugins[0]`]);
  const builtIn =
    ', backup: {barmanObjectStore: {destinationPath: "s3://a", endpointURL: "https://s3.example.com", serverName: x}}';
  expect(found(STORE, cluster('a', same), cluster('b', builtIn))).toEqual([
    `error ${pg('b')} spec.backup.barmanObjectStore`,
  ]);
  expect(found(STORE, cluster('a', plugin('barmanObjectName: os', '')))).toEqual([`error ${pg('a')} spec.plugins[0]`]);
  expect(found(STORE, cluster('a', plugin('barmanObjectName: os', ', enabled: false')))).toEqual([]);
});

const claim = object('v1', 'PersistentVolumeClaim', 'files', 'accessModes: [ReadWriteOnce]');
const MOUNT = 'volumes: [{name: v, persistentVolumeClaim: {claimName: files}}';
const owner = object('apps/v1', 'Deployment', 'owner', `template: {spec: {containers: [{name: c}], ${MOUNT}]}}`);
const copier = (container: string, volumes = ''): string =>
  object(
    'batch/v1',
    'CronJob',
    'backup',
    `schedule: 0 1 * * *, jobTemplate: {spec: {template: {spec: {containers: [{name: c, ${container}}], ${MOUNT}${volumes}]}}}}`,
  );
const WRITABLE = 'volumeMounts: [{name: v, mountPath: /x}]';

test.each<[string, string, boolean]>([
  ['a folder of the volume itself', copier(WRITABLE), true],
  ['a folder of the volume itself, with one to work in', copier(WRITABLE, ', {name: tmp, emptyDir: {}}'), true],
  ['something it can only read from', copier('volumeMounts: [{name: v, mountPath: /x, readOnly: true}]'), false],
  ['an address', copier(`${WRITABLE}, args: ["s3://bucket"]`), false],
  ['a host', copier(`${WRITABLE}, env: [{name: STORE_HOST, value: store.store.svc}]`), false],
  [
    'a place with a login',
    copier(`${WRITABLE}, env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]`),
    false,
  ],
  ['a share', copier(WRITABLE, ', {name: n, nfs: {server: a, path: /}}'), false],
  ['another claim', copier(WRITABLE, ', {name: n, persistentVolumeClaim: {claimName: other}}'), false],
])('a CronJob that copies to %s', (_, text, isFault) => {
  expect(found(claim, owner, text)).toEqual(
    isFault ? ['error CronJob store/backup spec.jobTemplate.spec.template.spec.volumes'] : [],
  );
});
