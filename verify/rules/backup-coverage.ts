import { type Holder, holdersOf } from '../backups/holders';
import { isSavedOtherwise } from '../backups/others';
import { isBackedUp } from '../backups/postgres';
import { isSaved } from '../backups/savers';
import { BACKUP, BACKUP_AT, isStated, statementsOf } from '../backups/statements';
import { isCopied } from '../backups/velero';
import { error, type Rule, type Verdict, warning } from '../finding';
import { isOpaque } from '../namespaces';
import type { Item, Tree } from '../tree';

/** Each tells whether something is saved. The cheap ones come first. */
const WAYS: readonly ((tree: Tree, holder: Holder) => boolean)[] = [
  (tree, { item }) => isStated(tree, item),
  isCopied,
  (tree, { item }) => isBackedUp(tree, item),
  isSavedOtherwise,
  isSaved,
];

const uncovered = (tree: Tree): readonly Verdict[] =>
  holdersOf(tree)
    .filter((holder) => !WAYS.some((isCovered) => isCovered(tree, holder)))
    .map(({ item }) =>
      warning(
        item,
        '',
        'Nothing in the tree saves what it keeps.',
        `Save it, or say in the annotation ${BACKUP} of it or of its Namespace how it is saved, or why it need not be.`,
      ),
    );

/** Whether an object, or a Namespace, is one that keeps data. */
const keeps = (tree: Tree, item: Item): boolean =>
  item.kind === 'Namespace'
    ? isOpaque(tree, item.name) || holdersOf(tree).some((holder) => holder.item.namespace === item.name)
    : holdersOf(tree).some((holder) => holder.item === item);

const statements = (tree: Tree): readonly Verdict[] =>
  statementsOf(tree).flatMap(([item, text]) => {
    if (text === '')
      return [error(item, BACKUP_AT, 'The annotation says nothing.', 'Say how it is saved, or why not.')];
    if (keeps(tree, item)) return [];
    return [warning(item, BACKUP_AT, 'Nothing here keeps data, so the annotation is about nothing.', 'Remove it.')];
  });

/** Whatever keeps data is saved by something in the tree, or somebody says how else, or why not. */
export const backupCoverage: Rule = {
  id: 'backup-coverage',
  why: 'Data that nobody saves is missed on the day its volume is lost, and not a day before.',
  check: (tree) => [...uncovered(tree), ...statements(tree)],
};
