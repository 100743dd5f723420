import type { Manifest } from '../manifest/types';
import { grouped, type Item, once, type Tree } from './tree';

const byNamespace = once(
  (tree): ReadonlyMap<string, readonly Item[]> => grouped(tree.items, ({ namespace }) => namespace),
);

const NO_ITEMS: readonly Item[] = [];

/** The objects of a namespace. */
export const itemsIn = (tree: Tree, namespace: string): readonly Item[] => byNamespace(tree).get(namespace) ?? NO_ITEMS;

const areThese = (manifests: readonly Manifest[], items: readonly Item[]): boolean =>
  manifests.length === items.length && items.every(({ raw }, index) => raw === manifests[index]);

/**
 * A check of an object by what stands in its namespace and by nothing else: beside the very same objects, as overlays
 * share them, what was found without fault before need not be judged again.
 */
export function besideNeighbours<T>(
  judge: (tree: Tree, item: Item) => readonly T[],
): (tree: Tree, item: Item) => readonly T[] {
  const faultless = new WeakMap<Manifest, readonly Manifest[]>();
  return (tree, item) => {
    const neighbours = itemsIn(tree, item.namespace);
    if (areThese(faultless.get(item.raw) ?? [], neighbours)) return [];
    const found = judge(tree, item);
    if (found.length === 0)
      faultless.set(
        item.raw,
        neighbours.map(({ raw }) => raw),
      );
    return found;
  };
}
