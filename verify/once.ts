import { onceEach } from '../manifest/once-each';
import type { Question } from './answers';
import type { Item } from './item';
import type { Tree } from './tree';

/** One question for each key, the same for every tree. */
export function questions<K, T>(about: (key: K) => Question<Tree, T>): (key: K) => Question<Tree, T> {
  const [ofObjects, others] = [new WeakMap<object, Question<Tree, T>>(), new Map<K, Question<Tree, T>>()];
  return (key) => {
    const known = typeof key === 'object' && key !== null ? ofObjects : others;
    const before = known.get(key as K & object);
    if (before) return before;
    const question = about(key);
    known.set(key as K & object, question);
    return question;
  };
}

/** A function of a tree that is worked out once a tree. It must be pure, and ask the tree for all that it looks at. */
export const once = <T>(derive: (tree: Tree) => T): ((tree: Tree) => T) => {
  const question = { answer: derive };
  return (tree) => tree.answer(question);
};

/** A function of a tree and of something else that is worked out once for each such thing, as `once`. */
export const onceFor = <K, T>(derive: (tree: Tree, key: K) => T): ((tree: Tree, key: K) => T) => {
  const about = questions((key: K): Question<Tree, T> => ({ answer: (tree) => derive(tree, key) }));
  return (tree, key) => tree.answer(about(key));
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
