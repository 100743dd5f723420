import { query } from '../query';
import { type Item, once, type Tree } from '../tree';
import { externalSecrets } from './external-secrets';
import { kubernetes } from './kubernetes';
import type { Naming, Namings, Reference, Target } from './naming';
import { operators } from './operators';
import { targetsOf } from './pods';

export type { Reference } from './naming';

const NAMINGS: ReadonlyMap<string, readonly Naming[]> = new Map(
  Object.entries({ ...externalSecrets, ...kubernetes, ...operators } satisfies Namings),
);

const ofTable = (item: Item): readonly Target[] =>
  (NAMINGS.get(item.kind) ?? []).flatMap(({ path, read }) =>
    query(item.manifest, path).flatMap(({ at, value }) => read(value, at, item)),
  );

const ofTables = (tree: Tree): readonly Reference[] =>
  tree.items
    .filter(({ kind }) => NAMINGS.has(kind))
    .flatMap((item) => ofTable(item).map((target) => ({ ...target, item })));

const pods = (tree: Tree): readonly Reference[] =>
  tree.pods
    .filter(({ made }) => !made)
    .flatMap((pod) => targetsOf(tree, pod).map((target) => ({ ...target, item: pod.item })));

/** Every reference of an overlay from object to object. */
export const referencesOf = once((tree): readonly Reference[] => [...pods(tree), ...ofTables(tree)]);
