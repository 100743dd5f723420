import type { Rule, Verdict } from './finding';
import { type Item, inFolders, type Tree } from './tree';

/**
 * A check of objects one by one. What it has against an object must follow from the object alone, never from its file or
 * from what stands around it: objects that overlays share are judged once.
 */
export const ofEach = (judge: (item: Item) => readonly Verdict[]): Rule['check'] =>
  inFolders((items) => {
    const found: Verdict[] = [];
    for (const item of items) {
      if (item.faultless.has(judge)) continue;
      const verdicts = judge(item);
      if (verdicts.length === 0) item.faultless.add(judge);
      else found.push(...verdicts);
    }
    return found;
  });

/** A check by apiVersion and kind alone: the first object of each speaks for all of them where nothing is wrong. */
export const ofEachVersion =
  (judge: (tree: Tree, item: Item) => readonly Verdict[]): Rule['check'] =>
  (tree) =>
    tree.versions.flatMap((version) => {
      const items = tree.ofVersion(version);
      const [first] = items;
      if (!first || judge(tree, first).length === 0) return [];
      return items.flatMap((item) => judge(tree, item));
    });
