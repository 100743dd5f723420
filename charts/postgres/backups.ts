import {
  ObjectStoreSpecConfigurationDataCompression as DataCompression,
  ObjectStore,
  ObjectStoreSpecConfigurationWalCompression as WalCompression,
} from '../../imports/barmancloud.cnpg.io';
import {
  ScheduledBackupSpecMethod as Method,
  ScheduledBackupSpecBackupOwnerReference as Owner,
  ScheduledBackup,
} from '../../imports/postgresql.cnpg.io';
import type { ServiceChart } from '../../platform/chart';
import { resources } from '../../platform/pod';
import type { Bucket } from '../minio';
import { PLUGIN } from './archive';
import { CLUSTER } from './cluster';
import type { Settings } from './settings';

const STORE = 'backups';

/**
 * Where backups go and when they are taken. Returns the name of the ObjectStore.
 * Source of its fields: plugin-barman-cloud, web/docs/object_stores.md and retention.md.
 */
export function backups(chart: ServiceChart, { backup }: Settings, bucket: Bucket): string {
  new ObjectStore(chart, 'object-store', {
    // The plugin shapes no pod while the store is unknown.
    metadata: { name: STORE, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
    spec: {
      retentionPolicy: `${backup.keepDays}d`,
      configuration: {
        destinationPath: `s3://${bucket.bucket}/`,
        // Barman speaks path style to every endpoint it is given, and finds a virtual-hosted one by the region alone.
        ...(bucket.pathStyle ? { endpointUrl: bucket.endpoint } : {}),
        s3Credentials: {
          accessKeyId: { name: bucket.secret, key: 'access-key' },
          secretAccessKey: { name: bucket.secret, key: 'secret-key' },
        },
        wal: { compression: WalCompression.GZIP, maxParallel: 4 },
        data: { compression: DataCompression.GZIP, jobs: 2 },
      },
      instanceSidecarConfiguration: {
        env: [
          { name: 'AWS_DEFAULT_REGION', value: bucket.region },
          // Other stores than Amazon's reject the checksums that newer SDKs send unasked.
          { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
          { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
        ],
        resources: resources({ cpu: '50m', memory: '128Mi', memoryLimit: '512Mi' }),
      },
    },
  });
  new ScheduledBackup(chart, 'scheduled-backup', {
    metadata: { name: 'daily', annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
    spec: {
      cluster: { name: CLUSTER },
      schedule: daily(backup.at),
      immediate: true,
      backupOwnerReference: Owner.SELF,
      method: Method.PLUGIN,
      pluginConfiguration: { name: PLUGIN },
    },
  });
  return STORE;
}

/** Six cron fields, seconds first, of a time of day `HH:MM`. */
const daily = (at: string): string => {
  const [hours, minutes] = at.split(':').map(Number);
  return `0 ${minutes} ${hours} * * *`;
};
