import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { query } from '../query';
import { type Item, listOf } from '../tree';

const OPTIONS = 'argocd.argoproj.io/sync-options';

/** Kinds whose removal loses data: the data itself, or what leads to it. */
const PRECIOUS: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'doris.selectdb.com/DorisCluster',
  'doris.selectdb.com/DorisDisaggregatedCluster',
  'elasticsearch.k8s.elastic.co/Elasticsearch',
  'external-secrets.io/ClusterSecretStore',
  'kafka.strimzi.io/Kafka',
  'kafka.strimzi.io/KafkaNodePool',
  'kafka.strimzi.io/KafkaTopic',
  'kafka.strimzi.io/KafkaUser',
  'minio.min.io/Tenant',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Database',
  'storage.k8s.io/StorageClass',
]);

const VERBS = ['Prune', 'Delete'];

const annotations = (item: Item): readonly Verdict[] => {
  const options = (item.manifest.metadata.annotations?.[OPTIONS] ?? '').split(',').map((option) => option.trim());
  const missing = VERBS.filter((verb) => !options.includes(`${verb}=false`) && !options.includes(`${verb}=confirm`));
  if (missing.length === 0) return [];
  return [
    error(
      item,
      `metadata.annotations["${OPTIONS}"]`,
      'Argo CD would delete this object, and data with it, when its file or its Application goes.',
      `Annotate it with ${missing.map((verb) => `${verb}=false`).join(',')}.`,
    ),
  ];
};

const retention = (item: Item): readonly Verdict[] => {
  const { volumeClaimTemplates, persistentVolumeClaimRetentionPolicy: policy } = item.manifest.spec ?? {};
  if (listOf(volumeClaimTemplates).length === 0) return [];
  return ['whenDeleted', 'whenScaled']
    .filter((when) => policy?.[when] !== 'Retain')
    .map((when) =>
      error(
        item,
        `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        'The volumes of this StatefulSet are not said to outlive it.',
        'Write Retain.',
      ),
    );
};

/** Strimzi deletes volumes with their cluster when `deleteClaim` says so. */
const claims = (item: Item): readonly Verdict[] =>
  [...query(item.manifest, 'spec.storage'), ...query(item.manifest, 'spec.storage.volumes[]')]
    .filter(({ value }) => value.deleteClaim === true)
    .map(({ at }) =>
      error(item, `${at}.deleteClaim`, 'The volume is deleted together with its node pool.', 'Write false.'),
    );

const PARTS: ReadonlyMap<string, (item: Item) => readonly Verdict[]> = new Map([
  ['apps/StatefulSet', retention],
  ['kafka.strimzi.io/KafkaNodePool', claims],
]);

/** What holds data survives the removal of its file, of its Application and of its workload. */
export const dataProtection: Rule = {
  id: 'data-protection',
  why: 'A moved file, a renamed Application or a scaled workload has deleted volumes in real clusters.',
  check: ofEach((item) => [
    ...(PRECIOUS.has(item.kind) ? annotations(item) : []),
    ...(PARTS.get(item.kind)?.(item) ?? []),
  ]),
};
