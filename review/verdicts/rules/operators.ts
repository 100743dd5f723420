import { groupKind } from '../../../manifest/kinds';
import type { Fields, Manifest } from '../../../manifest/types';
import { canonical } from '../../compare/compare';
import { type Rule, type Saying, type Verdict, verdict } from '../verdict';

type Judge = (before: Fields, after: Fields) => readonly Verdict[];

const when = (holds: boolean, saying: Saying, ...at: readonly string[]): readonly Verdict[] =>
  holds ? [verdict(saying, ...at)] : [];
const risk = (risk: Saying['risk'], rule: string, reason: string, remedy: string): Saying => ({
  risk,
  rule,
  reason,
  remedy,
});

const names = (list: Fields): readonly string[] => (list ?? []).map(({ name }: Fields) => String(name));
const lost = (before: Fields, after: Fields): readonly string[] =>
  names(before).filter((name) => !names(after).includes(name));
const same = (before: Fields, after: Fields): boolean => canonical(before ?? null) === canonical(after ?? null);
const archives = (spec: Fields): boolean =>
  spec.backup !== undefined ||
  (spec.plugins ?? []).some((plugin: Fields) => plugin?.isWALArchiver === true && plugin.enabled !== false);

const LISTENER = risk(
  'availability',
  'listener-removed',
  'Clients of the listener cannot connect any more.',
  'Move them to another listener first.',
);
const VOTES = risk(
  'availability',
  'quorum-changed',
  'Controllers vote; their number and role must not change under a running cluster.',
  'Keep an odd number of at least three, and change them only as the operator describes.',
);
const POLICY = risk(
  'data-at-risk',
  'cleanup-policy-changed',
  'Messages are thrown away by another rule: compaction drops all but the last of a key, deletion all that are old.',
  'Check that every reader can live with it.',
);
const ARCHIVE = risk(
  'data-at-risk',
  'backup-lost',
  'The write-ahead log is no longer archived, so no restore to a point in time is possible.',
  'Keep an archiver, or say why none is needed.',
);
const ELSEWHERE = risk(
  'data-at-risk',
  'backup-elsewhere',
  'Backups go to another place; those at the old one are no longer found.',
  'Take a full backup at the new place at once, and keep the old one until it is of no use.',
);
const NARROWED = risk(
  'data-at-risk',
  'backup-narrowed',
  'The backup holds less than before.',
  'Check that nothing needed is left out.',
);
const WAL = risk(
  'rejected',
  'immutable-field',
  'A volume for the write-ahead log cannot be taken away.',
  'Keep it, or restore into a new cluster.',
);
const CREDENTIALS = risk(
  'availability',
  'credentials-changed',
  'Clients must log in in another way at once.',
  'Change the clients in the same window.',
);
const DELETES = risk(
  'data-at-risk',
  'volumes-deleted',
  'From now on volumes are deleted with the pods or the object they belong to.',
  'Keep them; delete volumes by hand when their data is no longer needed.',
);
const ELSEWHERE_SECRET = risk(
  'availability',
  'secret-removed',
  'The Secret under the old name goes, and pods that read it cannot start any more.',
  'Change the readers first, or keep the name.',
);
const KEYS = risk(
  'availability',
  'secret-key-removed',
  'A key of the Secret goes away.',
  'Check that no pod reads it.',
);
const CLOSED = risk(
  'availability',
  'webhook-blocks',
  'Objects cannot be created while the webhook is away.',
  'Check that it runs with more than one pod.',
);
const IGNORED = risk(
  'exposure',
  'webhook-ignored',
  'Objects pass unchecked while the webhook is away.',
  'Keep the policy at Fail for guards.',
);
const VERSION = risk(
  'rejected',
  'version-removed',
  'A version that objects are stored in cannot be taken away.',
  'Migrate the stored objects first.',
);

const deletesClaims = (storage: Fields): boolean =>
  [storage, ...(storage?.volumes ?? [])].some((disk: Fields) => disk?.deleteClaim === true);
const votes = (spec: Fields): boolean => (spec.roles ?? []).includes('controller');
const backupPlace = ({ configuration = {} }: Fields): Fields => [
  configuration.destinationPath,
  configuration.endpointURL,
  configuration.serverName,
];
const nodeCount = (spec: Fields): number =>
  (spec.nodeSets ?? []).reduce((sum: number, { count = 0 }: Fields) => sum + count, 0);
const FEWER_NODES = risk(
  'availability',
  'replicas-lowered',
  'The operator moves shards off nodes and stops them; fewer carry the load.',
  'Check room on the nodes left, and keep three that may become master.',
);
const secretKeys = (spec: Fields): readonly string[] =>
  (spec.data ?? []).map(({ secretKey }: Fields) => String(secretKey));
const veleroScope = ({ template = {} }: Fields): Fields => [
  template.includedNamespaces,
  template.excludedNamespaces,
  template.includedResources,
  template.excludedResources,
  template.labelSelector,
  template.snapshotVolumes,
];
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
  'kafka.strimzi.io/KafkaTopic': (old, now) =>
    when(!same(old.config?.['cleanup.policy'], now.config?.['cleanup.policy']), POLICY, 'spec.config'),
  'kafka.strimzi.io/KafkaUser': (old, now) =>
    when(!same(old.authentication?.type, now.authentication?.type), CREDENTIALS, 'spec.authentication'),
  'postgresql.cnpg.io/Cluster': (old, now) => [
    ...when(archives(old) && !archives(now), ARCHIVE, 'spec.plugins'),
    ...when(old.walStorage !== undefined && now.walStorage === undefined, WAL, 'spec.walStorage'),
  ],
  'barmancloud.cnpg.io/ObjectStore': (old, now) =>
    when(!same(backupPlace(old), backupPlace(now)), ELSEWHERE, 'spec.configuration'),
  'elasticsearch.k8s.elastic.co/Elasticsearch': (old, now) =>
    when(nodeCount(now) < nodeCount(old), FEWER_NODES, 'spec.nodeSets'),
  'external-secrets.io/ExternalSecret': (old, now) => [
    ...when(!same(old.target?.name, now.target?.name), ELSEWHERE_SECRET, 'spec.target.name'),
    ...when(
      secretKeys(old).some((key) => !secretKeys(now).includes(key)),
      KEYS,
      'spec.data',
    ),
  ],
  'velero.io/Schedule': (old, now) => when(!same(veleroScope(old), veleroScope(now)), NARROWED, 'spec.template'),
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
export const operators: Rule = ({ before, after, status }) => {
  if (!before || !after || status === 'renamed') return [];
  const judge = JUDGES[groupKind(after.manifest)];
  return [
    ...(judge?.(before.manifest.spec ?? {}, after.manifest.spec ?? {}) ?? []),
    ...(after.manifest.webhooks ? webhooks(before.manifest, after.manifest) : []),
  ];
};
