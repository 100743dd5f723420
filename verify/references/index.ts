import { groupKind } from '../../manifest/kinds';
import { onceEach } from '../../manifest/once-each';
import type { Manifest } from '../../manifest/types';
import { query } from '../query';
import { inFolders, once, type Tree } from '../tree';
import { externalSecrets } from './external-secrets';
import { kubernetes } from './kubernetes';
import type { Naming, Namings, Reference, Target } from './naming';
import { operators } from './operators';
import { targetsOf } from './pods';

export type { Reference } from './naming';

const NAMINGS: ReadonlyMap<string, readonly Naming[]> = new Map(
  Object.entries({ ...externalSecrets, ...kubernetes, ...operators } satisfies Namings),
);

const namedBy = onceEach((manifest: Manifest): readonly Target[] => {
  const namespace = manifest.metadata.namespace ?? '';
  return (NAMINGS.get(groupKind(manifest)) ?? []).flatMap(({ path, read }) =>
    query(manifest, path).flatMap(({ at, value }) => read(value, at, { namespace })),
  );
});

const ofTables = inFolders((items): readonly Reference[] =>
  items
    .filter(({ kind }) => NAMINGS.has(kind))
    .flatMap((item) => namedBy(item.manifest).map((target) => ({ ...target, item }))),
);

const pods = (tree: Tree): readonly Reference[] =>
  tree.pods
    .filter(({ made }) => !made)
    .flatMap((pod) => targetsOf(pod).map((target) => ({ ...target, item: pod.item })));

/** Every reference of an overlay from object to object. */
export const referencesOf = once((tree): readonly Reference[] => [...pods(tree), ...ofTables(tree)]);
