import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { BLOCK_POOL } from './health';
import { type RepositoryAndTag, repositoryAndTag } from './image';
import { CEPH_NAMESPACE, ROOK } from './rook-ceph';

interface CephClusterValues {
  readonly operatorNamespace: string;
  readonly cephImage: RepositoryAndTag;
  readonly toolbox: { readonly enabled: false };
  readonly cephClusterSpec: {
    readonly mon: Daemons;
    readonly mgr: Daemons;
    readonly storage: {
      readonly useAllNodes: true;
      readonly useAllDevices: false;
      readonly deviceFilter: string;
    };
    readonly resources: Readonly<Record<string, Footprint>>;
  };
  readonly cephBlockPools: readonly BlockPool[];
  readonly cephFileSystems: readonly never[];
  readonly cephObjectStores: readonly never[];
}

interface Daemons {
  readonly count: number;
  readonly allowMultiplePerNode: false;
}

interface BlockPool {
  readonly name: string;
  readonly spec: { readonly failureDomain: 'host'; readonly replicated: { readonly size: number } };
  readonly storageClass: {
    readonly enabled: true;
    readonly name: string;
    readonly isDefault: true;
    readonly reclaimPolicy: 'Retain';
    readonly allowVolumeExpansion: true;
    readonly volumeBindingMode: 'WaitForFirstConsumer';
    readonly parameters: Readonly<Record<string, string>>;
  };
}

interface Settings {
  /** Regular expression over the names of devices that Ceph may take whole: `^nvme[1-9]n1$`. */
  readonly deviceFilter: string;
}

/**
 * One Ceph cluster of three monitors with a block pool of three copies, StorageClass `ceph-block`. Ceph's file system
 * and object store stay off: nobody shares volumes, and objects are MinIO's. Values: chart's `values.yaml` at tag
 * v1.20.6.
 */
export const rookCephCluster = defineAddon('rook-ceph-cluster', {
  chart: { repository: 'https://charts.rook.io/release', name: 'rook-ceph-cluster', version: ROOK },
  ...CEPH_NAMESPACE,
  provides: [],
  metrics: [{ pods: { app: 'rook-ceph-mgr' }, portName: 'http-metrics', port: 9283 }],
  requires: ['rook-ceph', 'rook-ceph-csi'],
  health: { 'ceph.rook.io_CephBlockPool': BLOCK_POOL },
  images: { ceph: 'quay.io/ceph/ceph:v20.2.4' },
  settings: { deviceFilter: '' } satisfies Settings,
  accepts: {
    // Without a filter Ceph would take every empty disk of every node.
    deviceFilter: (value) => (value === '' ? 'a regular expression over device names' : undefined),
  },
  values: ({ images, settings }): CephClusterValues => ({
    operatorNamespace: CEPH_NAMESPACE.namespace,
    cephImage: repositoryAndTag(images.ceph),
    toolbox: { enabled: false },
    cephClusterSpec: {
      mon: { count: 3, allowMultiplePerNode: false },
      mgr: { count: 2, allowMultiplePerNode: false },
      storage: { useAllNodes: true, useAllDevices: false, deviceFilter: settings.deviceFilter },
      resources: DAEMONS,
    },
    cephBlockPools: [BLOCKS],
    cephFileSystems: [],
    cephObjectStores: [],
  }),
});

/** An OSD fills the memory it is given, hence requests equal to the limit. */
const DAEMONS: Readonly<Record<string, Footprint>> = {
  mon: footprint('500m', '1Gi', '2Gi'),
  mgr: footprint('250m', '512Mi', '1Gi'),
  osd: footprint('1', '4Gi', '4Gi'),
  prepareosd: footprint('250m', '64Mi', '1Gi'),
  'mgr-sidecar': footprint('50m', '40Mi', '128Mi'),
  crashcollector: footprint('10m', '60Mi', '64Mi'),
  logcollector: footprint('50m', '100Mi', '1Gi'),
  exporter: footprint('20m', '50Mi', '128Mi'),
};

/** The chart's own parameters with the names of the Secrets that Rook makes. */
const secret = (use: string, name: string): readonly (readonly [string, string])[] => [
  [`csi.storage.k8s.io/${use}-secret-name`, name],
  [`csi.storage.k8s.io/${use}-secret-namespace`, CEPH_NAMESPACE.namespace],
];

const BLOCKS: BlockPool = {
  name: 'ceph-blockpool',
  spec: { failureDomain: 'host', replicated: { size: 3 } },
  storageClass: {
    enabled: true,
    name: 'ceph-block',
    isDefault: true,
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
    parameters: Object.fromEntries([
      ['imageFormat', '2'],
      ['imageFeatures', 'layering'],
      ...secret('provisioner', 'rook-csi-rbd-provisioner'),
      ...secret('controller-expand', 'rook-csi-rbd-provisioner'),
      ...secret('controller-publish', 'rook-csi-rbd-provisioner'),
      ...secret('node-stage', 'rook-csi-rbd-node'),
      ['csi.storage.k8s.io/fstype', 'ext4'],
    ]),
  },
};
