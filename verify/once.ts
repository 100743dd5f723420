import { onceEach } from '../manifest/once-each';
import type { Question } from './answers';
import type { Item } from './item';
import type { Tree } from './tree';

/** A function of a tree that is worked out once a tree. It must be pure, and ask the tree for all that it looks at. */
export const once = <T>(answer: (tree: Tree) => T): ((tree: Tree) => T) => {
  const question: Question<Tree, T> = { answer };
  return (tree) => tree.answer(question, undefined);
};

/** A function of a tree and of something else that is worked out once for each such thing, as `once`. */
export const onceFor = <K, T>(answer: (tree: Tree, key: K) => T): ((tree: Tree, key: K) => T) => {
  const question: Question<Tree, T, K> = { answer };
  return (tree, key) => tree.answer(question, key);
};

/**
 * A function that lists something of the objects of a tree, each folder by itself: overlays have folders in common, for
 * which it is worked out once. It must follow from the objects alone.
 */
export const inFolders = <T>(derive: (items: readonly Item[]) => readonly T[]): ((tree: Tree) => readonly T[]) => {
  const inFolder = onceEach(derive);
  return once((tree) => tree.folders.flatMap(inFolder));
};

/** A function that lists something of the objects of a tree, folder by folder as well, which may look at the rest of the tree. */
export const byFolder = <T>(
  derive: (tree: Tree, items: readonly Item[]) => readonly T[],
): ((tree: Tree) => readonly T[]) => {
  const inFolder = onceFor((tree, folder: string) => derive(tree, tree.inFolder(folder)));
  return once((tree) => tree.folderNames.flatMap((folder) => inFolder(tree, folder)));
};
