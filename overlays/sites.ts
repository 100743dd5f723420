import type { Fields } from '../manifest/types';
import { type Registry, upstream } from '../platform/registry';
import { clusterStore, type SecretStore } from '../platform/secret-store';
import type { Nodes, Site, Storage } from '../platform/site';
import { CORE, IN_CLUSTER, letsEncrypt, PRIVATE, SELF_SIGNED, traefik } from './facts';

export { type Eks, eks } from './eks';

/**
 * A developer's kind cluster: one node of 8 cores and 16 GiB, images from upstream, secrets in the cluster itself.
 * Hosts end in `localhost`, which browsers and curl resolve to the machine they run on (RFC 6761); node ports 30080
 * and 30443 must be mapped to its ports 80 and 443.
 */
export const kind = (): Site => ({
  kind: 'kind',
  kubernetes: '1.35',
  domain: '254carbon.localhost',
  nodes: { count: 1, cpu: 8, memory: '16Gi', zones: 1 },
  storage: { block: 'standard', local: 'standard', classes: {} },
  ingress: traefik(false),
  registry: upstream(),
  secretStore: clusterStore(),
  // kind's service network, and the Docker network its node is in.
  apiServer: { cidrs: ['10.96.0.1/32', '172.16.0.0/12'], ports: [443, 6443] },
  privateCidrs: PRIVATE,
  issuer: SELF_SIGNED,
  addons: { ...CORE, 'metrics-server': { insecureKubelet: true }, traefik: { expose: 'NodePort' } },
  destination: IN_CLUSTER,
});

/** Disks of a place and the add-ons that manage them. */
export interface StorageLayer extends Storage {
  readonly addons: Readonly<Record<string, Fields>>;
}

/** Directories of each node's own disk: for services that replicate on their own, and for places that have no more. */
export const nodeDisks = (): StorageLayer => ({
  block: 'openebs-hostpath',
  local: 'openebs-hostpath',
  classes: {},
  addons: { openebs: {} },
});

/**
 * Ceph over the nodes' spare devices for volumes that must survive a node, and plain directories where the service
 * replicates on its own: three copies of three copies would be nine. `devices` is a regular expression over device
 * names.
 */
export const cephAndNodeDisks = (devices: string): StorageLayer => ({
  block: 'ceph-block',
  local: 'openebs-hostpath',
  classes: {},
  snapshots: { 'ceph-block': CEPH_SNAPSHOTS },
  addons: {
    openebs: {},
    'rook-ceph': {},
    'rook-ceph-csi': {},
    'rook-ceph-cluster': { deviceFilter: devices },
    'snapshot-controller': {},
  },
});

/** Source: Rook 1.20, `deploy/examples/csi/rbd/snapshotclass.yaml`. */
const CEPH_SNAPSHOTS = {
  driver: 'rook-ceph.rbd.csi.ceph.com',
  parameters: {
    clusterID: 'rook-ceph',
    'csi.storage.k8s.io/snapshotter-secret-name': 'rook-csi-rbd-provisioner',
    'csi.storage.k8s.io/snapshotter-secret-namespace': 'rook-ceph',
  },
} as const;

/** Facts of a cluster on one's own machines. */
export interface BareMetal {
  readonly domain: string;
  readonly nodes: Nodes;
  readonly storage: StorageLayer;
  readonly registry: Registry;
  readonly secretStore: SecretStore;
  /** Network of the control plane's machines. */
  readonly controlPlane: string;
  /** Addresses that services may be given from outside, as ranges or CIDRs of the machines' network. */
  readonly addresses: readonly string[];
  /** Where the certificate authority writes about expiring certificates. */
  readonly email: string;
}

/**
 * One's own machines, set up with kubeadm: MetalLB gives out addresses, Let's Encrypt certificates by DNS at
 * Cloudflare. Its API token is the one Secret made by hand: `api-token` of `cloudflare-api-token` in namespace
 * `cert-manager`, with the permissions Zone:DNS:Edit and Zone:Zone:Read.
 */
export const bareMetal = (place: BareMetal): Site => {
  const { addons, ...storage } = place.storage;
  return {
    kind: 'bare metal',
    kubernetes: '1.35',
    domain: place.domain,
    nodes: place.nodes,
    storage,
    ingress: traefik(true),
    registry: place.registry,
    secretStore: place.secretStore,
    apiServer: { cidrs: ['10.96.0.1/32', place.controlPlane], ports: [443, 6443] },
    privateCidrs: PRIVATE,
    issuer: letsEncrypt(place.email),
    cluster: `control plane ${place.controlPlane}`,
    addons: { ...CORE, ...addons, metallb: { addresses: place.addresses }, 'metrics-server': {}, traefik: {} },
    destination: IN_CLUSTER,
  };
};

/** Facts of a cluster on a cloud whose storage and load balancer need no add-on. */
export interface ManagedCluster {
  readonly domain: string;
  readonly nodes: Nodes;
  readonly registry: Registry;
  readonly secretStore: SecretStore;
  /** CIDRs of the Service `kubernetes` and of the endpoints behind it. */
  readonly apiServer: readonly string[];
  readonly email: string;
}

const managedCluster = (kindOfPlace: string, place: ManagedCluster, storage: Storage): Site => ({
  kind: kindOfPlace,
  kubernetes: '1.35',
  domain: place.domain,
  nodes: place.nodes,
  storage,
  ingress: traefik(true),
  registry: place.registry,
  secretStore: place.secretStore,
  apiServer: { cidrs: place.apiServer, ports: [443] },
  privateCidrs: PRIVATE,
  issuer: letsEncrypt(place.email),
  addons: { ...CORE, traefik: {} },
  cluster: `API server ${place.apiServer.join(' ')}`,
  destination: IN_CLUSTER,
});

/** Google Kubernetes Engine: its own CSI driver and metrics server, SSD disks. */
export const gke = (place: ManagedCluster): Site =>
  managedCluster('GKE', place, { block: 'premium-rwo', local: 'premium-rwo', classes: {} });

/** Azure Kubernetes Service: its own CSI driver and metrics server, premium disks. */
export const aks = (place: ManagedCluster): Site =>
  managedCluster('AKS', place, { block: 'managed-csi-premium', local: 'managed-csi-premium', classes: {} });
