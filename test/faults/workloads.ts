import type { Fields } from '../../manifest/types';
import { added, edited, type Fault } from './fault';

const WEB: readonly [string, string] = ['Deployment', 'web'];
const STORE: readonly [string, string] = ['StatefulSet', 'store'];
const CONFIG: readonly [string, string] = ['ConfigMap', 'web'];
const web = (rule: string, name: string, names: string, edit: (pod: Fields, spec: Fields) => void): Fault =>
  edited(rule, name, names, WEB, ({ spec }) => edit(spec.template.spec, spec));
const container = (rule: string, name: string, names: string, edit: (own: Fields) => void): Fault =>
  web(rule, name, names, ({ containers: [own] }) => edit(own));
const image = (name: string, text: string): Fault =>
  container('image-registry', name, text, (own) => {
    own.image = text;
  });
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

/** Fields, lists, images, placement and protection of workloads and what belongs to them. */
export const workloads: readonly Fault[] = [
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
];
