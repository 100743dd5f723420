import type { Fields } from '../../manifest/types';
import type { Path } from './edit';

const name = ['name'];

/**
 * What tells items of a list apart, by the list's field. Several sets are tried in order; the first one that every item
 * has, and that no two items share, is taken. Sources: Kubernetes OpenAPI (x-kubernetes-list-map-keys, patch merge keys);
 * CRDs of the operators, and for their plain lists what the operator itself looks items up by.
 */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  additionalOutputFormats: [['type']],
  clusterResourceWhitelist: [['group', 'kind', 'name']],
  namespaceResourceWhitelist: [['group', 'kind']],
  conditions: [['type']],
  containers: [name],
  data: [['secretKey'], ['match.secretKey', 'match.remoteRef.remoteKey', 'match.remoteRef.property'], ['objectName']],
  destinations: [['server', 'name', 'namespace']],
  endpoints: [['port', 'path'], ['port'], ['targetPort', 'path']],
  entries: [['key', 'path']],
  env: [name],
  ephemeralContainers: [name],
  externalClusters: [name],
  fileRealm: [['secretName']],
  groups: [name],
  hostAliases: [['ip']],
  imagePullSecrets: [name],
  initContainers: [name],
  items: [['key']],
  listeners: [name],
  nodeSets: [name],
  paths: [['path', 'pathType']],
  persistentVolumes: [name, ['mountPath']],
  plugins: [name],
  podMetricsEndpoints: [['port', 'path'], ['port']],
  ports: [['containerPort', 'protocol'], ['port', 'protocol'], name],
  roles: [name, ['secretName']],
  rules: [['host'], ['alert', 'record']],
  secretStoreRefs: [['kind', 'name']],
  secureSettings: [['secretName']],
  subjects: [['kind', 'namespace', 'name']],
  tablespaces: [name],
  tls: [['secretName']],
  tolerations: [['key', 'operator', 'value', 'effect', 'tolerationSeconds']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  versions: [name],
  volumeClaimTemplates: [['metadata.name']],
  volumeDevices: [['devicePath']],
  volumeMounts: [['mountPath']],
  volumes: [name, ['id']],
  webhooks: [name],
};

/** Values that stand where a key is left out. Source: Kubernetes API reference. */
const DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };

const at = (item: Fields, way: string): Fields => way.split('.').reduce((inner, step) => inner?.[step], item);

const keyText = (item: Fields, fields: readonly string[]): string | undefined => {
  const parts = fields.flatMap((field) => {
    const value = at(item, field) ?? DEFAULTS[field];
    return value === undefined || typeof value === 'object' ? [] : [`${field.split('.').at(-1)}=${String(value)}`];
  });
  return parts.length === 0 ? undefined : `[${parts.join(',')}]`;
};

const keyedBy = (items: readonly Fields[], fields: readonly string[]): ReadonlyMap<string, Fields> | undefined => {
  const keyed = new Map<string, Fields>();
  for (const item of items) {
    const key = item !== null && typeof item === 'object' ? keyText(item, fields) : undefined;
    if (key === undefined || keyed.has(key)) return undefined;
    keyed.set(key, item);
  }
  return keyed;
};

/** Two states of a list with their items by key. */
export interface KeyedLists {
  readonly before: ReadonlyMap<string, Fields>;
  readonly after: ReadonlyMap<string, Fields>;
}

/** The items of a list by what Kubernetes or the operator tells them apart by; `undefined` when only positions do. */
export function keyed(path: Path, before: readonly Fields[], after: readonly Fields[]): KeyedLists | undefined {
  const field = path.at(-1) ?? '';
  for (const fields of Object.hasOwn(KEYS, field) ? (KEYS[field] ?? []) : []) {
    const [old, now] = [keyedBy(before, fields), keyedBy(after, fields)];
    if (old && now) return { before: old, after: now };
  }
  return undefined;
}

/** Whether a field may be left out because this is its value by default. */
export const isDefault = (path: Path, value: unknown): boolean =>
  DEFAULTS[path.at(-1) ?? ''] === value && path.at(-3) === 'ports';
