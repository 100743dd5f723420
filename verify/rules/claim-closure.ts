import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { type HostReference, hostsOf } from '../hosts';
import { query } from '../query';
import { findService } from '../services';
import { type Item, listOf, once, type Tree } from '../tree';

const CLUSTER = 'postgresql.cnpg.io/Cluster';

/** Databases and roles every PostgreSQL has. */
const GIVEN: ReadonlySet<string> = new Set(['postgres', 'template0', 'template1']);

/** Resources of a kind that name this cluster in `spec.cluster.name`. */
const ofCluster = (tree: Tree, kind: string, { namespace, name }: Item): readonly Item[] =>
  tree
    .ofKind(`postgresql.cnpg.io/${kind}`)
    .filter((item) => item.namespace === namespace && item.manifest.spec?.cluster?.name === name);

const specNames = (items: readonly Item[]): readonly string[] =>
  items.map(({ manifest, name }) => manifest.spec?.name ?? name);

interface Contents {
  readonly databases: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

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
      ...listOf(managed?.roles).map(({ name }) => name),
      ...specNames(ofCluster(tree, 'DatabaseRole', cluster)),
    ]),
  };
};

const contents = once(
  (tree): ReadonlyMap<Item, Contents> =>
    new Map(tree.ofKind(CLUSTER).map((cluster) => [cluster, contentsOf(tree, cluster)])),
);

const owners = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('postgresql.cnpg.io/Database').flatMap((item) => {
    const { cluster, owner } = item.manifest.spec ?? {};
    const found = tree.find(CLUSTER, item.namespace, cluster?.name);
    const roles = found && contents(tree).get(found)?.roles;
    if (!roles || roles.has(owner)) return [];
    return [error(item, 'spec.owner', `Nobody creates role ${owner}.`, 'Write a DatabaseRole for it.')];
  });

/** Name of the cluster whose databases a resource of CloudNativePG leads to. */
const CLUSTER_NAMES: Readonly<Record<string, (item: Item) => string>> = {
  [CLUSTER]: ({ name }) => name,
  'postgresql.cnpg.io/Pooler': ({ manifest }) => manifest.spec?.cluster?.name ?? '',
};

/** The cluster behind a Service that CloudNativePG makes. */
const clusterBehind = (tree: Tree, { namespace, service }: HostReference): Item | undefined => {
  const item = findService(tree, namespace, service)?.item;
  const nameOf = item && CLUSTER_NAMES[item.kind];
  return nameOf && tree.find(CLUSTER, namespace, nameOf(item));
};

const databaseIn = ({ leaf, text }: HostReference): string | undefined => {
  const rest = leaf.value.slice(leaf.value.indexOf(text) + text.length);
  return /^postgres(?:ql)?:/.test(text) ? /^\/([A-Za-z_][\w-]*)/.exec(rest)?.[1] : undefined;
};

const addresses = (tree: Tree): readonly Verdict[] =>
  hostsOf(tree).flatMap((reference) => {
    const database = databaseIn(reference);
    const cluster = database === undefined ? undefined : clusterBehind(tree, reference);
    if (!database || !cluster || contents(tree).get(cluster)?.databases.has(database)) return [];
    const { item, at } = reference.leaf;
    return [error(item, at, `${cluster.object} has no database ${database}.`, 'Claim the database where it is used.')];
  });

const ROLES: readonly string[] = ['broker', 'controller'];

const pools = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('kafka.strimzi.io/Kafka').flatMap((item) => {
    const own = tree
      .neighbours(item.namespace)('kafka.strimzi.io/KafkaNodePool')
      .filter(({ metadata }) => metadata.labels?.['strimzi.io/cluster'] === item.name);
    const filled = new Set(own.flatMap((pool) => query(pool, 'spec.roles').flatMap(({ value }) => listOf(value))));
    return ROLES.filter((role) => !filled.has(role)).map((role) =>
      error(item, '', `The cluster has no node pool with role ${role}.`, `Write a KafkaNodePool with role ${role}.`),
    );
  });

/** Databases that addresses name exist, their owners exist, and a Kafka has nodes for both of its roles. */
export const claimClosure: Rule = {
  id: 'claim-closure',
  why: 'A database, role or node that nobody creates shows as a login that fails or a cluster that never forms.',
  check: (tree) => [...owners(tree), ...addresses(tree), ...pools(tree)],
};
