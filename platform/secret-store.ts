import type { Fields, Manifest } from '../manifest/types';

/** The place secret values live in, seen from synth: names and paths, never values. */
export interface SecretStore {
  /** What people call it, for documents. */
  readonly title: string;
  /** Name of an entry, from its parts. `['dev', 'postgres', 'crm']` is `dev/postgres/crm` in most stores. */
  key(parts: readonly string[]): string;
  /** `spec.provider` of the ClusterSecretStore that all namespaces share, or of the one that each has to itself. */
  readonly provider: { readonly shared: Fields } | { readonly own: (namespace: string) => Fields };
  /** What the provider wants to know about each pushed entry. */
  readonly pushMetadata?: Fields;
  /** Objects the store itself needs in the cluster. */
  readonly objects: readonly Manifest[];
  /** The service of the overlay that serves the store, and its endpoint; absent where it is elsewhere. */
  readonly servedBy?: { readonly service: string; readonly endpoint: string };
}

/** Name of the ClusterSecretStore that all namespaces share. */
export const STORE = 'platform';

/** Name of the ClusterSecretStore that a namespace uses. */
export const storeName = ({ provider }: SecretStore, namespace: string): string =>
  'own' in provider ? `${STORE}-${namespace}` : STORE;

/** Name of the ClusterGenerator that makes every password. */
export const GENERATOR = 'password-32';
/** Label of namespaces whose ExternalSecrets may use the store. */
export const STORE_LABEL = 'slipway.dev/secret-store';

/** Namespace of External Secrets, and the account its controller runs as. */
export const STORE_CLIENT = 'external-secrets';

/** Audience of the tokens that pods show to a Vault: of no use at the API server. */
export const VAULT_AUDIENCE = 'vault';

/** The role, and its policy, by which External Secrets acts for a namespace. */
export const vaultRole = (namespace: string): string => `store-${namespace}`;

/** Where a Vault or OpenBao is, and how External Secrets gets in. */
export interface VaultStore {
  readonly server: string;
  /** Path of the KV engine, version 2. */
  readonly mount: string;
  /** Path of the Kubernetes authentication for this cluster. */
  readonly authMount: string;
  /** Secret whose key `ca.crt` holds the authority of its certificate; absent where a public one signed it. */
  readonly authority?: { readonly name: string; readonly namespace: string };
  /** The service of the overlay that it is. Then each namespace has a role to itself, which may do what the plan says. */
  readonly servedBy?: SecretStore['servedBy'];
}

/** HashiCorp Vault or OpenBao, KV version 2, by Kubernetes authentication. */
export const vaultStore = (vault: VaultStore): SecretStore => ({
  title: `Vault at ${vault.server}`,
  key: (parts) => parts.join('/'),
  objects: [],
  ...(vault.servedBy
    ? { servedBy: vault.servedBy, provider: { own: (namespace) => vaultProvider(vault, vaultRole(namespace)) } }
    : { provider: { shared: vaultProvider(vault, STORE_CLIENT) } }),
});

const vaultProvider = ({ server, mount, authMount, authority }: VaultStore, role: string): Fields => ({
  vault: {
    server,
    path: mount,
    version: 'v2',
    checkAndSet: { required: true },
    ...(authority ? { caProvider: { type: 'Secret', key: 'ca.crt', ...authority } } : {}),
    auth: {
      kubernetes: {
        mountPath: authMount,
        role,
        serviceAccountRef: { name: STORE_CLIENT, namespace: STORE_CLIENT, audiences: [VAULT_AUDIENCE] },
      },
    },
  },
});

/** AWS Secrets Manager with the controller's own identity (IRSA or Pod Identity); the partition follows from the region. */
export const awsSecretsManager = (aws: { readonly region: string }): SecretStore => ({
  title: `AWS Secrets Manager in ${aws.region}`,
  key: (parts) => parts.join('/'),
  objects: [],
  provider: { shared: { aws: { service: 'SecretsManager', region: aws.region } } },
  // The default format is binary, which no consumer can read back as fields.
  pushMetadata: {
    apiVersion: 'kubernetes.external-secrets.io/v1alpha1',
    kind: 'PushSecretMetadata',
    spec: { secretPushFormat: 'string' },
  },
});

/** Namespace whose Secrets are the store of a developer's cluster. */
export const CREDENTIALS_NAMESPACE = 'platform-credentials';

/** Secrets of the cluster itself in a namespace of their own: for a developer's cluster, where nothing else exists. */
export const clusterStore = (): SecretStore => ({
  title: `the cluster's own Secrets in namespace ${CREDENTIALS_NAMESPACE}`,
  // Entries are Secrets, whose names have no slash.
  key: (parts) => parts.slice(1).join('-'),
  objects: [
    object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
    object('rbac.authorization.k8s.io/v1', 'Role', {
      rules: [
        {
          apiGroups: [''],
          resources: ['secrets'],
          verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
        },
      ],
    }),
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'secret-store' },
      subjects: [{ kind: 'ServiceAccount', name: 'secret-store', namespace: CREDENTIALS_NAMESPACE }],
    }),
  ],
  provider: {
    shared: {
      kubernetes: {
        remoteNamespace: CREDENTIALS_NAMESPACE,
        server: {
          url: 'https://kubernetes.default.svc',
          caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt', namespace: CREDENTIALS_NAMESPACE },
        },
        auth: { serviceAccount: { name: 'secret-store', namespace: CREDENTIALS_NAMESPACE } },
      },
    },
  },
});

const object = (apiVersion: string, kind: string, rest: Fields): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'secret-store', namespace: CREDENTIALS_NAMESPACE },
  ...rest,
});
