import type { Fields } from '../../manifest/types';
import { AUTH, CONFIG, FOLDERS, KV, memberHost, PORTS, SERVER_NAME, VAULT } from './names';
import { CONFIG_ROLE, configPolicy } from './policies';
import { sealOf } from './seal';
import type { Settings } from './settings';

/**
 * The servers' configuration, as the JSON form of their language. Both flavours read it; they differ in two keys: Vault
 * demands to be told about `disable_mlock` (command/server.go, 1.20 and later), OpenBao knows it no more and refuses
 * audit devices that do not stand here (configuration reference 2.6, audit).
 */
export function serverConfig(overlay: string, { flavour, replicas, seal }: Settings): string {
  const { stanza, generated } = sealOf(seal);
  const config = {
    ui: true,
    cluster_name: overlay,
    log_format: 'json',
    // mlock and memory-mapped files do not go together; nodes must encrypt their swap or have none.
    ...(flavour === 'vault' ? { disable_mlock: true } : { audit: AUDIT }),
    listener: {
      tcp: {
        address: `[::]:${PORTS.api}`,
        cluster_address: `[::]:${PORTS.cluster}`,
        tls_cert_file: `${FOLDERS.tls}/tls.crt`,
        tls_key_file: `${FOLDERS.tls}/tls.key`,
        // Otherwise only the active server tells, and only who has a token. The network lets nobody but Prometheus in.
        telemetry: { unauthenticated_metrics_access: true },
      },
    },
    storage: { raft: { path: FOLDERS.data, performance_multiplier: 1, ...joining(replicas) } },
    telemetry: { prometheus_retention_time: '12h', disable_hostname: true },
    ...stanza,
    ...(generated ? { initialize: [{ platform: { request: firstRequests(overlay) } }] } : {}),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Where the audit log goes: if one of the two fails, the other still lets Vault answer. */
const AUDIT = [
  { type: 'file', path: 'file', options: { file_path: `${FOLDERS.audit}/audit.log` } },
  { type: 'file', path: 'stdout', options: { file_path: 'stdout' } },
] as const;

/** Every server asks all of them until one that is unsealed takes it in. */
const joining = (replicas: number): Fields =>
  replicas === 1
    ? {}
    : {
        retry_join: Array.from({ length: replicas }, (_, index) => ({
          leader_api_addr: `https://${memberHost(`${VAULT}-${index}`)}:${PORTS.api}`,
          leader_ca_cert_file: `${FOLDERS.tls}/ca.crt`,
          leader_tls_servername: SERVER_NAME,
        })),
      };

/** What OpenBao does once, by itself, on empty storage: the same as `bootstrap.sh`. Source: its docs, self-initialization. */
const firstRequests = (overlay: string): readonly Fields[] =>
  [
    request('entries', `sys/mounts/${KV}`, { type: 'kv', options: { version: '2' } }),
    request('logins', `sys/auth/${AUTH}`, { type: 'kubernetes' }),
    request('cluster', `auth/${AUTH}/config`, { kubernetes_host: KUBERNETES }),
    request('policy', `sys/policies/acl/${CONFIG}`, { policy: configPolicy(overlay) }),
    request('role', `auth/${AUTH}/role/${CONFIG}`, CONFIG_ROLE),
  ] as const;

const request = (name: string, path: string, data: Fields): Fields => ({ [name]: { operation: 'update', path, data } });

/** The API server, which Vault asks whether a pod's token is good. */
export const KUBERNETES = 'https://kubernetes.default.svc';
