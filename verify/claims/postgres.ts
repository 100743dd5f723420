import type { Fields } from '../../manifest/types';
import type { HostReference } from '../hosts';
import { findService } from '../services';
import { type Item, listOf, once, type Tree } from '../tree';

const CLUSTER = 'postgresql.cnpg.io/Cluster';

/** What a PostgreSQL holds. */
export interface Contents {
  readonly databases: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

/** Databases every PostgreSQL has. */
const GIVEN: readonly string[] = ['postgres', 'template0', 'template1'];

/** Resources of a kind that name this cluster in `spec.cluster.name` and do not ask for something to be gone. */
const ofCluster = (tree: Tree, kind: string, { namespace, name }: Item): readonly Item[] =>
  tree
    .ofKind(`postgresql.cnpg.io/${kind}`)
    .filter(
      ({ namespace: own, manifest: { spec } }) =>
        own === namespace && spec?.cluster?.name === name && spec?.ensure !== 'absent',
    );

const specNames = (items: readonly Item[]): readonly string[] =>
  items.map(({ manifest, name }) => manifest.spec?.name ?? name);

/** A database that is bootstrapped without a name is called `app`, as its owner. Source: CloudNativePG docs, Bootstrap. */
const contentsOf = (tree: Tree, cluster: Item): Contents => {
  const { bootstrap = { initdb: {} }, managed } = cluster.manifest.spec ?? {};
  const way: Fields = Object.values(bootstrap)[0] ?? {};
  const { database = 'app', owner = database } = way;
  return {
    databases: new Set([...GIVEN, database, ...specNames(ofCluster(tree, 'Database', cluster))]),
    roles: new Set([
      'postgres',
      owner,
      ...listOf(managed?.roles).flatMap(({ name, ensure }) => (ensure === 'absent' ? [] : [name])),
      ...specNames(ofCluster(tree, 'DatabaseRole', cluster)),
    ]),
  };
};

/** Every PostgreSQL cluster of an overlay with what it holds. */
export const postgresOf = once(
  (tree): ReadonlyMap<Item, Contents> =>
    new Map(tree.ofKind(CLUSTER).map((cluster) => [cluster, contentsOf(tree, cluster)])),
);

/** The cluster of CloudNativePG that a resource beside it names. */
export const clusterNamed = (tree: Tree, { namespace, manifest }: Item): Item | undefined =>
  tree.find(CLUSTER, namespace, manifest.spec?.cluster?.name);

/** Name of the cluster whose databases a resource of CloudNativePG leads to. */
const CLUSTER_NAMES: Readonly<Record<string, (item: Item) => string>> = {
  [CLUSTER]: ({ name }) => name,
  'postgresql.cnpg.io/Pooler': ({ manifest }) => manifest.spec?.cluster?.name ?? '',
};

/** The cluster behind a Service that CloudNativePG makes. */
export const clusterBehind = (tree: Tree, { namespace, service }: HostReference): Item | undefined => {
  const item = findService(tree, namespace, service)?.item;
  const nameOf = item && CLUSTER_NAMES[item.kind];
  return nameOf && tree.find(CLUSTER, namespace, nameOf(item));
};
