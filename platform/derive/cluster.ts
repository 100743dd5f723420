import type { Fields, Manifest } from '../../manifest/types';
import type { Plan } from '../plan';
import { GENERATOR, STORE, STORE_LABEL, storeName } from '../secret-store';
import type { StoreUser } from '../service';

/** What the services of the overlay share besides secrets: the certificate issuer, StorageClasses. */
export const cluster = ({
  overlay: {
    site: { issuer, storage },
  },
}: Plan): readonly Manifest[] => [
  ...(issuer
    ? [{ apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: issuer.name }, spec: issuer.spec }]
    : []),
  ...Object.entries(storage.classes).map(([name, fields]) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    ...fields,
  })),
];

/** The site's secret store, as every namespace or each of them uses it, and the generator of every password. */
export function secretStore(plan: Plan): readonly Manifest[] {
  const store = plan.overlay.site.secretStore;
  const { provider } = store;
  return [
    ...('own' in provider
      ? storeUsers(plan).map(({ namespace }) =>
          clusterStore(storeName(store, namespace), { namespaces: [namespace] }, provider.own(namespace)),
        )
      : [clusterStore(STORE, { namespaceSelector: { matchLabels: { [STORE_LABEL]: 'true' } } }, provider.shared)]),
    {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'ClusterGenerator',
      metadata: { name: GENERATOR },
      spec: { kind: 'Password', generator: { passwordSpec: PASSWORD } },
    },
    ...store.objects,
  ];
}

/** Every namespace that uses the secret store, and its entries there. */
export const storeUsers = ({ services }: Plan): readonly StoreUser[] =>
  services.flatMap(({ name, secrets: { pushes, reads } }) =>
    pushes.length + reads.length > 0
      ? [{ namespace: name, reads: reads.flatMap(({ keys }) => keys), writes: pushes.map(({ key }) => key) }]
      : [],
  );

/** Says who may use the store; which entries they may read there is the store's own business. */
const clusterStore = (name: string, users: Fields, provider: Fields): Manifest => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name },
  spec: { conditions: [users], provider },
});

/**
 * Letters and digits only, so that a password is safe in URIs, JAAS, JDBC, ini files and the shell. Repetition must be
 * allowed: without it the generator fails once more digits are wanted than exist. Source: External Secrets, Password.
 */
const PASSWORD = { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true, encoding: 'raw' } as const;
