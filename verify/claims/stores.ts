import { containersOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import type { HostReference } from '../hosts';
import { leavesOf } from '../leaves';
import { findService, podsBehind } from '../services';
import { type Item, listOf, once, type Pods, type Tree } from '../tree';
import { type Provisions, provisionsIn } from './provisions';
import { rings } from './surroundings';

/** An object store of the cluster, known by the namespace it runs in, and what the tree makes in it. */
export interface Store {
  readonly namespace: string;
  readonly buckets: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  /** Whether something makes buckets or users whose names only show in the cluster. */
  readonly isOpen: boolean;
}

/** What is made in which namespace's store. */
interface Made extends Provisions {
  readonly namespace: string;
}

/** Servers that speak S3, by their images. */
const SERVER = /(?:^|\/)(?:minio|silo|seaweedfs|garage|rustfs|versitygw|s3mock)(?:[:@]|$)/;

const isServer = ({ spec }: Pods): boolean =>
  listOf(spec.containers).some(({ image }) => typeof image === 'string' && SERVER.test(image));

const serverNamespaces = once(
  (tree): ReadonlySet<string> => new Set(tree.pods.filter(isServer).map(({ item }) => item.namespace)),
);

const namespacesIn = (tree: Tree, hosts: readonly HostReference[]): readonly string[] => [
  ...new Set(
    hosts.flatMap(({ namespace, service }) => {
      const found = findService(tree, namespace, service);
      return found && podsBehind(tree, found).length > 0 ? [namespace] : [];
    }),
  ),
];

/** The stores a script reaches: those whose server is known by its image, else whatever it calls, else its neighbours. */
function targetsOf(tree: Tree, item: Item): readonly string[] {
  for (const ring of rings(tree, item, '')) {
    const called = namespacesIn(tree, ring);
    const servers = called.filter((namespace) => serverNamespaces(tree).has(namespace));
    if (called.length > 0) return servers.length > 0 ? servers : called;
  }
  return [item.namespace];
}

const inTarget = (tree: Tree, item: Item, provisions: Provisions): readonly Made[] =>
  provisions.buckets.length + provisions.users.length > 0 || provisions.isOpen
    ? targetsOf(tree, item).map((namespace) => ({ namespace, ...provisions }))
    : [];

const ofTexts = (tree: Tree): readonly Made[] =>
  leavesOf(tree).flatMap(({ item, facts }) => inTarget(tree, item, facts.mentions.provisions));

/** Commands written as lists of words: `[mc, mb, minio/lake]`. */
const ofCommands = once((tree): readonly Made[] =>
  tree.pods.flatMap((pod) =>
    containersOf(pod).flatMap(({ container: { command, args } }) => {
      const words: readonly Fields[] = [...listOf(command), ...listOf(args)];
      return words.includes('mb') || words.includes('admin') || words.includes('create-bucket')
        ? inTarget(tree, pod.item, provisionsIn(words.join(' ')))
        : [];
    }),
  ),
);

const names = (entries: Fields): readonly string[] =>
  listOf(entries).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));

const beside = ({ namespace }: Item, buckets: readonly string[]): Made => ({
  namespace,
  buckets,
  users: [],
  isOpen: false,
});

/** Source: minio/operator, Tenant v2; docs of the image `bitnami/minio`, MINIO_DEFAULT_BUCKETS. */
const ofServers = once((tree): readonly Made[] => [
  ...tree.ofKind('minio.min.io/Tenant').map((item) => beside(item, names(item.manifest.spec?.buckets))),
  ...tree.pods.filter(isServer).flatMap((pod) =>
    containersOf(pod).flatMap(({ container }) =>
      listOf(container.env)
        .filter(({ name, value }) => name === 'MINIO_DEFAULT_BUCKETS' && typeof value === 'string')
        .map(({ value }) =>
          beside(
            pod.item,
            value.split(/[\s,;]+/).map((bucket: string) => bucket.split(':')[0] ?? ''),
          ),
        ),
    ),
  ),
]);

/** Object stores of an overlay by namespace: those in which something is made, and those known by their image. */
export const storesOf = once((tree): ReadonlyMap<string, Store> => {
  const made = [...ofTexts(tree), ...ofCommands(tree), ...ofServers(tree)];
  const places = new Set([...made.map(({ namespace }) => namespace), ...serverNamespaces(tree)]);
  return new Map(
    [...places].map((namespace) => {
      const own = made.filter((each) => each.namespace === namespace);
      return [
        namespace,
        {
          namespace,
          buckets: new Set(own.flatMap(({ buckets }) => buckets)),
          users: new Set(own.flatMap(({ users }) => users)),
          isOpen: own.some(({ isOpen }) => isOpen),
        },
      ];
    }),
  );
});
