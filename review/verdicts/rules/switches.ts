import { says } from '../verdict';
import { opened, type Switches, stopped, volumes } from './switch';

/** Switches of built-in kinds. Source: Kubernetes API reference. */
export const switches: Switches = {
  'apps/Deployment': [
    {
      path: 'spec/strategy/type',
      to: ['Recreate'],
      says: says(
        'availability',
        'stops-for-updates',
        'From now on every update stops all pods first.',
        'Keep RollingUpdate unless two versions must not run together.',
      ),
      byDefault: 'RollingUpdate',
    },
    { path: 'spec/paused', to: [true], says: stopped('Changes no longer reach the pods.') },
  ],
  'apps/StatefulSet': [
    volumes('spec/persistentVolumeClaimRetentionPolicy/whenDeleted', 'Delete', 'Retain'),
    volumes('spec/persistentVolumeClaimRetentionPolicy/whenScaled', 'Delete', 'Retain'),
  ],
  'batch/CronJob': [{ path: 'spec/suspend', to: [true], says: stopped('The job no longer runs.'), byDefault: false }],
  PersistentVolume: [volumes('spec/persistentVolumeReclaimPolicy', 'Delete')],
  'snapshot.storage.k8s.io/VolumeSnapshotClass': [
    {
      path: 'deletionPolicy',
      to: ['Delete'],
      says: says(
        'data-at-risk',
        'dropped-with-object',
        'Snapshots taken from now on are deleted with their object.',
        'Keep the policy at Retain for snapshots that are backups.',
      ),
    },
  ],
  'storage.k8s.io/StorageClass': [volumes('reclaimPolicy', 'Delete', 'Delete')],
  ServiceAccount: [
    {
      path: 'automountServiceAccountToken',
      to: [true],
      says: opened('Every pod of this account gets a token of the Kubernetes API.'),
      byDefault: true,
    },
  ],
};
