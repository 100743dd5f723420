/** Name of the service; of its Namespace, its Service and its StatefulSet too. */
export const VAULT = 'vault';

/** Headless Service that names the pods. */
export const INTERNAL = 'vault-internal';

/** Ports of every server: for clients, and for the servers among themselves. */
export const PORTS = { api: 8200, cluster: 8201 } as const;

/** Where clients find whichever server is ready. */
export const ADDRESS = `https://${VAULT}.${VAULT}.svc:${PORTS.api}`;

/** Name on the certificate by which clients and servers recognise a server. */
export const SERVER_NAME = `${VAULT}.${VAULT}.svc`;

/** Secret with the servers' certificate and, as `ca.crt`, its authority. */
export const TLS_SECRET = 'vault-tls';

/** Secret with what opens the seal: made by people, except for the seal `static`. */
export const SEAL_SECRET = 'vault-seal';

/** Path of the KV engine that holds every entry of the secret store. */
export const KV = 'kv';

/** Path of the Kubernetes authentication. */
export const AUTH = 'kubernetes';

/** Role, policy and ServiceAccount of the Job that keeps policies and roles. */
export const CONFIG = 'vault-config';

/** Folders of the pods. */
export const FOLDERS = {
  config: '/vault/config',
  data: '/vault/data',
  audit: '/vault/audit',
  tls: '/vault/tls',
  seal: '/vault/seal',
} as const;

/** User of both images. Source: openbao v2.6.2, Dockerfile; hashicorp/vault-helm 0.34.1, values.yaml. */
export const USER = 100;

/** Name of a server as all others reach it. */
export const memberHost = (pod: string): string => `${pod}.${INTERNAL}.${VAULT}.svc`;
