import { query } from './query';
import { type Item, once } from './tree';

/** A key of the store of credentials, and the object that writes or reads it. */
export interface RemoteKey {
  /** Store and key, which together tell one credential from another. */
  readonly key: string;
  readonly at: string;
  readonly item: Item;
}

const storeOf = (kind: string | undefined, name: string | undefined, namespace: string): string =>
  kind === 'ClusterSecretStore' ? `${name}` : `${namespace}/${name}`;

/** What PushSecrets write to their stores. */
export const remoteKeysPushed = once((tree): readonly RemoteKey[] =>
  tree.ofKind('external-secrets.io/PushSecret').flatMap((item) =>
    query(item.manifest, 'spec.secretStoreRefs[]').flatMap(({ value: store }) =>
      query(item.manifest, 'spec.data[].match.remoteRef.remoteKey').map(({ at, value }) => ({
        key: `${storeOf(store.kind, store.name, item.namespace)}:${value}`,
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
        key: `${storeOf(kind, name, item.namespace)}:${value}`,
        at,
        item,
      })),
    );
  }),
);
