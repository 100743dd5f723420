import { query } from '../query';
import { type Item, once, type Tree } from '../tree';
import { externalSecrets } from './external-secrets';
import { kubernetes } from './kubernetes';
import type { Namings, Reference, Target } from './naming';
import { operators } from './operators';
import { ofPod } from './pods';

export type { Reference } from './naming';

const NAMINGS: Namings = { ...externalSecrets, ...kubernetes, ...operators };

const ofTable = (item: Item): readonly Target[] =>
  (Object.hasOwn(NAMINGS, item.kind) ? (NAMINGS[item.kind] ?? []) : []).flatMap(({ path, read }) =>
    query(item.manifest, path).flatMap(({ at, value }) => read(value, at, item)),
  );

const pods = (tree: Tree): readonly Reference[] =>
  tree.pods
    .filter(({ made }) => !made)
    .flatMap((pod) => ofPod(pod.item.namespace, pod).map((target) => ({ ...target, item: pod.item })));

/** Every reference of an overlay from object to object. */
export const referencesOf = once((tree): readonly Reference[] => [
  ...pods(tree),
  ...tree.items.flatMap((item) => ofTable(item).map((target) => ({ ...target, item }))),
]);
