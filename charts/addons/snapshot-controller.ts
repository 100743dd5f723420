import type { Manifest } from '../../manifest/types';
import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface SnapshotControllerValues {
  readonly installCRDs: true;
  readonly controller: {
    readonly replicaCount: number;
    readonly image: RepositoryAndTag;
    readonly imagePullSecrets: readonly SecretName[];
    readonly podSecurityContext: object;
    readonly securityContext: object;
    readonly pdb: { readonly maxUnavailable?: number };
    readonly resources: Footprint;
  };
  readonly webhook: { readonly enabled: false };
}

/**
 * The controller and kinds of volume snapshots, which CSI drivers leave to the cluster, and a VolumeSnapshotClass for
 * each driver of the site that can take some. GKE and AKS bring their own. Values: chart's `values.yaml` at version
 * 5.2.0.
 */
export const snapshotController = defineAddon('snapshot-controller', {
  chart: { repository: 'https://piraeus.io/helm-charts/', name: 'snapshot-controller', version: '5.2.0' },
  namespace: 'snapshot-controller',
  provides: ['groupsnapshot.storage.k8s.io', 'snapshot.storage.k8s.io'],
  holdsData: ['VolumeSnapshotClass.snapshot.storage.k8s.io'],
  images: { controller: 'registry.k8s.io/sig-storage/snapshot-controller:v8.6.0' },
  values: ({ site, images }): SnapshotControllerValues => ({
    installCRDs: true,
    controller: {
      replicaCount: replicas(site),
      image: repositoryAndTag(images.controller),
      imagePullSecrets: pullSecrets(site.registry),
      podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 1000,
      },
      pdb: isReplicated(site) ? { maxUnavailable: 1 } : {},
      resources: footprint('10m', '32Mi', '256Mi'),
    },
    webhook: { enabled: false },
  }),
  resources: ({ site }): readonly Manifest[] =>
    Object.entries(site.storage.snapshots ?? {}).map(([name, { driver, parameters }]) => ({
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      // The one class of its driver that Velero takes.
      metadata: { name, labels: { 'velero.io/csi-volumesnapshot-class': 'true' } },
      driver,
      deletionPolicy: 'Retain',
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    })),
});
