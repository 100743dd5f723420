import { type Item, listOf, once, type Tree } from './tree';

/** Keys of a Secret or ConfigMap; `undefined` when they are only known in the cluster. */
export type Keys = ReadonlySet<string> | undefined;

const union = (a: Keys, b: Keys): Keys => (a && b ? new Set([...a, ...b]) : undefined);

const index = once((tree): ReadonlyMap<string, Keys> => {
  const keys = new Map<string, Keys>();
  const put = (place: string, own: Keys): void => {
    keys.set(place, keys.has(place) ? union(keys.get(place), own) : own);
  };
  for (const [item, made] of tree.makers) {
    for (const { name, keys: own } of made.secrets ?? []) {
      put(`Secret/${item.namespace}/${name}`, own && new Set(own));
    }
  }
  for (const kind of ['Secret', 'ConfigMap']) {
    for (const { namespace, name, manifest } of tree.ofKind(kind)) {
      const fields = [manifest.data, manifest.stringData, manifest.binaryData];
      put(`${kind}/${namespace}/${name}`, new Set(fields.flatMap((field) => Object.keys(field ?? {}))));
    }
  }
  return keys;
});

/** Whether a Secret or ConfigMap of that name is written or made in a namespace. */
export const isKept = (tree: Tree, kind: string, namespace: string, name: string): boolean =>
  index(tree).has(`${kind}/${namespace}/${name}`);

/** Keys of a Secret or ConfigMap; `undefined` when it is missing or its keys are only known in the cluster. */
export const keysOf = (tree: Tree, kind: string, namespace: string, name: string): Keys =>
  index(tree).get(`${kind}/${namespace}/${name}`);

/** Names of the Secrets an object leads to. */
export const secretsMadeOf = (tree: Tree, item: Item): readonly string[] =>
  listOf(tree.made(item).secrets).map(({ name }) => name);

const keepers = once((tree): ReadonlyMap<string, Item> => {
  const keeper = new Map<string, Item>();
  for (const item of tree.makers.keys()) {
    for (const name of secretsMadeOf(tree, item)) keeper.set(`Secret/${item.namespace}/${name}`, item);
  }
  for (const kind of ['Secret', 'ConfigMap']) {
    for (const item of tree.ofKind(kind)) keeper.set(`${kind}/${item.namespace}/${item.name}`, item);
  }
  return keeper;
});

/** The object a Secret or ConfigMap comes from: itself, or what an operator makes it of. */
export const keeperOf = (tree: Tree, kind: string, namespace: string, name: string): Item | undefined =>
  keepers(tree).get(`${kind}/${namespace}/${name}`);
