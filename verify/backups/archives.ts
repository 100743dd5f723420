import type { Fields } from '../../manifest/types';
import { type Item, listOf, once, type Tree } from '../tree';

/** Where a PostgreSQL Cluster archives to. */
export interface Archive {
  readonly item: Item;
  readonly at: string;
  /** The very folder: endpoint, path and name of the server. */
  readonly destination: string;
  /** Whether the log is archived too, without which a copy of running files is worth nothing. */
  readonly hasLog: boolean;
}

/** Source: plugin-barman-cloud docs, Usage. */
const PLUGIN = 'barman-cloud.cloudnative-pg.io';

const folder = ({ endpointURL = '', destinationPath = '' }: Fields, server: string): string =>
  `${endpointURL} ${String(destinationPath).replace(/\/+$/, '')} ${server}`;

const ofPlugins = (tree: Tree, item: Item): readonly Archive[] =>
  listOf(item.manifest.spec?.plugins).flatMap(({ name, enabled, isWALArchiver, parameters }, index) => {
    if (name !== PLUGIN || enabled === false) return [];
    const store = tree.find('barmancloud.cnpg.io/ObjectStore', item.namespace, parameters?.barmanObjectName ?? '');
    const server = parameters?.serverName ?? item.name;
    const destination = folder(store?.manifest.spec?.configuration ?? {}, server);
    return store ? [{ item, at: `spec.plugins[${index}]`, destination, hasLog: isWALArchiver === true }] : [];
  });

/** Without the plugin the log goes where the backups go. */
const builtIn = (item: Item): readonly Archive[] => {
  const store = item.manifest.spec?.backup?.barmanObjectStore;
  if (!store) return [];
  const destination = folder(store, store.serverName ?? item.name);
  return [{ item, at: 'spec.backup.barmanObjectStore', destination, hasLog: true }];
};

/** Where PostgreSQL Clusters archive to. */
export const archives = once((tree): readonly Archive[] =>
  tree.ofKind('postgresql.cnpg.io/Cluster').flatMap((item) => [...ofPlugins(tree, item), ...builtIn(item)]),
);
