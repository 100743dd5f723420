import { type Item, once, type Pods, type Tree } from './tree';

/** Pods of an overlay by namespace. */
export const podsByNamespace = once((tree): ReadonlyMap<string, readonly Pods[]> => {
  const index = new Map<string, Pods[]>();
  for (const pods of tree.pods) {
    const before = index.get(pods.item.namespace);
    if (before) before.push(pods);
    else index.set(pods.item.namespace, [pods]);
  }
  return index;
});

/** The pods of a namespace. */
export const podsIn = (tree: Tree, namespace: string): readonly Pods[] => podsByNamespace(tree).get(namespace) ?? [];

/** Pods of an overlay by the object they belong to. */
export const podsByItem = once((tree): ReadonlyMap<Item, readonly Pods[]> => {
  const index = new Map<Item, Pods[]>();
  for (const pods of tree.pods) index.set(pods.item, [...(index.get(pods.item) ?? []), pods]);
  return index;
});

/** The pods of an object, its own or those an operator makes of it. */
export const podsOfItem = (tree: Tree, item: Item): readonly Pods[] => podsByItem(tree).get(item) ?? [];
