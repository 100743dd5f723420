import { once, onceFor, type Pods, type Tree } from '../tree';
import { isPods, namespaceOf } from './ends';
import { hostNeeds } from './host-needs';
import { madeNeeds } from './made-needs';
import type { Need } from './need';
import { visits } from './visits';

/** Every connection to pods of the tree that something in it relies on, by the pods that are reached. */
export const needsByTarget = once((tree): ReadonlyMap<Pods, readonly Need[]> => {
  const index = new Map<Pods, Need[]>();
  const all = [
    ...hostNeeds(tree).flatMap(({ needs }) => needs.flat()),
    ...madeNeeds(tree).flat(2),
    ...visits(tree).flat(),
  ];
  for (const need of all) {
    if (!isPods(need.to)) continue;
    const before = index.get(need.to);
    if (before) before.push(need);
    else index.set(need.to, [need]);
  }
  return index;
});

/** The connections to some pods. */
export const needsOf = (tree: Tree, pods: Pods): readonly Need[] => needsByTarget(tree).get(pods) ?? [];

const byCaller = onceFor((tree, pods: Pods): ReadonlyMap<string, readonly Need[]> => {
  const index = new Map<string, Need[]>();
  for (const need of needsOf(tree, pods)) {
    const namespace = namespaceOf(need.from);
    if (namespace === undefined) continue;
    const before = index.get(namespace);
    if (before) before.push(need);
    else index.set(namespace, [need]);
  }
  return index;
});

const NOBODY: readonly Need[] = [];

/** The connections to some pods from a namespace. */
export const needsFrom = (tree: Tree, pods: Pods, namespace: string): readonly Need[] =>
  byCaller(tree, pods).get(namespace) ?? NOBODY;
