import { onceEach } from '../manifest/once-each';
import type { Fields, Manifest } from '../manifest/types';
import { query } from './query';
import { variablesIn } from './template-variables';
import { type Item, listOf, once, type Tree } from './tree';

/** A key of the store of credentials, and the object that writes or reads it. */
export interface RemoteKey {
  /** Store and key, which together tell one credential from another. */
  readonly key: string;
  readonly at: string;
  readonly item: Item;
}

/** An entry that is written. */
export interface PushedKey extends RemoteKey {
  /** Where its store keeps it, whatever the store is called here, and its key there. */
  readonly entry: string;
  /** Its fields; `undefined` when they are only known in the cluster. */
  readonly fields: readonly string[] | undefined;
}

const STORES: Readonly<Record<string, string>> = {
  ClusterSecretStore: 'external-secrets.io/ClusterSecretStore',
  SecretStore: 'external-secrets.io/SecretStore',
};

/** Where a store keeps its entries, however one logs in; its name where it does not tell. */
const placeOf = onceEach(({ spec, metadata }: Manifest): string =>
  spec?.provider ? JSON.stringify(spec.provider, (key, value) => (key === 'auth' ? undefined : value)) : metadata.name,
);

/**
 * ClusterSecretStores by name, as the first of those that lead to the same place: who logs in otherwise finds the same
 * entries there.
 */
const sameStores = once((tree): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  return new Map(
    tree.ofKind('external-secrets.io/ClusterSecretStore').map(({ manifest }) => {
      const { name } = manifest.metadata;
      const place = placeOf(manifest);
      first.set(place, first.get(place) ?? name);
      return [name, first.get(place) ?? name];
    }),
  );
});

const storeOf = (tree: Tree, kind: string | undefined, name: string | undefined, namespace: string): string =>
  kind === 'ClusterSecretStore' ? (sameStores(tree).get(`${name}`) ?? `${name}`) : `${namespace}/${name}`;

/** What PushSecrets write to their stores. */
export const remoteKeysPushed = once((tree): readonly PushedKey[] =>
  tree.ofKind('external-secrets.io/PushSecret').flatMap((item) => {
    const entries = listOf(tree.made(item).entries);
    return query(item.manifest, 'spec.secretStoreRefs[]').flatMap(({ value: store }) =>
      query(item.manifest, 'spec.data[].match.remoteRef.remoteKey').map(({ at, value }) => ({
        key: `${storeOf(tree, store.kind, store.name, item.namespace)}:${value}`,
        at,
        item,
        entry: `${placeIn(tree, store, item)}:${value}`,
        fields: allOf(entries.filter(({ name }) => name === String(value)).map(({ keys }) => keys)),
      })),
    );
  }),
);

const placeIn = (tree: Tree, { kind = 'SecretStore', name }: Fields, { namespace }: Item): string => {
  const known = Object.hasOwn(STORES, kind) ? STORES[kind] : undefined;
  const store = known ? tree.find(known, kind === 'SecretStore' ? namespace : '', name) : undefined;
  return store ? placeOf(store.manifest) : `${namespace}/${name}`;
};

const allOf = (each: readonly (readonly string[] | undefined)[]): readonly string[] | undefined =>
  each.some((fields) => fields === undefined) ? undefined : each.flatMap((fields) => fields ?? []);

const keyIn = (tree: Tree, { namespace, manifest }: Item, key: unknown): string => {
  const { kind, name } = manifest.spec?.secretStoreRef ?? {};
  return `${storeOf(tree, kind, name, namespace)}:${key}`;
};

/** What ExternalSecrets read from their stores. */
export const remoteKeysRead = once((tree): readonly RemoteKey[] =>
  tree
    .ofKind('external-secrets.io/ExternalSecret')
    .flatMap((item) =>
      ['spec.data[].remoteRef.key', 'spec.dataFrom[].extract.key'].flatMap((path) =>
        query(item.manifest, path).map(({ at, value }) => ({ key: keyIn(tree, item, value), at, item })),
      ),
    ),
);

/** Fields that are asked of entries of the store, of whichever of them has it. */
export interface AskedFields {
  readonly item: Item;
  readonly at: string;
  /** Store and key of each entry. */
  readonly keys: readonly string[];
  readonly fields: readonly string[];
}

const askedOne = (tree: Tree, item: Item): readonly AskedFields[] =>
  query(item.manifest, 'spec.data[].remoteRef').flatMap(({ at, value: { key, property } }) =>
    typeof property === 'string' ? [{ item, at, keys: [keyIn(tree, item, key)], fields: [property] }] : [],
  );

/** Names a template takes from entries, where all it is given are entries as they stand in the store. */
const templated = onceEach(({ spec = {} }: Manifest): readonly string[] => {
  const texts = Object.values(spec.target?.template?.data ?? {});
  const isPlain = listOf(spec.dataFrom).every(({ extract, rewrite }) => extract?.key && !extract.property && !rewrite);
  if (!isPlain) return [];
  const given = new Set(listOf(spec.data).map(({ secretKey }) => secretKey));
  const names = texts.flatMap((text) => variablesIn(String(text)));
  return [...new Set(names)].filter((name) => !given.has(name));
});

function askedByTemplate(tree: Tree, item: Item): readonly AskedFields[] {
  const fields = templated(item.manifest);
  const keys = listOf(item.manifest.spec?.dataFrom).map(({ extract }) => keyIn(tree, item, extract?.key));
  return fields.length > 0 && keys.length > 0 ? [{ item, at: 'spec.target.template.data', keys, fields }] : [];
}

/** Fields that ExternalSecrets ask of entries of their stores. */
export const fieldsAsked = once((tree): readonly AskedFields[] =>
  tree
    .ofKind('external-secrets.io/ExternalSecret')
    .flatMap((item) => [...askedOne(tree, item), ...askedByTemplate(tree, item)]),
);
