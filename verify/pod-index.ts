import { once, type Pods, type Tree } from './tree';

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
