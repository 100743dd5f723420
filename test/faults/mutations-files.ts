import type { Fields, Manifest, ManifestFile } from '../../manifest/types';
import { addition, container, type Fits, type Mutation, mutation, ofKind, own } from './mutation';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const overlayOf = (path: string): string => path.slice(0, path.indexOf('/'));
const renamed =
  (name: string) =>
  (_: Fields, path: string): string =>
    `${folderOf(path)}/${name}`;

const WORKLOADS: ReadonlySet<string> = new Set(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'StatefulSet']);

/** A Namespace whose service has a folder with workloads of the same name. */
const hasWorkloads: Fits = ({ kind, metadata: { name } }, all) =>
  kind === 'Namespace' && all.some(({ path, manifest }) => path.includes(`/${name}/`) && WORKLOADS.has(manifest.kind));

const file =
  (ending: RegExp) =>
  ({ data }: Fields): string =>
    Object.keys(data ?? {}).find((key) => ending.test(key) && !/\{\{|\{%/.test(data[key])) ?? '';
const [json, properties] = [file(/\.json$/), file(/\.properties$/)];

const orphan = ({ path, manifest }: ManifestFile): ManifestFile => ({
  path: `${folderOf(path)}/configmap-orphan.yaml`,
  manifest: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'orphan', namespace: manifest.metadata.namespace ?? '' },
    data: { a: 'b' },
  },
});

const ofDeployment = ofKind('Deployment', container);

/** Breaks files and where they stand, and texts inside of objects. */
export const fileMutations: readonly Mutation[] = [
  mutation('argocd-folder', 'a folder that is a chart', ofDeployment, own, renamed('Chart.yaml')),
  mutation('argocd-folder', 'a folder of kustomize', ofDeployment, own, renamed('kustomization.yaml')),
  mutation(
    'argocd-folder',
    'an object of two megabytes',
    ofKind('ConfigMap', ({ data, metadata }) => data && metadata.namespace !== 'argocd'),
    own,
    ({ data }) => {
      data.large = 'x'.repeat(2_000_000);
    },
  ),
  mutation(
    'argocd-namespaces',
    'a Namespace beside its workloads',
    hasWorkloads,
    own,
    ({ metadata: { name } }, path) => `${overlayOf(path)}/${name}/namespace-${name}.yaml`,
  ),
  mutation('embedded-config', 'JSON with a comma too many', ofKind('ConfigMap', json), json, (m) => {
    m.data[json(m)] = `${m.data[json(m)]},`;
  }),
  mutation('embedded-config', 'a property without a value', ofKind('ConfigMap', properties), properties, (m) => {
    m.data[properties(m)] += 'lonely\n';
  }),
  addition('unique-identity', 'an object in two folders', ofDeployment, own, ({ path, manifest }) => ({
    path: `${overlayOf(path)}/cluster/again.yaml`,
    manifest,
  })),
  addition(
    'unique-identity',
    'two objects in one file',
    ofDeployment,
    () => 'same file',
    ({ path, manifest }) => ({
      path: path.replace(/[^/]*$/, (name) => name.toUpperCase().replace('.YAML', '.yaml')),
      manifest: { ...manifest, metadata: { ...manifest.metadata, name: 'again' } },
    }),
  ),
  addition('unused', 'a ConfigMap without reader', ofDeployment, () => 'orphan', orphan),
  mutation('unused', 'an account without pods', ofKind('ServiceAccount', isAlone), own, ({ metadata }) => {
    metadata.name += '-old';
  }),
  mutation('api-version', 'a version that is gone', ofKind('PodDisruptionBudget'), own, (m) => {
    m.apiVersion = 'policy/v1beta1';
  }),
  mutation('api-version', 'a version of Strimzi that is gone', ofKind('KafkaTopic'), own, (m) => {
    m.apiVersion = 'kafka.strimzi.io/v1beta2';
  }),
  mutation(
    'schema',
    'a field one letter short',
    ofKind('Deployment', ({ spec }) => spec.replicas),
    own,
    ({ spec }) => {
      spec.replica = spec.replicas;
    },
  ),
  mutation('schema', 'a text for a number', ofKind('KafkaTopic'), own, ({ spec }) => {
    spec.partitions = '3';
  }),
  mutation('schema', 'a bad quantity', ofDeployment, own, (m) => {
    container(m).resources = { limits: { memory: '1GB' } };
  }),
  mutation('schema', 'a field of another place', ofKind('Application'), own, ({ spec }) => {
    spec.syncOptions = [];
  }),
  mutation(
    'unknown-kind',
    'a kind one letter off',
    ofKind('Service'),
    () => 'Servise',
    (m) => {
      m.kind = 'Servise';
    },
  ),
  mutation(
    'unknown-kind',
    'a group one letter off',
    ofKind('ServiceMonitor'),
    () => 'monitoring.coreos.co',
    (m) => {
      m.apiVersion = 'monitoring.coreos.co/v1';
    },
  ),
];

/** An account whose name is that of nothing else in its namespace: any text may mean it. */
function isAlone({ metadata }: Manifest): boolean {
  return metadata.name.includes('-');
}
