import { apiGroup, csiDriver, type Facility, storageClass, volumesOf } from '../facilities';
import type { Fields } from '../types';
import { type Charts, groups, list, NOTHING, unless } from './facts';

const classes = (driver: string, entries: Fields): readonly Facility[] => [
  csiDriver(driver),
  ...list(entries).flatMap(({ name }) => (name ? [storageClass(name), volumesOf(driver)] : [])),
];

/** StorageClasses of Ceph by the values that hold them, with the driver's name and the one the chart gives the class. */
const CEPH_CLASSES: Readonly<Record<string, readonly [driver: string, name: string]>> = {
  cephBlockPools: ['rbd.csi.ceph.com', 'ceph-block'],
  cephFileSystems: ['cephfs.csi.ceph.com', 'ceph-filesystem'],
};

const cephClasses = (values: Fields): readonly (readonly [driver: string, name: string])[] =>
  Object.entries(CEPH_CLASSES).flatMap(([key, [driver, fallback]]) =>
    (values[key] === undefined ? [{ storageClass: { enabled: true, name: fallback } }] : list(values[key])).flatMap(
      (pool) =>
        pool.storageClass?.enabled === false
          ? []
          : [[`${values.operatorNamespace ?? 'rook-ceph'}.${driver}`, pool.storageClass?.name ?? fallback] as const],
    ),
  );

/** Charts of volumes and their snapshots. */
export const storage: Charts = {
  // kubernetes-sigs/aws-ebs-csi-driver, helm-chart-aws-ebs-csi-driver-2.64.0
  'aws-ebs-csi-driver': { brings: ({ storageClasses }) => classes('ebs.csi.aws.com', storageClasses) },
  'aws-efs-csi-driver': { brings: ({ storageClasses }) => classes('efs.csi.aws.com', storageClasses) },
  // ceph/ceph-csi-operator, 1.0.4; values.yaml of Rook v1.20.6
  'ceph-csi-drivers': {
    brings: ({ drivers = {} }) =>
      Object.values<Fields>(drivers).flatMap(({ enabled, name }) => (enabled && name ? [csiDriver(name)] : [])),
    asks: () => groups('csi.ceph.io'),
  },
  // openebs/dynamic-localpv-provisioner, 4.1.1
  'localpv-provisioner': {
    brings: ({ hostpathClass }) =>
      hostpathClass?.enabled === false
        ? NOTHING
        : [storageClass(hostpathClass?.name ?? 'openebs-hostpath'), volumesOf('openebs.io/local')],
  },
  // kubernetes-sigs/nfs-subdir-external-provisioner, 4.0.18
  'nfs-subdir-external-provisioner': {
    brings: ({ storageClass: own }) => [storageClass(own?.name ?? 'nfs-client')],
  },
  // rook/rook, v1.20.6
  'rook-ceph': unless(({ crds }) => crds?.enabled === false, 'ceph.rook.io', 'csi.ceph.io', 'objectbucket.io'),
  'rook-ceph-cluster': {
    brings: (values) => cephClasses(values).flatMap(([driver, name]) => [storageClass(name), volumesOf(driver)]),
    asks: (values) => [apiGroup('ceph.rook.io'), ...cephClasses(values).map(([driver]) => csiDriver(driver))],
  },
  // piraeusdatastore/helm-charts, snapshot-controller 5.2.0
  'snapshot-controller': unless(
    ({ installCRDs }) => installCRDs === false,
    'groupsnapshot.storage.k8s.io',
    'snapshot.storage.k8s.io',
  ),
};
