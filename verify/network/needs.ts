import { grouped, once, onceFor, type Pods, type Tree } from '../tree';
import { namespaceOf } from './ends';
import { hostNeeds } from './host-needs';
import { madeNeeds } from './made-needs';
import type { Need } from './need';
import { statedNeeds } from './stated-needs';
import { visits } from './visits';

/** Every connection that something in the tree relies on, but for those to the API server and to hosts outside by their names. */
export const everyNeed = once((tree): readonly Need[] => [
  ...hostNeeds(tree).flatMap(({ needs }) => needs.flat()),
  ...madeNeeds(tree).flat(2),
  ...visits(tree).flat(),
  ...statedNeeds(tree).flatMap(({ needs = [] }) => needs),
]);

const byTarget = once((tree) => grouped(everyNeed(tree), ({ to }) => to));

/** The connections to some pods. */
export const needsOf = (tree: Tree, pods: Pods): readonly Need[] => byTarget(tree).get(pods) ?? [];

const byCaller = onceFor((tree, pods: Pods) => grouped(needsOf(tree, pods), ({ from }) => namespaceOf(from)));

const NOBODY: readonly Need[] = [];

/** The connections to some pods from a namespace. */
export const needsFrom = (tree: Tree, pods: Pods, namespace: string): readonly Need[] =>
  byCaller(tree, pods).get(namespace) ?? NOBODY;
