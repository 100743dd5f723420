import { sourcesOf } from '../namespaces';
import { listOf, once, onceFor, type Tree } from '../tree';
import type { End } from './ends';

/** Who follows the host names of objects that no pod of their namespace reads, by `group/Kind`: names of the controller. */
export const CONTROLLERS: Readonly<Record<string, readonly string[]>> = {
  'cert-manager.io/ClusterIssuer': ['cert-manager'],
  'cert-manager.io/Issuer': ['cert-manager'],
  'external-secrets.io/ClusterSecretStore': ['external-secrets'],
  'external-secrets.io/SecretStore': ['external-secrets'],
  'keda.sh/ScaledJob': ['keda', 'keda-operator'],
  'keda.sh/ScaledObject': ['keda', 'keda-operator'],
  'velero.io/BackupStorageLocation': ['velero'],
};

/** Upstream charts that Applications install, by namespace. */
const byNamespace = once((tree): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const item of tree.ofKind('argoproj.io/Application')) {
    const namespace = item.manifest.spec?.destination?.namespace;
    for (const { chart } of listOf(sourcesOf(item))) {
      if (typeof chart !== 'string' || typeof namespace !== 'string') continue;
      // Charts of OCI registries may carry a path.
      index.set(namespace, [...(index.get(namespace) ?? []), chart.slice(chart.lastIndexOf('/') + 1)]);
    }
  }
  return index;
});

/** The charts that are installed in a namespace. */
export const chartsIn = (tree: Tree, namespace: string): readonly string[] => byNamespace(tree).get(namespace) ?? [];

/**
 * Where a controller connects from: pods of the tree that bear one of its names, or the namespaces its chart is installed
 * in; somebody where the tree shows neither.
 */
export const controllerEnds = onceFor((tree, names: readonly string[]): readonly End[] => {
  const found = endsOf(tree, names);
  return found.length > 0 ? found : [{ somebody: true }];
});

const endsOf = (tree: Tree, names: readonly string[]): readonly End[] => [
  ...tree.pods.filter(({ item, labels, made }) => !made && names.some((name) => goesBy(name, item.name, labels))),
  ...[...byNamespace(tree)]
    .filter(([, charts]) => charts.some((chart) => names.includes(chart)))
    .map(([namespace]) => ({ namespace, labels: undefined })),
];

const goesBy = (name: string, own: string, labels: Readonly<Record<string, string>>): boolean =>
  own === name || labels['app.kubernetes.io/name'] === name;
