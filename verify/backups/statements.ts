import { below } from '../keys';
import { type Item, inFolders, type Tree } from '../tree';

/** Annotation of an object, or of its Namespace, that says how what it keeps is saved, or why it need not be. */
export const BACKUP = 'slipway.dev/backup';

/** Its field path. */
export const BACKUP_AT = below('metadata.annotations', BACKUP);

const textOf = (item: Item | undefined): string | undefined => {
  const text = item?.manifest.metadata.annotations?.[BACKUP];
  return text === undefined ? undefined : String(text).trim();
};

/** Whether somebody says how what an object keeps is saved, on the object or on its Namespace. */
export const isStated = (tree: Tree, item: Item): boolean =>
  Boolean(textOf(item)) || Boolean(textOf(tree.find('Namespace', '', item.namespace)));

/** Every object that carries the annotation, with its text. */
export const statementsOf = inFolders((items): readonly (readonly [item: Item, text: string])[] =>
  items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [[item, text] as const];
  }),
);
