import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { type RepositoryAndTag, repositoryAndTag } from './image';
import { alerts } from './velero-alerts';
import { inVelero, LOCATION, NAMESPACE, schedules } from './velero-schedules';
import { accepts, defaults } from './velero-settings';

interface VeleroValues {
  readonly annotations: Readonly<Record<string, string>>;
  readonly image: RepositoryAndTag & { readonly imagePullSecrets: readonly string[] };
  readonly initContainers: readonly Plugin[];
  readonly podSecurityContext: object;
  readonly containerSecurityContext: object;
  readonly resources: Footprint;
  readonly configuration: { readonly features: '' | 'EnableCSI'; readonly defaultBackupStorageLocation: string };
  readonly credentials: { readonly useSecret: boolean; readonly existingSecret?: string };
  readonly serviceAccount: { readonly server: ServerAccount };
  readonly backupsEnabled: false;
  readonly snapshotsEnabled: false;
  readonly deployNodeAgent: false;
  readonly upgradeCRDs: false;
  readonly cleanUpCRDs: false;
}

interface Plugin {
  readonly name: string;
  readonly image: string;
  readonly securityContext: object;
  readonly resources: Footprint;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface ServerAccount {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly imagePullSecrets: readonly string[];
}

/** Secret with the keys of the bucket, which people make: it must be there when nothing else of the cluster is. */
const KEYS = 'velero-object-store';

/**
 * Velero: copies the objects of every namespace that holds data to an object store outside the cluster, and has volumes
 * snapshotted where the site's drivers can. Values: chart's `values.yaml` at tag velero-12.1.0; the plugin's version is
 * the one for Velero 1.18.
 */
export const velero = defineAddon('velero', {
  chart: { repository: 'https://vmware-tanzu.github.io/helm-charts', name: 'velero', version: '12.1.0' },
  namespace: NAMESPACE,
  provides: ['velero.io'],
  holdsData: ['BackupStorageLocation.velero.io'],
  metrics: [{ pods: { 'app.kubernetes.io/name': 'velero' }, portName: 'http-monitoring', port: 8085 }],
  images: {
    server: 'docker.io/velero/velero:v1.18.1',
    plugin: 'docker.io/velero/velero-plugin-for-aws:v1.14.2',
  },
  settings: defaults,
  accepts,
  alerts,
  values: ({ site, images, settings: { roleArn } }): VeleroValues => {
    const imagePullSecrets = site.registry.pullSecret ? [site.registry.pullSecret] : [];
    return {
      // Without its keys it does not start, and nothing that comes later may wait for that.
      annotations: { 'argocd.argoproj.io/ignore-healthcheck': 'true' },
      image: { ...repositoryAndTag(images.server), imagePullSecrets },
      initContainers: [plugin(images.plugin)],
      podSecurityContext: {
        runAsNonRoot: true,
        runAsUser: 65532,
        fsGroup: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containerSecurityContext: HARDENED,
      resources: footprint('50m', '128Mi', '1Gi'),
      configuration: { features: site.storage.snapshots ? 'EnableCSI' : '', defaultBackupStorageLocation: LOCATION },
      credentials: roleArn === '' ? { useSecret: true, existingSecret: KEYS } : { useSecret: false },
      serviceAccount: {
        server: {
          name: 'velero',
          annotations: roleArn === '' ? {} : { 'eks.amazonaws.com/role-arn': roleArn },
          imagePullSecrets,
        },
      },
      // The place and the times are objects of ours, where they can be reviewed.
      backupsEnabled: false,
      snapshotsEnabled: false,
      deployNodeAgent: false,
      // Argo CD brings the CRDs along; the chart's Jobs would do it again.
      upgradeCRDs: false,
      cleanUpCRDs: false,
    };
  },
  resources: ({ settings: { bucket, prefix, region, url } }) => [
    inVelero('BackupStorageLocation', LOCATION, {
      provider: 'velero.io/aws',
      default: true,
      accessMode: 'ReadWrite',
      objectStorage: { bucket, prefix },
      config: { region, ...(url === '' ? {} : { s3Url: url, s3ForcePathStyle: 'true', checksumAlgorithm: '' }) },
    }),
  ],
  protects: ({ site, settings }, holders) => schedules(site, settings, holders),
  prepared: ({ settings: { roleArn, bucket, url } }) => [
    { what: `bucket \`${bucket}\``, how: `at ${url || 'Amazon S3'}, outside the cluster` },
    roleArn === ''
      ? {
          what: `Secret \`${KEYS}\` in namespace \`${NAMESPACE}\``,
          how: 'key `cloud`: an AWS credentials file with the section `[default]`',
        }
      : { what: `IAM role \`${roleArn}\``, how: 'may read and write the bucket' },
  ],
});

const HARDENED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
} as const;

const plugin = (image: string): Plugin => ({
  name: 'plugin-for-aws',
  image,
  securityContext: HARDENED,
  resources: footprint('10m', '32Mi', '128Mi'),
  volumeMounts: [{ name: 'plugins', mountPath: '/target' }],
});
