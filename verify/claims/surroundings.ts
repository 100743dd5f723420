import { type HostReference, hostsOf } from '../hosts';
import { keeperOf } from '../keyed';
import { type Leaf, leavesOf } from '../leaves';
import { readersOf } from '../readers';
import { referencesOf } from '../references/index';
import { targetsOf } from '../references/pods';
import { findService } from '../services';
import { grouped, type Item, once, onceFor, type Pods, type Tree } from '../tree';

const hostsByItem = once((tree) => grouped(hostsOf(tree), ({ leaf }) => leaf.item));
const leavesByItem = once((tree) => grouped(leavesOf(tree), ({ item }) => item));
const referencesByItem = once((tree) => grouped(referencesOf(tree), ({ item }) => item));

/** The host names of the cluster in an object. */
export const hostsIn = (tree: Tree, item: Item): readonly HostReference[] => hostsByItem(tree).get(item) ?? [];

/** The telling strings of an object. */
export const leavesIn = (tree: Tree, item: Item): readonly Leaf[] => leavesByItem(tree).get(item) ?? [];

const mounted = (tree: Tree, pod: Pods): readonly Item[] =>
  targetsOf(pod).flatMap(({ kind, namespace, name }) => keeperOf(tree, kind, namespace, name) ?? []);

const read = (tree: Tree, item: Item): readonly Item[] =>
  (referencesByItem(tree).get(item) ?? []).flatMap(
    ({ kind, namespace, name }) => keeperOf(tree, kind, namespace, name) ?? [],
  );

/** An object with its readers and what else these read: where one says the address, another may say the name. */
export const surroundings = onceFor((tree, item: Item): readonly Item[] => {
  const { pods, all } = readersOf(tree, item);
  const around = all ? pods.flatMap((pod) => [pod.item, ...mounted(tree, pod)]) : [];
  return [...new Set([item, ...around, ...read(tree, item)])];
});

const hostsAround = onceFor((tree, item: Item): readonly HostReference[] =>
  surroundings(tree, item).flatMap((each) => hostsIn(tree, each)),
);

/** Host names in the objects behind the Services of its own namespace that an object and its surroundings call. */
const hostsBeside = onceFor((tree, item: Item): readonly HostReference[] =>
  hostsAround(tree, item)
    .filter(({ namespace }) => namespace === item.namespace)
    .flatMap(({ namespace, service }) => findService(tree, namespace, service)?.item ?? [])
    .flatMap((each) => hostsIn(tree, each)),
);

/**
 * Host names that a string of an object may go with, in widening rings: beside it in the same text, in the same object,
 * in what its readers read, and in what these call in their own namespace.
 * @param at field of the string; empty for the object as a whole
 */
export function* rings(tree: Tree, item: Item, at: string): Generator<readonly HostReference[]> {
  yield hostsIn(tree, item).filter(({ leaf }) => leaf.at === at);
  yield hostsIn(tree, item);
  yield hostsAround(tree, item);
  yield hostsBeside(tree, item);
}
