import { defineService } from '../../platform/service';
import { bucket } from '../minio';
import { authority, snapshots } from '../vault';
import { alerts } from './alerts';
import { schedule } from './schedule';
import { accepts, settings } from './settings';

const NAME = 'vault-backup';

/**
 * Snapshots of Vault in a bucket. A service of its own, because what serves the secret store can use no credential from
 * it, and the bucket's is one.
 */
export const vaultBackup = defineService(NAME, {
  images: { vault: 'quay.io/openbao/openbao:2.6.2', files: 'docker.io/pgsty/mc:RELEASE.2026-09-16T00-00-00Z' },
  serves: {},
  uses: { vault: snapshots(NAME), files: bucket('vault-snapshots', { versioned: true, expireDays: 30 }) },
  credentials: { ca: authority },
  settings,
  accepts,
  backups: ({ everyHours }) => [
    {
      of: 'vault',
      what: 'every entry, policy and role, encrypted as its seal has them',
      where: 'bucket `vault-snapshots` at minio',
      often: `${everyHours === 1 ? 'hourly' : `every ${everyHours} hours`}, kept for thirty days`,
      restore: 'restore',
    },
  ],
  alerts,
  build(chart, { overlay, settings: chosen, uses, images, credentials }) {
    schedule(chart, {
      overlay,
      settings: chosen,
      images,
      authority: credentials.ca,
      vault: uses.vault,
      files: uses.files,
    });
  },
});
