import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, manifests, places, plus } from './trees';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: web}';

test('an object written twice is found, and who would fight over it', () => {
  const beside = [...clean(), ...manifests(CONFIG).map((manifest) => ({ path: 'dev/web/copy.yaml', manifest }))];
  expect(findings('unique-identity', beside)).toMatchObject([
    { path: 'dev/web/copy.yaml', message: 'The object is written in dev/web/configmap-web.yaml as well.' },
  ]);
  const elsewhere = plus(clean(), 'dev/store', CONFIG);
  expect(findings('unique-identity', elsewhere)[0]?.message).toContain('two Applications would fight');
});

test('an object of another API version is the same object', () => {
  const files = plus(
    clean(),
    'dev/store',
    'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: web, namespace: web}',
  );
  expect(places('unique-identity', files)).toEqual(['Deployment web/web']);
});

test('two objects in one file are found, also where only the case differs', () => {
  const [manifest] = manifests('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other, namespace: web}');
  if (!manifest) throw new Error('no manifest');
  expect(places('unique-identity', [...clean(), { path: 'dev/web/ConfigMap-web.yaml', manifest }])).toEqual([
    'ConfigMap web/other',
  ]);
  expect(
    places('unique-identity', [
      ...clean(),
      { path: 'dev/root.yaml', manifest },
      ...manifests(CONFIG.replace('name: web', 'name: third')).map((third) => ({
        path: 'dev/root.yaml',
        manifest: third,
      })),
    ]),
  ).toEqual([]);
});

test.each<[string, string, string]>([
  ['no namespace', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}', 'ConfigMap a metadata.namespace'],
  [
    'an unknown namespace',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: gone}',
    'ConfigMap gone/a metadata.namespace',
  ],
  [
    'a namespace too many',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a, namespace: web}',
    'ClusterRole web/a metadata.namespace',
  ],
  [
    'no namespace on a custom resource',
    'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: a}',
    'KafkaTopic.kafka.strimzi.io a metadata.namespace',
  ],
])('finds %s', (_, text, expected) => {
  expect(places('namespace-explicit', plus(clean(), 'dev/web', text))).toEqual([expected]);
});

test('kinds nobody described may have a namespace or none', () => {
  const text =
    'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {name: b, namespace: web}';
  expect(places('namespace-explicit', plus(clean(), 'dev/web', text))).toEqual([]);
});

const config = (edit: (manifest: Fields) => void): readonly ManifestFile[] => changed('ConfigMap', 'web', edit);
const AT = 'ConfigMap web/web';

test.each<[string, (manifest: Fields) => void, string]>([
  [
    'null',
    (m) => {
      m.data.x = null;
    },
    'data.x',
  ],
  [
    'undefined',
    (m) => {
      m.data.x = undefined;
    },
    'data.x',
  ],
  [
    'NaN',
    (m) => {
      m.data.x = Number.NaN;
    },
    'data.x',
  ],
  [
    'Infinity',
    (m) => {
      m.x = [1, Number.POSITIVE_INFINITY];
    },
    'x[1]',
  ],
  [
    'a function',
    (m) => {
      m.x = () => 1;
    },
    'x',
  ],
  [
    'a BigInt',
    (m) => {
      m.x = 1n;
    },
    'x',
  ],
  [
    'a Date',
    (m) => {
      m.x = new Date(0);
    },
    'x',
  ],
  [
    'a hole in a list',
    (m) => {
      m.x = new Array(1);
    },
    'x[0]',
  ],
  [
    'a control character',
    (m) => {
      m.data.x = 'a\u0007';
    },
    'data.x',
  ],
  [
    'a byte order mark',
    (m) => {
      m.data.x = '\ufeffa';
    },
    'data.x',
  ],
  [
    'a lone surrogate',
    (m) => {
      m.data.x = 'a\ud800';
    },
    'data.x',
  ],
  [
    'a lone surrogate in a key',
    (m) => {
      m['\udc00'] = 'a';
    },
    '["\\udc00"]',
  ],
  [
    'a status',
    (m) => {
      m.status = { ready: true };
    },
    'status',
  ],
  [
    'a time stamp',
    (m) => {
      m.metadata.creationTimestamp = null;
    },
    'metadata.creationTimestamp',
  ],
  [
    'managed fields',
    (m) => {
      m.metadata.managedFields = [];
    },
    'metadata.managedFields',
  ],
  [
    'a resource version',
    (m) => {
      m.metadata.resourceVersion = '1';
    },
    'metadata.resourceVersion',
  ],
])('finds %s', (_, edit, at) => {
  expect(places('clean-values', config(edit))).toContain(`${AT} ${at}`);
});

test('whole characters beyond the basic plane, tabs and line ends are fine', () => {
  expect(
    places(
      'clean-values',
      config((m) => {
        m.data.x = 'a\t😀\r\n\u2028';
      }),
    ),
  ).toEqual([]);
});

const long = (length: number): string => 'a'.repeat(length);
const named = (kind: string, apiVersion: string, name: string): readonly ManifestFile[] =>
  plus(clean(), 'dev/web', `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: "${name}", namespace: web}`);

test.each([
  ['CronJob', 'batch/v1', long(52), 0],
  ['CronJob', 'batch/v1', long(53), 1],
  ['StatefulSet', 'apps/v1', long(52), 0],
  ['StatefulSet', 'apps/v1', long(53), 1],
  ['Service', 'v1', long(64), 1],
  ['Service', 'v1', '9lives', 1],
  ['ConfigMap', 'v1', long(253), 0],
  ['ConfigMap', 'v1', long(254), 1],
  ['ConfigMap', 'v1', 'Web', 1],
  ['ConfigMap', 'v1', 'a_b', 1],
  ['ConfigMap', 'v1', 'a..b', 1],
  ['ConfigMap', 'v1', 'a.b-c', 0],
  ['Role', 'rbac.authorization.k8s.io/v1', 'system:Reader', 0],
  ['Role', 'rbac.authorization.k8s.io/v1', 'a/b', 1],
  ['Cluster', 'postgresql.cnpg.io/v1', long(51), 1],
])('a %s of %s named %s has %i faults', (kind, apiVersion, name, count) => {
  expect(findings('names', named(kind, apiVersion, name)).filter(({ at }) => at === 'metadata.name')).toHaveLength(
    count,
  );
});

test.each<[string, string, string, (manifest: Fields) => void, string]>([
  [
    'a long label value',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { a: long(64) };
    },
    `${AT} metadata.labels.a`,
  ],
  [
    'an ill-formed label value',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { a: 'b c' };
    },
    `${AT} metadata.labels.a`,
  ],
  [
    'an ill-formed label key',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { 'Domain/a': 'b' };
    },
    `${AT} metadata.labels["Domain/a"]`,
  ],
  [
    'two slashes in a key',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.annotations = { 'a/b/c': 'x' };
    },
    `${AT} metadata.annotations["a/b/c"]`,
  ],
  [
    'too many annotations',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.annotations = { a: long(262_144) };
    },
    `${AT} metadata.annotations`,
  ],
  [
    'a data key',
    'ConfigMap',
    'web',
    (m) => {
      m.data['a b'] = 'x';
    },
    `${AT} data["a b"]`,
  ],
  [
    'a Service port',
    'Service',
    'web/web',
    (m) => {
      m.spec.ports[0].name = 'Http';
    },
    'Service web/web spec.ports[0].name',
  ],
  [
    'a container port',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].ports[0].name = 'sixteen-letters-';
    },
    'Deployment web/web spec.template.spec.containers[0].ports[0].name',
  ],
  [
    'a container',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].name = 'Web';
    },
    'Deployment web/web spec.template.spec.containers[0].name',
  ],
  [
    'a pod label',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.metadata.labels.tier = '-';
    },
    'Deployment web/web spec.template.metadata.labels.tier',
  ],
])('finds an ill-formed name: %s', (_, kind, place, edit, expected) => {
  expect(places('names', changed(kind, place, edit))).toEqual([expected]);
});

const container = (edit: (container: Fields, pod: Fields) => void): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }) => edit(spec.template.spec.containers[0], spec.template.spec));
const CONTAINER = 'Deployment web/web spec.template.spec.containers[0]';

test.each<[string, (container: Fields, pod: Fields) => void, string]>([
  [
    'a variable',
    (c) => {
      c.env.push({ name: 'STORE_URL', value: 'x' });
    },
    `${CONTAINER}.env[2]`,
  ],
  [
    'a port',
    (c) => {
      c.ports.push({ name: 'b', containerPort: 8080 });
    },
    `${CONTAINER}.ports[1]`,
  ],
  [
    'a mount',
    (c) => {
      c.volumeMounts.push({ name: 'x', mountPath: '/etc/web' });
    },
    `${CONTAINER}.volumeMounts[1]`,
  ],
  [
    'a volume',
    (_, p) => {
      p.volumes.push({ name: 'config', emptyDir: {} });
    },
    'Deployment web/web spec.template.spec.volumes[1]',
  ],
  [
    'a pull secret',
    (_, p) => {
      p.imagePullSecrets = [{ name: 'a' }, { name: 'a' }];
    },
    'Deployment web/web spec.template.spec.imagePullSecrets[1]',
  ],
  [
    'a container',
    (c, p) => {
      p.initContainers = [c];
    },
    `${CONTAINER}.name`,
  ],
])('finds %s listed twice', (_, edit, expected) => {
  expect(places('argocd-lists', container(edit))).toEqual([expected]);
});

test('one port number for two protocols is no repetition', () => {
  expect(
    places(
      'argocd-lists',
      container((c) => {
        c.ports.push({ name: 'dns', containerPort: 8080, protocol: 'UDP' });
      }),
    ),
  ).toEqual([]);
});

test.each<[string, string, string, (manifest: Fields) => void, string]>([
  [
    'a quoted target port',
    'Service',
    'web/web',
    (m) => {
      m.spec.ports[0].targetPort = '8080';
    },
    'Service web/web spec.ports[0].targetPort',
  ],
  [
    'no protocol',
    'Service',
    'web/web',
    (m) => {
      delete m.spec.ports[0].protocol;
    },
    'Service web/web spec.ports[0]',
  ],
  [
    'nodePort 0',
    'Service',
    'web/web',
    (m) => {
      m.spec.ports[0].nodePort = 0;
    },
    'Service web/web spec.ports[0]',
  ],
  [
    'a quoted budget',
    'PodDisruptionBudget',
    'store',
    (m) => {
      m.spec.maxUnavailable = '1';
    },
    'PodDisruptionBudget store/store spec.maxUnavailable',
  ],
  [
    'no pathType',
    'Ingress',
    'web',
    (m) => {
      delete m.spec.rules[0].http.paths[0].pathType;
    },
    'Ingress web/web spec.rules[0].http.paths[0]',
  ],
  [
    'no rollingUpdate',
    'Deployment',
    'web',
    (m) => {
      delete m.spec.strategy.rollingUpdate;
    },
    'Deployment web/web spec.strategy',
  ],
  [
    'a bare claim template',
    'StatefulSet',
    'store',
    (m) => {
      delete m.spec.volumeClaimTemplates[0].kind;
    },
    'StatefulSet store/store spec.volumeClaimTemplates[0]',
  ],
  [
    'a number in a ConfigMap',
    'ConfigMap',
    'web',
    (m) => {
      m.data.x = 1;
    },
    `${AT} data.x`,
  ],
  [
    'a label that is no string',
    'ConfigMap',
    'web',
    (m) => {
      m.metadata.labels = { a: true };
    },
    `${AT} metadata.labels.a`,
  ],
  [
    'a variable that is no string',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].env[0].value = 1;
    },
    `${CONTAINER}.env[0]`,
  ],
  [
    'a quoted probe port',
    'Deployment',
    'web',
    (m) => {
      m.spec.template.spec.containers[0].readinessProbe = { httpGet: { port: '8080' } };
    },
    `${CONTAINER}.readinessProbe.httpGet.port`,
  ],
])('finds a field in the wrong form: %s', (_, kind, place, edit, expected) => {
  expect(places('argocd-fields', changed(kind, place, edit))).toEqual([expected]);
});

test('replicas beside an autoscaler are found', () => {
  const scaler =
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}';
  expect(places('argocd-fields', plus(clean(), 'dev/web', scaler))).toEqual(['Deployment web/web spec.replicas']);
});

test('an empty webhook certificate is found', () => {
  const webhook =
    'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: w}\nwebhooks: [{name: a, clientConfig: {caBundle: ""}}]';
  expect(places('argocd-fields', plus(clean(), 'dev/web', webhook))).toEqual([
    'ValidatingWebhookConfiguration w webhooks[0].clientConfig',
  ]);
});

const OPTIONS = 'metadata.annotations["argocd.argoproj.io/sync-options"]';

test.each([
  ['', 1],
  ['Prune=false', 1],
  ['Delete=false', 1],
  ['Prune=false,Delete=false', 0],
  ['Prune=confirm, Delete=confirm', 0],
])('a Namespace with sync options %j has %i faults', (options, count) => {
  const files = changed('Namespace', 'web', ({ metadata }) => {
    metadata.annotations = { 'argocd.argoproj.io/sync-options': options };
  });
  expect(places('data-protection', files)).toEqual(new Array(count).fill(`Namespace web ${OPTIONS}`));
});

test('a custom resource that holds data is protected like a volume', () => {
  const text = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}';
  expect(new Set(places('data-protection', plus(clean(), 'dev/store', text)))).toEqual(
    new Set([`Cluster.postgresql.cnpg.io store/pg ${OPTIONS}`]),
  );
});

test('volumes that go with their workload are found', () => {
  const files = changed('StatefulSet', 'store', ({ spec }) => {
    spec.persistentVolumeClaimRetentionPolicy.whenScaled = 'Delete';
  });
  expect(places('data-protection', files)).toEqual([
    'StatefulSet store/store spec.persistentVolumeClaimRetentionPolicy.whenScaled',
  ]);
  const pool = `
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: p, namespace: store, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}}
spec: {storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, deleteClaim: true}]}}`;
  expect(places('data-protection', plus(clean(), 'dev/store', pool))).toEqual([
    'KafkaNodePool.kafka.strimzi.io store/p spec.storage.volumes[0].deleteClaim',
  ]);
});

const image = (text: string): readonly ManifestFile[] =>
  container((c) => {
    c.image = text;
  });
const SITE = 'harbor.example.com/platform';

test.each([
  [`${SITE}/web:1.0`, 0],
  [`${SITE}/web@sha256:${'a'.repeat(64)}`, 0],
  [`${SITE}/web:1.0@sha256:${'a'.repeat(64)}`, 0],
  [`${SITE}/web@sha256:abc`, 1],
  [`${SITE}/web:latest`, 1],
  [`${SITE}/web`, 1],
  [`${SITE}x/web:1.0`, 1],
  ['docker.io/library/web:1.0', 1],
  ['localhost:5000/web', 2],
  [`${SITE}/bitnami/web:1.0`, 1],
  [`${SITE}/bitnamilegacy/web:1.0`, 1],
])('the image %s has %i faults', (text, count) => {
  expect(places('image-registry', image(text))).toEqual(new Array(count).fill(`${CONTAINER}.image`));
});

test('images of custom resources count, those of Helm values do not', () => {
  const text = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18"}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: chart, namespace: argocd}
spec: {source: {chart: x, helm: {valuesObject: {image: "nginx"}}}}`;
  expect(places('image-registry', plus(clean(), 'dev/store', text))).toEqual([
    'Cluster.postgresql.cnpg.io store/pg spec.imageName',
  ]);
});

test('without a registry in the project any will do', () => {
  const files = changed('AppProject', 'dev', ({ metadata }) => {
    delete metadata.annotations;
  });
  const web = files.find(({ manifest }) => manifest.kind === 'Deployment');
  if (web) web.manifest.spec.template.spec.containers[0].image = 'docker.io/library/web:1.0';
  expect(places('image-registry', files)).toEqual([]);
});
