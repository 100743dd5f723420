import type { Rule, Verdict } from './finding';
import { type Item, inFolders, type Tree } from './tree';

/**
 * A check of objects one by one. What it has against an object must follow from the object alone, never from what stands
 * around it: folders that overlays share are judged once.
 */
export function ofEach(judge: (item: Item) => readonly Verdict[]): Rule['check'] {
  return inFolders((items) => items.flatMap(judge));
}

/** A check by apiVersion and kind alone: the first object of each speaks for all of them where nothing is wrong. */
export const ofEachVersion =
  (judgeIn: (tree: Tree) => (item: Item) => readonly Verdict[]): Rule['check'] =>
  (tree) => {
    const judge = judgeIn(tree);
    return tree.versions.flatMap((version) => {
      const items = tree.ofVersion(version);
      const [first] = items;
      return !first || judge(first).length === 0 ? [] : items.flatMap(judge);
    });
  };
