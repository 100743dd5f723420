import type { Fields } from '../manifest/types';
import type { Prepared } from './addon';
import type { PodsAt } from './endpoint';
import type { Registry } from './registry';
import type { SecretStore } from './secret-store';

/** Facts of one cluster that every chart may consult. Never another service's settings. */
export interface Site {
  /** What kind of place it is, for people: `kind`, `bare metal`, `EKS`. Nothing branches on it. */
  readonly kind: string;
  /** Kubernetes minor of the API server: `1.34`. */
  readonly kubernetes: `1.${number}`;
  /** DNS domain below which public services get their host names. */
  readonly domain: string;
  /** The workers a service can count on. */
  readonly nodes: Nodes;
  readonly storage: Storage;
  readonly ingress: IngressFacts;
  readonly registry: Registry;
  readonly secretStore: SecretStore;
  /** Where pods find the API server: CIDRs of the Service address and of the endpoints behind it, and their ports. */
  readonly apiServer: { readonly cidrs: readonly string[]; readonly ports: readonly number[] };
  /** CIDRs inside the organisation, which "the internet" does not mean. */
  readonly privateCidrs: readonly string[];
  /** Pods of a Prometheus that is none of the overlay's services. */
  readonly scrapers?: readonly PodsAt[];
  /** Who issues certificates of public hosts; absent where the load balancer does. */
  readonly issuer?: Issuer;
  /** Add-ons the place itself needs: storage, ingress controller, load balancer. */
  readonly addons: Readonly<Record<string, Fields>>;
  /**
   * What tells the cluster from all others, where Argo CD's own word for it does not: overlays that state the same are held
   * against each other. By default the overlay's name.
   */
  readonly cluster?: string;
  /** How Argo CD names the cluster. */
  readonly destination: { readonly server: string } | { readonly name: string };
}

/** A ClusterIssuer of cert-manager. */
export interface Issuer {
  readonly name: string;
  readonly spec: Fields;
  /** What people must have made for it. */
  readonly prepared?: Prepared;
}

export interface Nodes {
  readonly count: number;
  /** Cores of one node. */
  readonly cpu: number;
  /** Memory of one node, as a quantity. */
  readonly memory: string;
  /** Failure domains the nodes are spread over. */
  readonly zones: number;
}

export interface Storage {
  /** StorageClass of volumes that one pod writes. */
  readonly block: string;
  /** StorageClass for services that replicate on their own; the same as `block` where nothing better exists. */
  readonly local: string;
  /** CSI drivers that take snapshots of volumes, by the StorageClass of these. */
  readonly snapshots?: Readonly<Record<string, SnapshotDriver>>;
  /** StorageClasses the overlay itself brings, ready as manifests' fields, by name. */
  readonly classes: Readonly<Record<string, Fields>>;
}

/** A driver and what its snapshots need to know. */
export interface SnapshotDriver {
  readonly driver: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface IngressFacts {
  readonly className: string;
  /** Annotations of every Ingress: only ones the site's controller knows. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Response headers of every public host, for controllers that are told them by an object of their own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How pods of the cluster reach the controller, by TLS for each of its hosts; absent where none runs in it. */
  readonly inside?: {
    readonly url: string;
    /** Port of the controller's pods. */
    readonly port: number;
  };
  /** Whether TLS ends with a certificate in the cluster, or at the load balancer. */
  readonly tls: 'certificate' | 'load-balancer';
  /** Who calls the pods, where it is not the pods of an add-on: CIDRs of the load balancer's subnets. */
  readonly cidrs?: readonly string[];
}
