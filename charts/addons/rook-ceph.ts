import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { pullSecrets, type RepositoryAndTag, repositoryAndTag, type SecretName } from './image';

interface RookCephValues {
  readonly image: RepositoryAndTag;
  readonly imagePullSecrets: readonly SecretName[];
  readonly crds: { readonly enabled: true };
  readonly resources: Footprint;
  readonly csi: CsiImages;
  readonly 'ceph-csi-operator': {
    readonly controllerManager: {
      readonly manager: { readonly image: RepositoryAndTag; readonly resources: Footprint };
    };
    readonly imagePullSecrets: readonly SecretName[];
  };
}

/** Images of the CSI pods, which Rook hands to the CSI operator. */
interface CsiImages {
  readonly cephcsi: RepositoryAndTag;
  readonly registrar: RepositoryAndTag;
  readonly provisioner: RepositoryAndTag;
  readonly snapshotter: RepositoryAndTag;
  readonly attacher: RepositoryAndTag;
  readonly resizer: RepositoryAndTag;
  readonly csiAddons: RepositoryAndTag;
}

/** Version of Rook; its charts for the operator and for the cluster must not differ. */
export const ROOK = 'v1.20.6';

/** Why Ceph's namespace cannot be confined: one namespace for the operator, the daemons and the CSI drivers. */
export const CEPH_NAMESPACE = {
  namespace: 'rook-ceph',
  podSecurity: {
    level: 'privileged',
    reason: 'Ceph daemons open raw devices of the node, and CSI pods mount volumes for others.',
  },
} as const;

/**
 * Rook: runs Ceph, with the operator of Ceph's CSI drivers. Values and tags: chart's `values.yaml` at tag v1.20.6;
 * subchart ceph-csi-operator 1.0.4.
 */
export const rookCeph = defineAddon('rook-ceph', {
  chart: { repository: 'https://charts.rook.io/release', name: 'rook-ceph', version: ROOK },
  ...CEPH_NAMESPACE,
  provides: ['ceph.rook.io', 'csi.ceph.io', 'objectbucket.io'],
  holdsData: [
    'CephBlockPool.ceph.rook.io',
    'CephCluster.ceph.rook.io',
    'CephFilesystem.ceph.rook.io',
    'CephObjectStore.ceph.rook.io',
  ],
  images: {
    operator: `docker.io/rook/ceph:${ROOK}`,
    cephcsi: 'quay.io/cephcsi/cephcsi:v3.17.0',
    csiOperator: 'quay.io/cephcsi/ceph-csi-operator:v1.0.4',
    registrar: 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.17.0',
    provisioner: 'registry.k8s.io/sig-storage/csi-provisioner:v6.2.0',
    snapshotter: 'registry.k8s.io/sig-storage/csi-snapshotter:v8.5.0',
    attacher: 'registry.k8s.io/sig-storage/csi-attacher:v4.12.0',
    resizer: 'registry.k8s.io/sig-storage/csi-resizer:v2.1.0',
    csiAddons: 'quay.io/csiaddons/k8s-sidecar:v0.14.0',
  },
  values: ({ site, images }): RookCephValues => ({
    image: repositoryAndTag(images.operator),
    imagePullSecrets: pullSecrets(site.registry),
    crds: { enabled: true },
    resources: footprint('200m', '256Mi', '512Mi'),
    csi: {
      cephcsi: repositoryAndTag(images.cephcsi),
      registrar: repositoryAndTag(images.registrar),
      provisioner: repositoryAndTag(images.provisioner),
      snapshotter: repositoryAndTag(images.snapshotter),
      attacher: repositoryAndTag(images.attacher),
      resizer: repositoryAndTag(images.resizer),
      csiAddons: repositoryAndTag(images.csiAddons),
    },
    'ceph-csi-operator': {
      controllerManager: {
        manager: { image: repositoryAndTag(images.csiOperator), resources: footprint('10m', '64Mi', '256Mi') },
      },
      imagePullSecrets: pullSecrets(site.registry),
    },
  }),
});
