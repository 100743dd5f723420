import { error, type Rule, type Verdict } from '../finding';
import type { Item, Tree } from '../tree';

const repeated = (items: readonly Item[], key: (item: Item) => string): readonly (readonly [Item, Item])[] => {
  const first = new Map<string, Item>();
  return items.flatMap((item) => {
    const before = first.get(key(item));
    if (!before) first.set(key(item), item);
    return before ? [[before, item] as const] : [];
  });
};

const identities = (tree: Tree): readonly Verdict[] =>
  repeated(tree.items, ({ kind, namespace, name }) => `${kind}\n${namespace}\n${name}`).map(([before, item]) =>
    error(
      item,
      '',
      before.folder === item.folder
        ? `The object is written in ${before.path} as well.`
        : `The object is written in ${before.path} as well, so two Applications would fight over it.`,
      'Keep one of the two.',
    ),
  );

/** Some file systems do not tell `A` from `a`. Files directly in the overlay may hold several objects. */
const files = (tree: Tree): readonly Verdict[] => {
  const pairs = repeated(
    tree.items.filter(({ folder }) => folder !== ''),
    ({ path }) => path.toLowerCase(),
  );
  const firstOfFile = new Map(pairs.toReversed().map((pair) => [pair[0], pair]));
  return [...firstOfFile.values()].map(([before, item]) =>
    error(item, '', `${before.object} is written to the same file.`, 'Give each object a file of its own.'),
  );
};

/** No object stands twice in an overlay, and no file holds two. */
export const uniqueIdentity: Rule = {
  id: 'unique-identity',
  why: 'Of two objects with one identity the last one wins, and two Applications overwrite each other for ever.',
  check: (tree) => [...identities(tree), ...files(tree)],
};
