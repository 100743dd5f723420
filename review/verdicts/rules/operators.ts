import { groupKind } from '../../../manifest/kinds';
import type { Neighbours } from '../../../manifest/operators/index';
import type { Fields, Manifest } from '../../../manifest/types';
import { canonical } from '../../compare/compare';
import { type Rule, type Saying, type Verdict, verdict } from '../verdict';
import {
  ARCHIVE,
  CERTIFICATE_MOVED,
  CLOSED,
  COPIES_FIXED,
  CREDENTIALS,
  DELETES,
  ELSEWHERE,
  ELSEWHERE_SECRET,
  FEWER_NODES,
  IGNORED,
  KEYS,
  LISTENER,
  NARROWED,
  NO_WAY_BACK,
  OFFSETS,
  POLICY,
  UNGUARDED,
  UNTRUSTED,
  UPGRADE,
  VERSION,
  VOTES,
  WAL,
} from './operator-sayings';
import { DURABILITY } from './switch';
import { stepBetween } from './version';

type Judge = (before: Fields, after: Fields, neighbours: Neighbours) => readonly Verdict[];

const when = (holds: boolean, saying: Saying, ...at: readonly string[]): readonly Verdict[] =>
  holds ? [verdict(saying, ...at)] : [];
const names = (list: Fields): readonly string[] => (list ?? []).map(({ name }: Fields) => String(name));
const lost = (before: Fields, after: Fields): readonly string[] =>
  names(before).filter((name) => !names(after).includes(name));
const same = (before: Fields, after: Fields): boolean => canonical(before ?? null) === canonical(after ?? null);
const archives = (spec: Fields): boolean =>
  spec.backup !== undefined ||
  (spec.plugins ?? []).some((plugin: Fields) => plugin?.isWALArchiver === true && plugin.enabled !== false);

const deletesClaims = (storage: Fields): boolean =>
  [storage, ...(storage?.volumes ?? [])].some((disk: Fields) => disk?.deleteClaim === true);
const votes = (spec: Fields): boolean => (spec.roles ?? []).includes('controller');
const backupPlace = ({ configuration = {} }: Fields): Fields => [
  configuration.destinationPath,
  configuration.endpointURL,
  configuration.serverName,
];
/** Whether a write waits for its copies. Source: CloudNativePG, synchronous replication: data durability. */
const isDurable = ({ postgresql: { synchronous } = {} as Fields }: Fields): boolean =>
  synchronous !== undefined && (synchronous.dataDurability ?? 'required') === 'required';
/** Where write-ahead logs and backups of a cluster go, by itself or by the plugin. */
const archivePlace = (spec: Fields): Fields => [
  backupPlace({ configuration: spec.backup?.barmanObjectStore }),
  (spec.plugins ?? []).map((plugin: Fields) => plugin?.parameters?.barmanObjectName ?? null),
  (spec.plugins ?? []).map((plugin: Fields) => plugin?.parameters?.serverName ?? null),
];
const tagOf = (image: Fields): string => /:([^:@/]+)(@.*)?$/.exec(String(image ?? ''))?.[1] ?? '';
const offsetsOf = ({ config, offsetStorageTopic }: Fields): unknown =>
  offsetStorageTopic ?? config?.['offset.storage.topic'];
/** Strimzi moves copies of a topic through Cruise Control only. Source: Strimzi, changing the replication factor. */
const canMoveCopies = (neighbours: Neighbours): boolean =>
  neighbours('kafka.strimzi.io/Kafka').some(({ spec }) => spec?.cruiseControl !== undefined);
/** An empty budget turns it off. Source: ECK, pod disruption budget. */
const isUnguarded = ({ podDisruptionBudget: budget }: Fields): boolean =>
  budget !== undefined && budget !== null && Object.keys(budget).length === 0;
const isForTests = ({ acme }: Fields): boolean => /\bstaging\b/.test(String(acme?.server ?? ''));
const nodeCount = (spec: Fields): number =>
  (spec.nodeSets ?? []).reduce((sum: number, { count = 0 }: Fields) => sum + count, 0);
const secretKeys = (spec: Fields): readonly string[] =>
  (spec.data ?? []).map(({ secretKey }: Fields) => String(secretKey));
const fewer = (old: Fields = ['*'], now: Fields = ['*']): boolean =>
  !now.includes('*') && (old.includes('*') || old.some((name: string) => !now.includes(name)));
const more = (old: Fields = [], now: Fields = []): boolean => now.some((name: string) => !old.includes(name));
/** Whether a backup leaves out what it took before. An empty list of names means all. Source: Velero, resource filtering. */
const narrows = ({ template: old = {} }: Fields, { template: now = {} }: Fields): boolean =>
  ['includedNamespaces', 'includedResources'].some((field) => fewer(old[field], now[field])) ||
  ['excludedNamespaces', 'excludedResources'].some((field) => more(old[field], now[field])) ||
  (!same(old.labelSelector, now.labelSelector) && now.labelSelector !== undefined) ||
  (old.snapshotVolumes !== false && now.snapshotVolumes === false);
const webhookPolicies = (manifest: Manifest): ReadonlyMap<string, string> =>
  new Map((manifest.webhooks ?? []).map(({ name, failurePolicy = 'Fail' }: Fields) => [name, failurePolicy]));

/** What single operators make of a change of their resource. Sources: their docs and validation code. */
const JUDGES: Readonly<Record<string, Judge>> = {
  'kafka.strimzi.io/Kafka': (old, now) =>
    when(lost(old.kafka?.listeners, now.kafka?.listeners).length > 0, LISTENER, 'spec.kafka.listeners'),
  'kafka.strimzi.io/KafkaNodePool': (old, now) => [
    ...when(
      (votes(old) || votes(now)) && (old.replicas !== now.replicas || votes(old) !== votes(now)),
      VOTES,
      'spec.replicas',
    ),
    ...when(!deletesClaims(old.storage) && deletesClaims(now.storage), DELETES, 'spec.storage'),
  ],
  'kafka.strimzi.io/KafkaTopic': (old, now, neighbours) => [
    ...when(!same(old.config?.['cleanup.policy'], now.config?.['cleanup.policy']), POLICY, 'spec.config'),
    ...when(!same(old.replicas, now.replicas) && !canMoveCopies(neighbours), COPIES_FIXED, 'spec.replicas'),
  ],
  'kafka.strimzi.io/KafkaConnect': (old, now) => when(offsetsOf(old) !== offsetsOf(now), OFFSETS, 'spec.config'),
  'kafka.strimzi.io/KafkaUser': (old, now) =>
    when(!same(old.authentication?.type, now.authentication?.type), CREDENTIALS, 'spec.authentication'),
  'postgresql.cnpg.io/Cluster': (old, now) => [
    ...when(archives(old) && !archives(now), ARCHIVE, 'spec.plugins'),
    ...when(archives(old) && archives(now) && !same(archivePlace(old), archivePlace(now)), ELSEWHERE, 'spec.backup'),
    ...when(stepBetween(tagOf(old.imageName), tagOf(now.imageName)) === 'major', UPGRADE, 'spec.imageName'),
    ...when(isDurable(old) && !isDurable(now), DURABILITY, 'spec.postgresql.synchronous'),
    ...when(old.walStorage !== undefined && now.walStorage === undefined, WAL, 'spec.walStorage'),
  ],
  'barmancloud.cnpg.io/ObjectStore': (old, now) =>
    when(!same(backupPlace(old), backupPlace(now)), ELSEWHERE, 'spec.configuration'),
  'elasticsearch.k8s.elastic.co/Elasticsearch': (old, now) => [
    ...when(nodeCount(now) < nodeCount(old), FEWER_NODES, 'spec.nodeSets'),
    ...when(stepBetween(String(old.version), String(now.version)) === 'downgrade', NO_WAY_BACK, 'spec.version'),
    ...when(!isUnguarded(old) && isUnguarded(now), UNGUARDED, 'spec.podDisruptionBudget'),
  ],
  'cert-manager.io/Certificate': (old, now) =>
    when(!same(old.secretName, now.secretName), CERTIFICATE_MOVED, 'spec.secretName'),
  'cert-manager.io/Issuer': (old, now) => when(!isForTests(old) && isForTests(now), UNTRUSTED, 'spec.acme.server'),
  'cert-manager.io/ClusterIssuer': (old, now) =>
    when(!isForTests(old) && isForTests(now), UNTRUSTED, 'spec.acme.server'),
  'external-secrets.io/ExternalSecret': (old, now) => [
    ...when(!same(old.target?.name, now.target?.name), ELSEWHERE_SECRET, 'spec.target.name'),
    ...when(
      secretKeys(old).some((key) => !secretKeys(now).includes(key)),
      KEYS,
      'spec.data',
    ),
  ],
  'velero.io/Schedule': (old, now) => when(narrows(old, now), NARROWED, 'spec.template'),
  'velero.io/BackupStorageLocation': (old, now) =>
    when(
      !same([old.objectStorage, old.provider, old.config], [now.objectStorage, now.provider, now.config]),
      ELSEWHERE,
      'spec.objectStorage',
    ),
  'apiextensions.k8s.io/CustomResourceDefinition': (old, now) =>
    when(lost(old.versions, now.versions).length > 0, VERSION, 'spec.versions'),
};

const webhooks = (before: Manifest, after: Manifest): readonly Verdict[] => {
  const old = webhookPolicies(before);
  return [...webhookPolicies(after)].flatMap(([name, policy]) => {
    const was = old.get(name);
    if (was === undefined || was === policy) return [];
    return [verdict(policy === 'Ignore' ? IGNORED : CLOSED, `webhooks[name=${name}].failurePolicy`)];
  });
};

/** Consequences that only follow from what an operator, or a webhook, does with its resource. */
export const operators: Rule = (change, around) => {
  const { before, after, status } = change;
  if (!before || !after || status === 'renamed') return [];
  const judge = JUDGES[groupKind(after.manifest)];
  return [
    ...(judge?.(before.manifest.spec ?? {}, after.manifest.spec ?? {}, around.neighbours(change, 'after')) ?? []),
    ...(after.manifest.webhooks ? webhooks(before.manifest, after.manifest) : []),
  ];
};
