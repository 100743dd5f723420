import type { Fields } from '../../manifest/types';
import { readText } from '../../verify/index';
import { added, edited, type Fault, refiled } from './fault';

const WEB: readonly [string, string] = ['Deployment', 'web'];
const STORE: readonly [string, string] = ['StatefulSet', 'store'];
const CONFIG: readonly [string, string] = ['ConfigMap', 'web'];

type Edit = (manifest: Fields) => void;
const web = (rule: string, name: string, names: string, edit: (pod: Fields, spec: Fields) => void): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => edit(spec.template.spec, spec));
const container = (rule: string, name: string, names: string, edit: (own: Fields) => void): Fault =>
  web(rule, name, names, ({ containers: [own] }) => edit(own));
const image = (name: string, text: string): Fault =>
  container('image-registry', name, text, (own) => {
    own.image = text;
  });
const named = (name: string, names: string, target: readonly [string, string], edit: Edit): Fault =>
  edited('names', name, names, target, edit);
const value = (name: string, names: string, edit: Edit): Fault => edited('clean-values', name, names, CONFIG, edit);

const unreadable = (name: string, names: string, text: string): Fault => ({
  rule: 'readable',
  name,
  origin: 'text',
  names,
  find: () => readText('dev/x.yaml', text).findings,
});
const CONFIG_TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';

const twice = (list: string, entry: Fields): Fault =>
  container('argocd-lists', `${list} with an entry twice`, list, (own) => {
    own[list] = [...(own[list] ?? []), entry, { ...entry }];
  });
const quotedProbe = (probe: string): Fault =>
  container('argocd-fields', `a ${probe} with a quoted port`, probe, (own) => {
    own[probe] = { httpGet: { path: '/', port: '8080' } };
  });
const unprotected = (name: string, kind: string, object: string): Fault =>
  edited('data-protection', name, kind, [kind, object], ({ metadata }) => {
    delete metadata.annotations;
  });
const waive = (name: string, names: string, key: string, reason: string): Fault =>
  edited('waiver', name, names, WEB, ({ metadata }) => {
    metadata.annotations = { [`verify.slipway.dev/${key}`]: reason };
  });

/** What is wrong inside one object. */
export const objects: readonly Fault[] = [
  ...['readinessProbe', 'livenessProbe', 'startupProbe'].map(quotedProbe),
  container('argocd-fields', 'a number as the value of a variable', 'env[0]', (own) => {
    own.env[0].value = 8080;
  }),
  edited('argocd-fields', 'a port without protocol', 'ports[0]', ['Service', 'web'], ({ spec }) => {
    delete spec.ports[0].protocol;
  }),
  edited('argocd-fields', 'a quoted target port', 'targetPort', ['Service', 'web'], ({ spec }) => {
    spec.ports[0].targetPort = '8080';
  }),
  edited('argocd-fields', 'a node port of 0', 'ports[0]', ['Service', 'web'], ({ spec }) => {
    spec.ports[0].nodePort = 0;
  }),
  edited('argocd-fields', 'an update strategy without its defaults', 'spec.strategy', WEB, ({ spec }) => {
    spec.strategy = { type: 'RollingUpdate' };
  }),
  edited('argocd-fields', 'a claim template without kind', 'volumeClaimTemplates[0]', STORE, ({ spec }) => {
    delete spec.volumeClaimTemplates[0].kind;
  }),
  edited('argocd-fields', 'a path without its type', 'paths[0]', ['Ingress', 'web'], ({ spec }) => {
    delete spec.rules[0].http.paths[0].pathType;
  }),
  edited('argocd-fields', 'a number in a ConfigMap', 'data.port', CONFIG, ({ data }) => {
    data.port = 8080;
  }),
  added(
    'argocd-fields',
    'replicas beside an autoscaler',
    'spec.replicas',
    'dev/web',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}',
  ),
  twice('env', { name: 'JAVA_OPTS', value: 'x' }),
  twice('ports', { name: 'more', containerPort: 9999 }),
  twice('volumeMounts', { name: 'config', mountPath: '/x' }),
  web('argocd-lists', 'a volume twice', 'volumes[1]', (pod) => pod.volumes.push({ name: 'config', emptyDir: {} })),
  web('argocd-lists', 'two containers of one name', 'web', (pod) => pod.containers.push({ ...pod.containers[0] })),
  edited('argocd-lists', 'a Service port twice', 'ports[1]', ['Service', 'web'], ({ spec }) =>
    spec.ports.push({ ...spec.ports[0], name: 'other' }),
  ),
  value('a null', 'data.x', ({ data }) => {
    data.x = null;
  }),
  value('a control character', 'data.x', ({ data }) => {
    data.x = 'bell \u0007';
  }),
  value('half of a character', 'data.x', ({ data }) => {
    data.x = '\ud83d';
  }),
  value('a key with a control character', 'u0001', ({ data }) => {
    data['a\u0001'] = 'x';
  }),
  value('a status', 'status', (manifest) => {
    manifest.status = {};
  }),
  value('a time of creation', 'creationTimestamp', ({ metadata }) => {
    metadata.creationTimestamp = '2024-01-01T00:00:00Z';
  }),
  value('managed fields', 'managedFields', ({ metadata }) => {
    metadata.managedFields = [];
  }),
  value('a number that is none', 'data.x', ({ data }) => {
    data.x = Number.NaN;
  }),
  unprotected('a StatefulSet claim without protection', 'Namespace', 'web'),
  unprotected('a store without protection', 'ClusterSecretStore', 'platform'),
  edited('data-protection', 'half of the protection', 'sync-options', ['Namespace', 'store'], ({ metadata }) => {
    metadata.annotations['argocd.argoproj.io/sync-options'] = 'Prune=false';
  }),
  edited('data-protection', 'volumes that go with their set', 'whenDeleted', STORE, ({ spec }) => {
    spec.persistentVolumeClaimRetentionPolicy.whenDeleted = 'Delete';
  }),
  edited('data-protection', 'no word on volumes', 'whenScaled', STORE, ({ spec }) => {
    delete spec.persistentVolumeClaimRetentionPolicy;
  }),
  added(
    'data-protection',
    'a node pool that deletes its claims',
    'deleteClaim',
    'dev/store',
    'apiVersion: kafka.strimzi.io/v1\nkind: KafkaNodePool\nmetadata: {name: p, namespace: store}\nspec: {storage: {type: persistent-claim, deleteClaim: true}}',
  ),
  image('an image that moves', 'harbor.example.com/platform/web:latest'),
  image('an image without version', 'harbor.example.com/platform/web'),
  image('an image of another registry', 'docker.io/library/web:1.2.3'),
  image('an image that is frozen', 'harbor.example.com/platform/bitnami/web:1.2.3'),
  image('a digest that is none', 'harbor.example.com/platform/web@sha256:abc'),
  added(
    'image-registry',
    'an image in a custom resource',
    'docker.io/postgres:17',
    'dev/store',
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}\nspec: {instances: 1, imageName: "docker.io/postgres:17"}',
  ),
  named('a capital letter', 'Web', ['Ingress', 'web'], ({ metadata }) => {
    metadata.name = 'Web';
  }),
  named('a StatefulSet whose pods get too long a label', 'x'.repeat(53), STORE, ({ metadata }) => {
    metadata.name = 'x'.repeat(53);
  }),
  named('a Service that begins with a digit', '1web', ['Service', 'web'], ({ metadata }) => {
    metadata.name = '1web';
  }),
  named('a label value with a blank', 'a b', WEB, ({ metadata }) => {
    metadata.labels = { part: 'a b' };
  }),
  named('a label key with two slashes', 'a/b/c', WEB, ({ metadata }) => {
    metadata.labels = { 'a/b/c': 'x' };
  }),
  named('an annotation key of 64 characters', 'y'.repeat(64), WEB, ({ metadata }) => {
    metadata.annotations = { ['y'.repeat(64)]: 'x' };
  }),
  named('a port name with a capital', 'Http', WEB, ({ spec }) => {
    spec.template.spec.containers[0].ports[0].name = 'Http';
  }),
  named('a container name with _', 'web_1', WEB, ({ spec }) => {
    spec.template.spec.containers[0].name = 'web_1';
  }),
  named('a data key with a slash', 'a/b', CONFIG, ({ data }) => {
    data['a/b'] = 'x';
  }),
  edited('namespace-explicit', 'no namespace', 'Service web', ['Service', 'web'], ({ metadata }) => {
    delete metadata.namespace;
  }),
  edited('namespace-explicit', 'an unknown namespace', 'namespace wep', ['Service', 'web'], ({ metadata }) => {
    metadata.namespace = 'wep';
  }),
  edited(
    'namespace-explicit',
    'a namespace where none belongs',
    'platform',
    ['ClusterSecretStore', 'platform'],
    (own) => {
      own.metadata.namespace = 'web';
    },
  ),
  edited('namespace-explicit', 'a destination nobody creates', 'gone', ['Application', 'dev-web'], ({ spec }) => {
    spec.destination.namespace = 'gone';
  }),
  edited('placement', 'a spread that counts other pods', 'topologySpreadConstraints[0]', STORE, ({ spec }) => {
    spec.template.spec.topologySpreadConstraints[0].labelSelector = { matchLabels: { app: 'other' } };
  }),
  edited('placement', 'a spread without selector', 'topologySpreadConstraints[0]', STORE, ({ spec }) => {
    delete spec.template.spec.topologySpreadConstraints[0].labelSelector;
  }),
  web('placement', 'an affinity to pods that are not there', 'podAntiAffinity', (pod) => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'gone' } } };
    pod.affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  }),
  unreadable('an open bracket', 'line 2', 'a: [b\n'),
  unreadable('a key twice', 'line 5', `${CONFIG_TEXT}data: {}\ndata: {}\n`),
  unreadable('two objects without ---', 'line 4', CONFIG_TEXT + CONFIG_TEXT),
  unreadable('a tab as indentation', 'line 5', `${CONFIG_TEXT}data:\n\ta: b\n`),
  unreadable('a template', 'template', `${CONFIG_TEXT}data:\n{{- if .Values.x }}\n  a: b\n{{- end }}\n`),
  unreadable('aliases in a circle', 'leads back', `${CONFIG_TEXT}data: &a {x: *a}\n`),
  unreadable('a few lines that unfold to millions of values', 'unfold', bomb()),
  unreadable('an object without kind', 'kind', 'apiVersion: v1\nmetadata: {name: a}\n'),
  unreadable('an object without name', 'metadata.name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n'),
  unreadable('a text', 'apiVersion', 'hello\n'),
  unreadable('nesting without end', 'maxDepth', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`),
  refiled('unique-identity', 'two objects in one file', 'same file', (file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/web/deployment-web.yaml' } : file,
  ),
  refiled('unique-identity', 'two files that differ by case', 'same file', (file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/web/Deployment-Web.yaml' } : file,
  ),
  added(
    'unique-identity',
    'an object in two folders',
    'ConfigMap web/web',
    'dev/store',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: web}',
  ),
  added(
    'unique-identity',
    'an object in two versions of its API',
    'Ingress web/web',
    'dev/store',
    'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: web, namespace: web}',
  ),
  waive('a waiver without reason', 'verify.slipway.dev/host-closure', 'host-closure', ' '),
  waive('a waiver of a rule there is not', 'host-closures', 'host-closures', 'because'),
  waive('a waiver of waivers', 'no rule waiver', 'waiver', 'because'),
];

function bomb(): string {
  const rows = Array.from({ length: 9 }, (_, row) => `  - &a${row + 1} [${`*a${row}, `.repeat(9)}x]`);
  return `${CONFIG_TEXT}rows:\n  - &a0 [x, x, x]\n${rows.join('\n')}\n`;
}
