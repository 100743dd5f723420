import type { Fields } from '../../manifest/types';
import { type Mutation, mutation, named, ofKind, own } from './mutation';

const stated = ({ metadata }: Fields): boolean => metadata.annotations?.['slipway.dev/backup'] !== undefined;

/** Takes away what saves the data of published overlays, or what says that nobody does. */
export const backupMutations: readonly Mutation[] = [
  mutation(
    'backup-coverage',
    'a statement that is gone',
    ofKind('Namespace', stated),
    ({ metadata }) => `${metadata.name}/`,
    ({ metadata }) => {
      delete metadata.annotations['slipway.dev/backup'];
    },
  ),
  mutation(
    'backup-coverage',
    'a database without its backup',
    ofKind('ScheduledBackup'),
    ({ spec }) => spec.cluster.name,
  ),
  mutation(
    'backup-coverage',
    'a backup that is suspended',
    ofKind('CronJob', ({ metadata }) => metadata.name === 'vault-backup'),
    () => 'vault/vault',
    ({ spec }) => {
      spec.suspend = true;
    },
  ),
  mutation(
    'backup-coverage',
    'a search engine without its policy',
    named('ConfigMap', /^search-provisioning$/),
    () => 'search/search',
  ),
  mutation(
    'backup-coverage',
    'volumes that are left out',
    ofKind('Schedule', ({ spec }) => spec.template.snapshotVolumes),
    own,
    ({ spec }) => {
      spec.template.snapshotVolumes = false;
    },
  ),
  mutation('backup-destination', 'a Schedule for nobody', ofKind('Schedule'), own, ({ spec }) => {
    spec.template.includedNamespaces = ['nobody'];
  }),
  mutation(
    'backup-destination',
    'copies in the cluster',
    ofKind('BackupStorageLocation', ({ spec }) => spec.config.s3Url),
    own,
    ({ spec }) => {
      spec.config.s3Url = 'http://minio.minio.svc:9000';
    },
  ),
  mutation(
    'backup-destination',
    'a backup the cluster is not set up for',
    ofKind('ScheduledBackup'),
    own,
    ({ spec }) => {
      spec.method = 'volumeSnapshot';
    },
  ),
  mutation('backup-destination', 'an archive without the log', ofKind('Cluster'), own, ({ spec }) => {
    spec.plugins[0].isWALArchiver = false;
  }),
];
