import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { changed, type clean, findings, places, plus } from './trees';

const RULE = 'backup-coverage';
const BACKUP = 'slipway.dev/backup';
const AT = `metadata.annotations["${BACKUP}"]`;
const STORE = 'StatefulSet store/store';

/** The clean tree without the word on its backups. */
const silent = (): ReturnType<typeof clean> =>
  changed('Namespace', 'store', ({ metadata }) => {
    delete metadata.annotations[BACKUP];
  });
const found = (...texts: readonly string[]): readonly string[] =>
  places(
    RULE,
    texts.reduce((files, text) => plus(files, 'dev/store', text), silent()),
  );

test('whatever keeps data and is saved by nobody is a warning', () => {
  expect(findings(RULE, silent()).map(({ severity, object }) => `${severity} ${object}`)).toEqual([`warning ${STORE}`]);
});

const object = (apiVersion: string, kind: string, spec: string, more = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: own, namespace: store${more}}\nspec: {${spec}}`;
const claim = object('v1', 'PersistentVolumeClaim', 'accessModes: [ReadWriteOnce]');
const mounting = '{containers: [{name: c}], volumes: [{name: v, persistentVolumeClaim: {claimName: own}}]}';
const deployment = object('apps/v1', 'Deployment', `template: {spec: ${mounting}}`);
const job = (name: string, pod: string, more = ''): string =>
  object('batch/v1', 'CronJob', `schedule: 0 1 * * *${more}, jobTemplate: {spec: {template: {spec: ${pod}}}}`).replace(
    'own',
    name,
  );

test.each<[string, readonly string[], readonly string[]]>([
  ['a claim of pods that stay', [claim, deployment], ['PersistentVolumeClaim store/own']],
  ['a claim of pods that end', [claim, job('other', mounting)], []],
  ['a claim of nobody', [claim], []],
  [
    'a PostgreSQL',
    [object('postgresql.cnpg.io/v1', 'Cluster', 'instances: 1, storage: {size: 1Gi}')],
    ['Cluster.postgresql.cnpg.io store/own'],
  ],
  [
    'a PostgreSQL that follows another',
    [object('postgresql.cnpg.io/v1', 'Cluster', 'instances: 1, storage: {size: 1Gi}, replica: {enabled: true}')],
    [],
  ],
  [
    'an object store of an operator',
    [object('minio.min.io/v2', 'Tenant', 'pools: []')],
    ['Tenant.minio.min.io store/own'],
  ],
  [
    'a search engine without volumes',
    [object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'nodeSets: [{name: a, count: 1}]')],
    [],
  ],
])('%s', (_, texts, expected) => {
  expect(found(...texts)).toEqual([...expected, STORE].sort());
});

test('a Kafka is one thing, whatever its pools', () => {
  const pool = (name: string): string =>
    `apiVersion: kafka.strimzi.io/v1\nkind: KafkaNodePool\nmetadata: {name: ${name}, namespace: store, labels: {strimzi.io/cluster: own}}\nspec: {replicas: 1, roles: [broker, controller], storage: {type: persistent-claim, size: 1Gi}}`;
  const kafka = object(
    'kafka.strimzi.io/v1',
    'Kafka',
    'kafka: {listeners: [{name: plain, port: 9092, type: internal}]}',
  );
  expect(found(kafka, pool('a'), pool('b'))).toEqual(['Kafka.kafka.strimzi.io store/own', STORE]);
  const mirror = object(
    'kafka.strimzi.io/v1',
    'KafkaMirrorMaker2',
    'mirrors: [{source: {bootstrapServers: "own-kafka-bootstrap.store.svc:9092"}}]',
  );
  expect(found(kafka, pool('a'), pool('b'), mirror)).toEqual([STORE]);
});

const velero = (template: string, more = ''): string =>
  `apiVersion: velero.io/v1\nkind: Schedule\nmetadata: {name: v, namespace: store}\nspec: {schedule: 0 1 * * *, template: {${template}}${more}}`;

test.each<[string, boolean]>([
  [velero('includedNamespaces: [store]'), true],
  [velero('includedNamespaces: ["*"]'), true],
  [velero(''), true],
  [velero('includedNamespaces: [web]'), false],
  [velero('excludedNamespaces: [store]'), false],
  [velero('', ', paused: true'), false],
  [velero('snapshotVolumes: false'), false],
  [velero('snapshotVolumes: false, defaultVolumesToFsBackup: true'), true],
  [velero('excludedResources: [persistentvolumeclaims]'), false],
  [velero('includedResources: [secrets]'), false],
  [velero('includedResources: [secrets, persistentvolumeclaims, persistentvolumes]'), true],
  [velero('excludedNamespaceScopedResources: ["*"]'), false],
  [velero('includedNamespaceScopedResources: [secrets]'), false],
  [velero('labelSelector: {matchLabels: {app.kubernetes.io/name: store}}'), true],
  [velero('labelSelector: {matchLabels: {app.kubernetes.io/name: web}}'), false],
  [velero('orLabelSelectors: [{matchLabels: {a: b}}, {matchLabels: {app.kubernetes.io/name: store}}]'), true],
])('Velero: %s', (text, covers) => {
  expect(found(text)).toEqual(covers ? [] : [STORE]);
});

const cluster = (more: string): string =>
  object('postgresql.cnpg.io/v1', 'Cluster', `instances: 1, storage: {size: 1Gi}${more}`);
const scheduled = (spec: string): string =>
  object('postgresql.cnpg.io/v1', 'ScheduledBackup', `schedule: 0 0 1 * * *, cluster: {name: own}${spec}`);
const BARMAN = ', backup: {barmanObjectStore: {destinationPath: "s3://a"}}';
const PLUGIN = ', plugins: [{name: p, isWALArchiver: true}]';

test.each<[string, string, boolean]>([
  [BARMAN, '', true],
  [BARMAN, ', suspend: true', false],
  ['', '', false],
  [PLUGIN, ', method: plugin, pluginConfiguration: {name: p}', true],
  [', plugins: [{name: p, enabled: false}]', ', method: plugin, pluginConfiguration: {name: p}', false],
  [PLUGIN, ', method: plugin, pluginConfiguration: {name: q}', false],
  [', backup: {volumeSnapshot: {className: c}}', ', method: volumeSnapshot', true],
  [BARMAN, ', method: volumeSnapshot', false],
])('a PostgreSQL%s with a ScheduledBackup%s', (more, spec, covers) => {
  const expected = covers ? [STORE] : ['Cluster.postgresql.cnpg.io store/own', STORE];
  expect(found(cluster(more), scheduled(spec))).toEqual(expected);
  expect(found(cluster(more), scheduled(spec).replace('{name: own}', '{name: other}'))).toContain(
    'Cluster.postgresql.cnpg.io store/own',
  );
});

const container = (name: string, env: string, more = ''): string =>
  `{containers: [{name: ${name}, env: [${env}]${more}}]}`;
const SOURCE = '{name: STORE_ADDR, value: "http://store.store.svc:9000"}';

test.each<[string, string, boolean]>([
  ['a CronJob that is called a backup and calls it', job('store-backup', container('c', SOURCE)), true],
  ['one whose container is', job('x', container('dump', SOURCE)), true],
  ['one whose image is', job('x', container('c', SOURCE, ', image: "registry.example.com/mirror/restic:0.17"')), true],
  [
    'one in a registry that is called a mirror',
    job('x', container('c', SOURCE, ', image: "registry.example.com/mirror/busybox:1"')),
    false,
  ],
  ['one by its command', job('x', container('c', SOURCE, ', args: ["pg_dump --host store"]')), true],
  ['one that does something else', job('x', container('c', SOURCE)), false],
  ['one that is suspended', job('backup', container('c', SOURCE), ', suspend: true'), false],
  ['one that calls nobody', job('backup', container('c', '')), false],
  [
    'one that puts something there',
    job('backup', container('c', '{name: S3_ENDPOINT, value: "http://store.store.svc:9000"}')),
    false,
  ],
  [
    'one that mirrors it',
    job(
      'backup',
      container('c', '{name: S3_ENDPOINT, value: "http://store.store.svc:9000"}', ', args: [mc mirror a b]'),
    ),
    true,
  ],
])('%s', (_, text, covers) => {
  expect(found(text)).toEqual(covers ? [] : [STORE]);
});

test('a CronJob that reads a claim saves it', () => {
  expect(found(claim, deployment, job('backup', mounting))).toEqual([STORE]);
  expect(found(claim, deployment, object('volsync.backube/v1alpha1', 'ReplicationSource', 'sourcePVC: own'))).toEqual([
    STORE,
  ]);
  expect(found(claim, deployment, object('k8up.io/v1', 'Schedule', 'backup: {schedule: "@daily"}'))).toEqual([]);
});

test('of something with several kinds of pods one that is read is enough', () => {
  const part = '{replicas: 1, persistentVolumes: [{name: d, persistentVolumeClaimSpec: {}}]}';
  const doris = object('doris.selectdb.com/v1', 'DorisCluster', `feSpec: ${part}, beSpec: ${part}`);
  const dump = job('dump', container('c', '{name: FRONTENDS, value: "own-fe-service.store.svc:9030"}'));
  expect(found(doris)).toEqual(['DorisCluster.doris.selectdb.com store/own', STORE]);
  expect(found(doris, dump)).toEqual([STORE]);
});

test('scripts are read where they are run, and not where they are only shown', () => {
  const script =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: text, namespace: store}\ndata: {a: "pg_dump --host $STORE_ADDR"}';
  const pod = `{containers: [{name: c, env: [${SOURCE}]}], volumes: [{name: v, configMap: {name: text}}]}`;
  expect(found(script, job('x', pod))).toEqual([]);
  expect(found(script, object('apps/v1', 'Deployment', `template: {spec: ${pod}}`))).toEqual([STORE]);
});

test('a search engine that is told to take snapshots saves itself', () => {
  const search = object(
    'elasticsearch.k8s.elastic.co/v1',
    'Elasticsearch',
    'nodeSets: [{name: a, count: 1, volumeClaimTemplates: [{metadata: {name: d}, spec: {}}]}]',
  );
  const told =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: told, namespace: store}\ndata: {a.sh: "curl -X PUT $API/_slm/policy/daily"}';
  expect(found(search)).toEqual(['Elasticsearch.elasticsearch.k8s.elastic.co store/own', STORE]);
  expect(found(search, told)).toEqual([STORE]);
  expect(found(search, told.replace('namespace: store', 'namespace: web'))).toHaveLength(2);
  const policy = object(
    'stackconfigpolicy.k8s.elastic.co/v1alpha1',
    'StackConfigPolicy',
    'elasticsearch: {snapshotLifecyclePolicies: {}}',
  );
  expect(found(search, policy)).toEqual([STORE]);
});

const annotated = (kind: string, name: string, text: string): readonly string[] => {
  const files = silent();
  const file = files.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name);
  const metadata = file?.manifest.metadata as Fields;
  metadata.annotations = { ...metadata.annotations, [BACKUP]: text };
  return findings(RULE, files).map(({ severity, object: own, at }) => `${severity} ${own} ${at}`);
};

test('a word on it counts, on the object or its Namespace, where it says something of what keeps data', () => {
  expect(annotated('StatefulSet', 'store', 'by hand')).toEqual([]);
  expect(annotated('Namespace', 'store', 'by hand')).toEqual([]);
  expect(annotated('StatefulSet', 'store', ' ')).toEqual([`warning ${STORE} undefined`, `error ${STORE} ${AT}`]);
  expect(annotated('Namespace', 'web', 'by hand')).toEqual(
    [`warning ${STORE} undefined`, `warning Namespace web ${AT}`].sort(),
  );
  expect(annotated('Deployment', 'web', 'by hand')).toContain(`warning Deployment web/web ${AT}`);
});
