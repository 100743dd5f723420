import { onceEach } from '../manifest/once-each';
import type { Suspect } from './survey';
import { type Item, inFolders } from './tree';

export { below } from './keys';

/** A string somewhere in an object that some rule may want to look at. */
export interface Leaf extends Suspect {
  readonly item: Item;
}

/**
 * Every string of an overlay that holds something of `TextFacts` or stands under a key that tells of a secret, a host or
 * an image; in the order of files and fields. All others are of no interest to any rule.
 */
export const leavesOf = inFolders((items): readonly Leaf[] => items.flatMap(leavesOfItem));

/** Those of one object. */
export const leavesOfItem = onceEach((item: Item): readonly Leaf[] =>
  item.survey.suspects.map((suspect) => ({ ...suspect, item })),
);
