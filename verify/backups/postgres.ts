import type { Fields } from '../../manifest/types';
import { type Item, listOf, type Tree } from '../tree';

const CLUSTER = 'postgresql.cnpg.io/Cluster';

/** A plugin a cluster uses, or `undefined`. Source: cloudnative-pg, api/v1/cluster_types.go (PluginConfiguration). */
export const pluginOf = ({ manifest }: Item, name: string): Fields =>
  listOf(manifest.spec?.plugins).find((plugin) => plugin.name === name && plugin.enabled !== false);

/** The cluster a ScheduledBackup is for. */
export const clusterOf = (tree: Tree, { namespace, manifest }: Item): Item | undefined =>
  tree.find(CLUSTER, namespace, String(manifest.spec?.cluster?.name ?? ''));

/** Where a cluster says what its backups need, by the method of the backup. */
const NEEDS: Readonly<Record<string, (cluster: Item, backup: Fields) => string | undefined>> = {
  barmanObjectStore: ({ manifest }) =>
    manifest.spec?.backup?.barmanObjectStore ? undefined : 'has no spec.backup.barmanObjectStore',
  plugin: (cluster, { pluginConfiguration }) =>
    pluginOf(cluster, pluginConfiguration?.name) ? undefined : `does not use the plugin ${pluginConfiguration?.name}`,
  volumeSnapshot: ({ manifest }) =>
    manifest.spec?.backup?.volumeSnapshot ? undefined : 'has no spec.backup.volumeSnapshot',
};

/** What a cluster lacks for a backup to be taken of it, as the end of a sentence. */
export const lacks = (cluster: Item, backup: Item): string | undefined => {
  const spec = backup.manifest.spec ?? {};
  const { method = 'barmanObjectStore' } = spec;
  return Object.hasOwn(NEEDS, method) ? NEEDS[method]?.(cluster, spec) : undefined;
};

/** ScheduledBackups of a cluster that are not suspended and can be taken. */
const goodBackups = (tree: Tree, cluster: Item): readonly Item[] =>
  tree
    .ofKind('postgresql.cnpg.io/ScheduledBackup')
    .filter(({ manifest }) => manifest.spec?.suspend !== true)
    .filter((backup) => clusterOf(tree, backup) === cluster && lacks(cluster, backup) === undefined);

/** Whether a PostgreSQL Cluster is backed up regularly, or follows another one. */
export const isBackedUp = (tree: Tree, item: Item): boolean =>
  item.kind === CLUSTER && (item.manifest.spec?.replica?.enabled === true || goodBackups(tree, item).length > 0);
