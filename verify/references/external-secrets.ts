import { kindRef, type Naming, type Namings, name, target } from './naming';

const storeProvider = (kinds: string): readonly Naming[] => [
  {
    path: `spec.provider.${kinds}.serviceAccountRef`,
    read: (value, at, item) =>
      target('ServiceAccount', `${at}.name`, value.name, { namespace: value.namespace ?? item.namespace }),
  },
];

const caProvider = (path: string): Naming => ({
  path,
  read: (value, at, item) =>
    target(value.type ?? 'Secret', `${at}.name`, value.name, {
      namespace: value.namespace ?? item.namespace,
      keys: value.key ? [value.key] : [],
    }),
});

const STORE: readonly Naming[] = [
  ...storeProvider('vault.auth.kubernetes'),
  ...storeProvider('aws.auth.jwt'),
  {
    path: 'spec.provider.kubernetes.auth.serviceAccount',
    read: (value, at, item) =>
      target('ServiceAccount', `${at}.name`, value.name, { namespace: value.namespace ?? item.namespace }),
  },
  caProvider('spec.provider.vault.caProvider'),
  caProvider('spec.provider.kubernetes.server.caProvider'),
];

/** External Secrets. Source: its CRDs, v1 and v1alpha1. */
export const externalSecrets: Namings = {
  'external-secrets.io/ClusterSecretStore': STORE,
  'external-secrets.io/ExternalSecret': [
    kindRef('external-secrets.io', 'spec.secretStoreRef', 'SecretStore'),
    kindRef('external-secrets.io', 'spec.data[].sourceRef.storeRef', 'SecretStore'),
    kindRef('external-secrets.io', 'spec.dataFrom[].sourceRef.storeRef', 'SecretStore'),
    kindRef('generators.external-secrets.io', 'spec.dataFrom[].sourceRef.generatorRef', 'Password'),
  ],
  'external-secrets.io/PushSecret': [
    kindRef('external-secrets.io', 'spec.secretStoreRefs[]', 'SecretStore'),
    kindRef('generators.external-secrets.io', 'spec.selector.generatorRef', 'Password'),
    name('Secret', 'spec.selector.secret.name'),
  ],
  'external-secrets.io/SecretStore': STORE,
};
