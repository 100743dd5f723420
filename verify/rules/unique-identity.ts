import { error, type Rule, type Verdict } from '../finding';
import { type Item, inFolders, type Tree } from '../tree';

const identities = (tree: Tree): readonly Verdict[] =>
  tree.rivals.map(([before, item]) =>
    error(
      item,
      '',
      before.folder === item.folder
        ? `The object is written in ${tree.shown(before.path)} as well.`
        : `The object is written in ${tree.shown(before.path)} as well, so two Applications would fight over it.`,
      'Keep one of the two.',
    ),
  );

/** What may look different in small letters; most paths need no look at all. */
const CAPITAL = /[A-Z]|[^ -~]/;

/** Some file systems do not tell `A` from `a`. Files directly in the overlay may hold several objects. */
const rivalFiles = (items: readonly Item[]): readonly Verdict[] => {
  const first = new Map<string, Item>();
  const rivals = new Map<Item, Item>();
  for (const item of items) {
    const file = CAPITAL.test(item.path) ? item.path.toLowerCase() : item.path;
    const before = item.folder === '' ? undefined : first.get(file);
    if (!before) first.set(file, item);
    else if (!rivals.has(before)) rivals.set(before, item);
  }
  return [...rivals].map(([before, item]) =>
    error(item, '', `${before.object} is written to the same file.`, 'Give each object a file of its own.'),
  );
};

const rivalsInFolders = inFolders(rivalFiles);

const files = (tree: Tree): readonly Verdict[] =>
  tree.folderNames.some((folder) => CAPITAL.test(folder)) ? rivalFiles(tree.items) : rivalsInFolders(tree);

/** No object stands twice in an overlay, and no file holds two. */
export const uniqueIdentity: Rule = {
  id: 'unique-identity',
  why: 'Of two objects with one identity the last one wins, and two Applications overwrite each other for ever.',
  check: (tree) => [...identities(tree), ...files(tree)],
};
