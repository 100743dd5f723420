import { sourcesOf } from '../namespaces';
import { listOf, once, type Tree } from '../tree';
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

/** Namespaces by the upstream chart that an Application installs in them. */
const installed = once((tree): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const item of tree.ofKind('argoproj.io/Application')) {
    const namespace = item.manifest.spec?.destination?.namespace;
    for (const { chart } of listOf(sourcesOf(item))) {
      if (typeof chart !== 'string' || typeof namespace !== 'string') continue;
      // Charts of OCI registries may carry a path.
      const name = chart.slice(chart.lastIndexOf('/') + 1);
      index.set(name, [...(index.get(name) ?? []), namespace]);
    }
  }
  return index;
});

/**
 * Where a controller connects from: pods of the tree that bear one of its names, or the namespaces its chart is installed
 * in; somebody where the tree shows neither.
 */
export function controllerEnds(tree: Tree, names: readonly string[]): readonly End[] {
  const pods = tree.pods.filter(
    ({ item, labels, made }) => !made && names.some((name) => goesBy(name, item.name, labels)),
  );
  const namespaces = new Set(names.flatMap((name) => installed(tree).get(name) ?? []));
  const ends = [...pods, ...[...namespaces].map((namespace): End => ({ namespace, labels: undefined }))];
  return ends.length > 0 ? ends : [{ somebody: true }];
}

const goesBy = (name: string, own: string, labels: Readonly<Record<string, string>>): boolean =>
  own === name || labels['app.kubernetes.io/name'] === name;
