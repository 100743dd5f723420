import { byCodeUnit } from '../../manifest/types';
import { VAULT_AUDIENCE } from '../../platform/secret-store';
import type { StoreUser } from '../../platform/service';
import { AUTH, CONFIG, KV, VAULT } from './names';

type Rule = readonly [path: string, ...capabilities: string[]];

/** A policy in Vault's language. */
const policy = (rules: readonly Rule[]): string =>
  rules
    .map(([path, ...capabilities]) => `path "${path}" {\n  capabilities = ${JSON.stringify(capabilities)}\n}\n`)
    .join('\n');

/**
 * What a namespace may do in the store: read the entries its Secrets are made of, write those it generates. External
 * Secrets looks at an entry's metadata before it writes. Source: external-secrets v2.9.0, providers/v1/vault/client_push.go.
 */
export function namespacePolicy({ reads, writes }: StoreUser): string {
  const written = [...new Set(writes)].sort(byCodeUnit);
  const read = [...new Set(reads)].filter((key) => !writes.includes(key)).sort(byCodeUnit);
  return policy([
    ...written.flatMap((key): readonly Rule[] => [
      [`${KV}/data/${key}`, 'create', 'read', 'update'],
      [`${KV}/metadata/${key}`, 'create', 'read', 'update'],
    ]),
    ...read.map((key): Rule => [`${KV}/data/${key}`, 'read']),
  ]);
}

/** Whoever takes snapshots sees everything, but only sealed. */
export const SNAPSHOT_POLICY = policy([['sys/storage/raft/snapshot', 'read']]);

/** People who put entries into the store that nobody generates, and replace passwords. */
export const operatorPolicy = (overlay: string): string =>
  policy([
    [`${KV}/data/${overlay}/*`, 'create', 'read', 'update', 'delete'],
    [`${KV}/metadata/*`, 'list'],
    [`${KV}/metadata/${overlay}/*`, 'read', 'list', 'delete'],
    [`${KV}/undelete/${overlay}/*`, 'update'],
    ['sys/storage/raft/configuration', 'read'],
    ['sys/storage/raft/autopilot/state', 'read'],
  ]);

/** What the configuration Job may do. Who writes policies can give itself any right: its token must not be had by others. */
export const configPolicy = (overlay: string): string =>
  policy([
    ['sys/policies/acl', 'list'],
    ['sys/policies/acl/*', 'create', 'read', 'update', 'delete', 'list'],
    [`auth/${AUTH}/role`, 'list'],
    [`auth/${AUTH}/role/*`, 'create', 'read', 'update', 'delete', 'list'],
    ['sys/storage/raft/autopilot/configuration', 'create', 'read', 'update'],
    [`${KV}/data/${overlay}/+/ca`, 'create', 'read', 'update'],
  ]);

/**
 * The role of the configuration Job, made once with the first rights there are. Without an audience logins fail. Source:
 * Vault 1.21, Kubernetes authentication.
 */
export const CONFIG_ROLE = {
  bound_service_account_names: CONFIG,
  bound_service_account_namespaces: VAULT,
  audience: VAULT_AUDIENCE,
  token_policies: CONFIG,
  token_ttl: '10m',
} as const;
