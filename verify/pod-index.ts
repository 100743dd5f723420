import { grouped, type Item, once, type Pods, type Tree } from './tree';

/** Pods of an overlay by namespace. */
export const podsByNamespace = once((tree) => grouped(tree.pods, ({ item }) => item.namespace));

/** The pods of a namespace. */
export const podsIn = (tree: Tree, namespace: string): readonly Pods[] => podsByNamespace(tree).get(namespace) ?? [];

/** Pods of an overlay by the object they belong to. */
export const podsByItem = once((tree) => grouped(tree.pods, ({ item }) => item));

/** The pods of an object, its own or those an operator makes of it. */
export const podsOfItem = (tree: Tree, item: Item): readonly Pods[] => podsByItem(tree).get(item) ?? [];
