import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, replicas } from './footprint';
import { pullSecrets, type SecretName } from './image';
import { CEPH_NAMESPACE } from './rook-ceph';

interface Driver {
  readonly enabled: boolean;
  readonly name: string;
}

interface CsiDriversValues {
  readonly imagePullSecrets: readonly SecretName[];
  readonly operatorConfig: {
    readonly namespace: string;
    readonly driverSpecDefaults: {
      readonly imageSet: { readonly name: string };
      readonly controllerPlugin: Plugin & { readonly replicas: number };
      readonly nodePlugin: Plugin;
    };
  };
  readonly drivers: { readonly rbd: Driver; readonly cephfs: Driver; readonly nfs: Driver; readonly nvmeof: Driver };
}

interface Plugin {
  readonly priorityClassName: string;
  /** By container, in the words of the CSI operator's `Driver`. */
  readonly resources: Readonly<Record<string, Footprint>>;
}

/**
 * The CSI driver of Ceph's block volumes. Since Rook 1.20 it is a chart of its own, with the names Rook expects.
 * Values: Rook v1.20.6, `deploy/charts/ceph-csi-drivers/values.yaml`; the version is that of Rook's CSI operator.
 */
export const rookCephCsi = defineAddon('rook-ceph-csi', {
  chart: { repository: 'https://ceph.github.io/ceph-csi-operator', name: 'ceph-csi-drivers', version: '1.0.4' },
  ...CEPH_NAMESPACE,
  provides: [],
  requires: ['rook-ceph'],
  values: ({ site }): CsiDriversValues => ({
    imagePullSecrets: pullSecrets(site.registry),
    operatorConfig: {
      namespace: CEPH_NAMESPACE.namespace,
      driverSpecDefaults: {
        // Written by Rook's chart from the images it was given.
        imageSet: { name: 'rook-csi-operator-image-set-configmap' },
        controllerPlugin: {
          priorityClassName: 'system-cluster-critical',
          replicas: replicas(site),
          resources: sidecars('attacher', 'provisioner', 'resizer', 'snapshotter'),
        },
        nodePlugin: { priorityClassName: 'system-node-critical', resources: sidecars('registrar') },
      },
    },
    drivers: {
      rbd: { enabled: true, name: 'rook-ceph.rbd.csi.ceph.com' },
      cephfs: { enabled: false, name: 'rook-ceph.cephfs.csi.ceph.com' },
      nfs: { enabled: false, name: 'rook-ceph.nfs.csi.ceph.com' },
      nvmeof: { enabled: false, name: 'rook-ceph.nvmeof.csi.ceph.com' },
    },
  }),
});

const sidecars = (...names: readonly string[]): Readonly<Record<string, Footprint>> => ({
  plugin: footprint('50m', '128Mi', '1Gi'),
  logRotator: footprint('10m', '16Mi', '64Mi'),
  ...Object.fromEntries(names.map((name) => [name, footprint('10m', '32Mi', '256Mi')])),
});
