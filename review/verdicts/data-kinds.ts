import { groupKind } from '../../manifest/kinds';
import type { Fields, Manifest } from '../../manifest/types';

/**
 * Kinds whose objects are data, stand for data outside the cluster, or keep copies of it; and what goes with them.
 * Sources: Argo CD rule D1 of this project's contract; docs of the operators on deletion.
 */
const DATA: Readonly<Record<string, string>> = {
  Namespace: 'everything in it, volumes too',
  PersistentVolume: 'the volume',
  PersistentVolumeClaim: 'the volume behind it',
  Secret: 'its values, which no repository holds',
  'acid.zalan.do/postgresql': 'all databases of the cluster',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of its kind',
  'barmancloud.cnpg.io/ObjectStore': 'the way to the backups',
  'clickhouse.altinity.com/ClickHouseInstallation': 'all tables of the cluster',
  'doris.selectdb.com/DorisCluster': 'all tables of the cluster',
  'elasticsearch.k8s.elastic.co/Elasticsearch': 'all indices of the cluster',
  'k8s.keycloak.org/Keycloak': 'the server of all realms',
  'kafka.strimzi.io/Kafka': 'all topics of the cluster',
  'kafka.strimzi.io/KafkaNodePool': 'the partitions on its volumes',
  'kafka.strimzi.io/KafkaTopic': 'the messages of the topic',
  'kafka.strimzi.io/KafkaUser': 'the credentials of its clients',
  'minio.min.io/Tenant': 'all buckets',
  'objectbucket.io/ObjectBucketClaim': 'the bucket',
  'postgresql.cnpg.io/Cluster': 'all databases of the cluster',
  'postgresql.cnpg.io/Database': 'the database, if its reclaim policy is delete',
  'postgresql.cnpg.io/DatabaseRole': 'the role and what it owns, if its reclaim policy is delete',
  'postgresql.cnpg.io/ScheduledBackup': 'backups to come',
  'snapshot.storage.k8s.io/VolumeSnapshot': 'the snapshot',
  'storage.k8s.io/StorageClass': 'volumes to come',
  'velero.io/BackupStorageLocation': 'the way to the backups',
  'velero.io/Schedule': 'backups to come',
  'velero.io/VolumeSnapshotLocation': 'the way to the snapshots',
};

const BACKUP = /backup|snapshot|dump/;

/** Kinds that hold data in some cases only. */
const SOMETIMES: Readonly<Record<string, (manifest: Manifest) => string | undefined>> = {
  'apps/StatefulSet': ({ spec }) => (spec?.volumeClaimTemplates?.length > 0 ? 'the volumes of its pods' : undefined),
  'batch/CronJob': ({ metadata }) => (BACKUP.test(metadata.name) ? 'backups to come' : undefined),
  'external-secrets.io/PushSecret': ({ spec }) =>
    spec?.deletionPolicy === 'Delete' ? 'the secret in the store' : undefined,
};

/** What is lost with an object; `undefined` for objects without data. */
export const dataOf = (manifest: Manifest): string | undefined => {
  const kind = groupKind(manifest);
  return Object.hasOwn(SOMETIMES, kind)
    ? SOMETIMES[kind]?.(manifest)
    : Object.hasOwn(DATA, kind)
      ? DATA[kind]
      : undefined;
};

const options = (manifest: Manifest): readonly string[] =>
  String((manifest.metadata.annotations as Fields)?.['argocd.argoproj.io/sync-options'] ?? '')
    .split(',')
    .map((option) => option.trim());

/** Whether Argo CD leaves an object alone when it is gone from Git. Source: Argo CD, sync options; exact, with case. */
export const survivesPrune = (manifest: Manifest): boolean =>
  options(manifest).some((option) => option === 'Prune=false' || option === 'Prune=confirm');

/** Whether Argo CD leaves an object alone when its Application is deleted. */
export const survivesDelete = (manifest: Manifest): boolean =>
  options(manifest).some((option) => option === 'Delete=false' || option === 'Delete=confirm');
