import type { Fields } from '../manifest/types';

export type Labels = Readonly<Record<string, string>>;

/** A port a service listens on, and what follows from it. */
export interface Endpoint {
  /** Port of the Service, and of the pods unless `targetPort` says otherwise. */
  readonly port: number;
  /** Port of the pods. */
  readonly targetPort?: number;
  /** Name of the Service; by default the service's own. `null`: the pods are reached without one (metrics of operated pods). */
  readonly service?: string | null;
  /** What consumers are given instead with some settings of the service. */
  instead?(settings: Fields): Partial<Pick<Endpoint, 'service' | 'pods'>>;
  /** The Service is made by an operator, not by us. */
  readonly operated?: true;
  /** Name of the port in Service and pod; by default the key in `serves`. */
  readonly portName?: string;
  /** Labels of the pods behind the port; by default `app.kubernetes.io/name: <service>`. */
  readonly pods?: Labels;
  /** Path of Prometheus metrics: has the port scraped and lets Prometheus in. */
  readonly metrics?: string | Metrics;
  /** Name below the site's domain, or name and path: gives an Ingress with TLS and lets the controller in. */
  readonly public?: string | { readonly subdomain: string; readonly path: string };
}

/** How an endpoint is scraped when a path alone does not say it. */
export interface Metrics {
  readonly paths: readonly string[];
  /** Seconds between scrapes. */
  readonly interval?: number;
  /** Key of `credentials` whose Secret holds `username` and `password` for HTTP basic authentication. */
  readonly basicAuth?: string;
  /** Metrics that name the namespace and pod they are about, which must not be overwritten by those of the target. */
  readonly honorLabels?: true;
  /** Targets carry the label `node`: the node their pod runs on. */
  readonly nodeLabel?: true;
  /** Query parameters. */
  readonly params?: Readonly<Record<string, string>>;
  /** The port speaks TLS. */
  readonly tls?: TlsTrust;
}

/** By what a certificate is recognised: the Secret of the namespace whose key `ca.crt` holds its authority, and its name. */
export interface TlsTrust {
  readonly secret: string;
  readonly serverName: string;
}

/** Pods and the namespace they run in. */
export interface PodsAt {
  readonly namespace: string;
  readonly pods: Labels;
}
