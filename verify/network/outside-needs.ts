import { keyFacts } from '../keys';
import { type Leaf, leavesOf } from '../leaves';
import { namespacesOf } from '../namespaces';
import { readersOf } from '../readers';
import { once, type Tree } from '../tree';
import type { Need } from './need';

const isRead = ({ at, key }: Leaf): boolean => !at.startsWith('metadata.') && !keyFacts(key).isImage;

/** `<pod>.<service>.<namespace>` is a host of the cluster. */
const isOfCluster = (tree: Tree, host: string): boolean =>
  namespacesOf(tree).has(host.slice(host.lastIndexOf('.') + 1));

function needsOf(tree: Tree, leaf: Leaf): readonly Need[] {
  const { item, at, facts } = leaf;
  const { pods, all } = readersOf(tree, item);
  if (!all) return [];
  return facts.outside
    .filter(({ host }) => !isOfCluster(tree, host))
    .flatMap(({ host, port }) =>
      pods.map((from) => ({
        item,
        at,
        who: from.item === item ? 'It' : `${from.item.object}, which reads this,`,
        from,
        whom: host,
        to: { outside: 'somewhere' as const },
        ports: [{ port, protocol: 'TCP' }],
      })),
    );
}

/** The first of each object for each host: more say nothing new. */
const distinct = (needs: readonly Need[]): readonly Need[] => [
  ...new Map(
    needs
      .toReversed()
      .map((need) => [`${need.item.path}|${need.item.object}|${need.whom}:${need.ports[0]?.port}`, need]),
  ).values(),
];

/** Hosts outside the cluster that pods are told to call on a port of their own, such as a database of the cloud. */
export const outsideNeeds = once((tree): readonly Need[] =>
  distinct(
    leavesOf(tree)
      .filter((leaf) => leaf.facts.outside.length > 0 && isRead(leaf))
      .flatMap((leaf) => needsOf(tree, leaf)),
  ),
);
