import { groupOf, type Manifest } from '../../manifest/types';
import type { Plan } from '../plan';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';

/** Built-in kinds whose objects hold data or lead to it. Those of operators are told by their add-ons. */
const HOLDS_DATA: ReadonlySet<string> = new Set([
  'Namespace.',
  'PersistentVolume.',
  'PersistentVolumeClaim.',
  'StorageClass.storage.k8s.io',
  'ClusterSecretStore.external-secrets.io',
]);

/**
 * Keeps Argo CD from ever pruning or deleting an object that holds data. It reads the mark from the live object, so it
 * must have been synced before the object leaves Git. Source: Argo CD, sync options; gitops-engine, isPruningDisabled.
 */
export function protectData(object: Manifest, plan: Plan): Manifest {
  const kind = `${object.kind}.${groupOf(object.apiVersion)}`;
  if (!HOLDS_DATA.has(kind) && !plan.addons.some(({ addon }) => addon.holdsData?.includes(kind))) return object;
  const { annotations = {} } = object.metadata;
  const marks = {
    [SYNC_OPTIONS]: joined(annotations[SYNC_OPTIONS], 'Prune=false', 'Delete=false'),
    [COMPARE_OPTIONS]: joined(annotations[COMPARE_OPTIONS], 'IgnoreExtraneous'),
  };
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, ...marks } } };
}

const joined = (existing: string | undefined, ...options: readonly string[]): string =>
  [...new Set([...(existing?.split(',') ?? []), ...options])].join(',');
