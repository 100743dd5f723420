import { clusterBehind, clusterNamed, postgresOf } from '../claims/postgres';
import { loginsOf } from '../claims/postgres-logins';
import { error, type Rule, type Verdict } from '../finding';
import { type HostReference, hostsOf } from '../hosts';
import { query } from '../query';
import { listOf, type Tree } from '../tree';

/** Roles PostgreSQL makes itself. Source: PostgreSQL docs, Predefined Roles. */
const isPredefined = (role: string): boolean => role.startsWith('pg_');

const WRITE = 'Write a DatabaseRole for it.';

/** Fields of resources of CloudNativePG that name roles of the cluster beside them. */
const ROLE_FIELDS: Readonly<Record<string, string>> = { Database: 'spec.owner', DatabaseRole: 'spec.inRoles[]' };

const roles = (tree: Tree): readonly Verdict[] =>
  Object.entries(ROLE_FIELDS).flatMap(([kind, field]) =>
    tree.ofKind(`postgresql.cnpg.io/${kind}`).flatMap((item) => {
      const cluster = clusterNamed(tree, item);
      const known = cluster && postgresOf(tree).get(cluster)?.roles;
      return query(item.manifest, field)
        .filter(({ value }) => known && !known.has(value) && !isPredefined(value))
        .map(({ at, value }) => error(item, at, `Nobody creates role ${value}.`, WRITE));
    }),
  );

const databaseIn = ({ leaf, text }: HostReference): string | undefined => {
  const rest = leaf.value.slice(leaf.value.indexOf(text) + text.length);
  return /^postgres(?:ql)?:/.test(text) ? /^\/([A-Za-z_][\w-]*)/.exec(rest)?.[1] : undefined;
};

const addresses = (tree: Tree): readonly Verdict[] =>
  hostsOf(tree).flatMap((reference) => {
    const database = databaseIn(reference);
    const cluster = database === undefined ? undefined : clusterBehind(tree, reference);
    if (!database || !cluster || postgresOf(tree).get(cluster)?.databases.has(database)) return [];
    const { item, at } = reference.leaf;
    return [error(item, at, `${cluster.object} has no database ${database}.`, 'Claim the database where it is used.')];
  });

const logins = (tree: Tree): readonly Verdict[] =>
  loginsOf(tree).flatMap(({ reference, role }) => {
    const cluster = clusterBehind(tree, reference);
    if (!cluster || postgresOf(tree).get(cluster)?.roles.has(role)) return [];
    const { item, at } = reference.leaf;
    return [error(item, at, `${cluster.object} has no role ${role}.`, 'Claim the database where it is used.')];
  });

const NODE_ROLES: readonly string[] = ['broker', 'controller'];

const pools = (tree: Tree): readonly Verdict[] =>
  tree.ofKind('kafka.strimzi.io/Kafka').flatMap((item) => {
    const own = tree
      .neighbours(item.namespace)('kafka.strimzi.io/KafkaNodePool')
      .filter(({ metadata }) => metadata.labels?.['strimzi.io/cluster'] === item.name);
    const filled = new Set(own.flatMap((pool) => query(pool, 'spec.roles').flatMap(({ value }) => listOf(value))));
    return NODE_ROLES.filter((role) => !filled.has(role)).map((role) =>
      error(item, '', `The cluster has no node pool with role ${role}.`, `Write a KafkaNodePool with role ${role}.`),
    );
  });

/** Databases and roles that addresses name exist, owners exist, and a Kafka has nodes for both of its roles. */
export const claimClosure: Rule = {
  id: 'claim-closure',
  why: 'A database, role or node that nobody creates shows as a login that fails or a cluster that never forms.',
  check: (tree) => [
    ...roles(tree),
    ...(postgresOf(tree).size === 0 ? [] : [...addresses(tree), ...logins(tree)]),
    ...pools(tree),
  ],
};
