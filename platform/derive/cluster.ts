import type { Manifest } from '../../manifest/types';
import type { Plan } from '../plan';
import { GENERATOR, STORE, STORE_LABEL } from '../secret-store';

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

/** The site's secret store and the generator of every password. */
export function secretStore({ overlay: { site } }: Plan): readonly Manifest[] {
  const store = site.secretStore;
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: STORE },
      spec: {
        conditions: [{ namespaceSelector: { matchLabels: { [STORE_LABEL]: 'true' } } }],
        provider: store.provider,
      },
    },
    {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'ClusterGenerator',
      metadata: { name: GENERATOR },
      spec: { kind: 'Password', generator: { passwordSpec: PASSWORD } },
    },
    ...store.objects,
  ];
}

/**
 * Letters and digits only, so that a password is safe in URIs, JAAS, JDBC, ini files and the shell. Repetition must be
 * allowed: without it the generator fails once more digits are wanted than exist. Source: External Secrets, Password.
 */
const PASSWORD = { length: 32, digits: 8, symbols: 0, noUpper: false, allowRepeat: true, encoding: 'raw' } as const;
