import { secretsMadeOf } from './keyed';
import { podsIn } from './pod-index';
import { targetsOf } from './references/pods';
import { type Item, once, type Pods, type Tree } from './tree';

/** Who reads an object: its own pods, those that mount it, or some pods of its namespace, nobody knows which. */
export interface Readers {
  readonly pods: readonly Pods[];
  /** Whether each of the pods reads it, rather than at least one of them. */
  readonly all: boolean;
}

const byKept = once((tree): ReadonlyMap<string, readonly Pods[]> => {
  const index = new Map<string, Pods[]>();
  for (const pod of tree.pods) {
    const kept = targetsOf(pod).map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`);
    for (const place of new Set(kept)) {
      const before = index.get(place);
      if (before) before.push(pod);
      else index.set(place, [pod]);
    }
  }
  return index;
});

const byItem = once((tree): ReadonlyMap<Item, readonly Pods[]> => {
  const index = new Map<Item, Pods[]>();
  for (const pod of tree.pods) index.set(pod.item, [...(index.get(pod.item) ?? []), pod]);
  return index;
});

/** The pods that read what stands in an object: a workload, a ConfigMap, or what becomes a Secret. */
export function readersOf(tree: Tree, item: Item): Readers {
  const own = byItem(tree).get(item);
  if (own) return { pods: own, all: true };
  const kept = [
    `ConfigMap/${item.namespace}/${item.name}`,
    ...secretsMadeOf(tree, item).map((name) => `Secret/${item.namespace}/${name}`),
  ];
  const mounting = kept.flatMap((place) => byKept(tree).get(place) ?? []);
  return mounting.length > 0 ? { pods: mounting, all: true } : { pods: podsIn(tree, item.namespace), all: false };
}
