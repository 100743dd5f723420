import type { Fields, Manifest } from '../../manifest/types';
import type { Backup, DataHolder, Protection } from '../../platform/backup';
import type { Site } from '../../platform/site';
import type { Settings } from './velero-settings';

/** Namespace of Velero and of everything it reads. */
export const NAMESPACE = 'velero';

/** Name of the one place backups go to. */
export const LOCATION = 'offsite';

/** Kinds that lead to volumes. */
const VOLUMES = ['persistentvolumeclaims', 'persistentvolumes'];

/** Velero's own copies of the namespaces that hold data: their objects always, volumes where snapshots help. */
export function schedules(site: Site, settings: Settings, holders: readonly DataHolder[]): Protection {
  const volumesOf = holders.filter((holder) => takesSnapshots(site, holder)).map(({ namespace }) => namespace);
  return {
    resources: holders.map((holder) => schedule(settings, holder, volumesOf.includes(holder.namespace))),
    backups: statements(
      settings,
      holders.map(({ namespace }) => namespace),
      volumesOf,
    ),
    volumesOf,
  };
}

/**
 * Snapshots of the volumes of a service that saves itself would be of several points in time, and bringing them back
 * would fight with its own restore.
 */
const takesSnapshots = ({ storage }: Site, { storageClasses, savesItself }: DataHolder): boolean =>
  !savesItself && storageClasses.length > 0 && storageClasses.every((name) => name in (storage.snapshots ?? {}));

const schedule = ({ at, keepDays }: Settings, { namespace }: DataHolder, volumes: boolean): Manifest =>
  inVelero('Schedule', namespace, {
    schedule: dailyAt(at),
    useOwnerReferencesInBackup: false,
    template: {
      includedNamespaces: [namespace],
      storageLocation: LOCATION,
      ttl: `${keepDays * 24}h0m0s`,
      snapshotVolumes: volumes,
      ...(volumes ? {} : { excludedResources: VOLUMES }),
    },
  });

/** An object of Velero's own kinds. */
export const inVelero = (kind: string, name: string, spec: Fields): Manifest => ({
  apiVersion: 'velero.io/v1',
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec,
});

function statements(
  { at, keepDays, bucket }: Settings,
  namespaces: readonly string[],
  volumesOf: readonly string[],
): readonly Backup[] {
  const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const often = `daily at ${at} UTC, kept for ${keepDays} days`;
  return [
    ...(namespaces.length > 0
      ? [
          {
            what: `Secrets and other objects of ${listed(namespaces)}`,
            where: `bucket \`${bucket}\``,
            often,
            restore: 'restore',
          },
        ]
      : []),
    ...(volumesOf.length > 0
      ? [
          {
            what: `volumes of ${listed(volumesOf)}`,
            where: "snapshots by the volumes' driver",
            often,
            restore: 'restore',
          },
        ]
      : []),
  ];
}

/** A time of day `HH:MM` as five cron fields. */
const dailyAt = (time: string): string => {
  const [hours, minutes] = time.split(':').map(Number);
  return `${minutes} ${hours} * * *`;
};
