import { query } from './query';
import { type Item, once, type Tree } from './tree';

/** A key of the store of credentials, and the object that writes or reads it. */
export interface RemoteKey {
  /** Store and key, which together tell one credential from another. */
  readonly key: string;
  readonly at: string;
  readonly item: Item;
}

/**
 * ClusterSecretStores by name, as the first of those that lead to the same place: who logs in otherwise finds the same
 * entries there.
 */
const sameStores = once((tree): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  return new Map(
    tree.ofKind('external-secrets.io/ClusterSecretStore').map(({ manifest }) => {
      const { name } = manifest.metadata;
      const place = JSON.stringify(manifest.spec?.provider ?? name, (key, value) =>
        key === 'auth' ? undefined : value,
      );
      first.set(place, first.get(place) ?? name);
      return [name, first.get(place) ?? name];
    }),
  );
});

const storeOf = (tree: Tree, kind: string | undefined, name: string | undefined, namespace: string): string =>
  kind === 'ClusterSecretStore' ? (sameStores(tree).get(`${name}`) ?? `${name}`) : `${namespace}/${name}`;

/** What PushSecrets write to their stores. */
export const remoteKeysPushed = once((tree): readonly RemoteKey[] =>
  tree.ofKind('external-secrets.io/PushSecret').flatMap((item) =>
    query(item.manifest, 'spec.secretStoreRefs[]').flatMap(({ value: store }) =>
      query(item.manifest, 'spec.data[].match.remoteRef.remoteKey').map(({ at, value }) => ({
        key: `${storeOf(tree, store.kind, store.name, item.namespace)}:${value}`,
        at,
        item,
      })),
    ),
  ),
);

/** What ExternalSecrets read from their stores. */
export const remoteKeysRead = once((tree): readonly RemoteKey[] =>
  tree.ofKind('external-secrets.io/ExternalSecret').flatMap((item) => {
    const { kind, name } = item.manifest.spec?.secretStoreRef ?? {};
    return ['spec.data[].remoteRef.key', 'spec.dataFrom[].extract.key'].flatMap((path) =>
      query(item.manifest, path).map(({ at, value }) => ({
        key: `${storeOf(tree, kind, name, item.namespace)}:${value}`,
        at,
        item,
      })),
    );
  }),
);
