import type { Fields } from '../manifest/types';
import type { Alert } from './alert';
import type { ServiceChart } from './chart';
import type { Checks } from './settings';
import type { Site } from './site';

export type Labels = Readonly<Record<string, string>>;

/** A port a service listens on, and what follows from it. */
export interface Endpoint {
  /** Port of the Service, and of the pods unless `targetPort` says otherwise. */
  readonly port: number;
  /** Port of the pods. */
  readonly targetPort?: number;
  /** Name of the Service; by default the service's own. `null`: the pods are reached without one (metrics of operated pods). */
  readonly service?: string | null;
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
}

/** Where an endpoint can be reached. Known from data alone, before any chart is built. */
export interface Address<F = object> {
  /** Host name: `<service>.<namespace>.svc`, or the external one. */
  readonly host: string;
  readonly port: number;
  /** Run by somebody else: nothing is provisioned there, credentials must be put into the secret store by hand. */
  readonly external: boolean;
  /** What the provider tells its consumers beyond host and port. */
  readonly facts: F;
}

/** A Secret as External Secrets renders it: values may quote the stored fields, `{{ .username }}` and `{{ .password }}`. */
export interface SecretTemplate {
  readonly type?: string;
  readonly labels?: Labels;
  readonly data: Readonly<Record<string, string>>;
}

/** A login that is generated once in the cluster, kept in the site's store and read on both sides. */
export interface ClaimCredential<F> {
  /** Login name at the provider; by default the consumer's name. */
  readonly user?: string;
  /** The Secret in the provider's namespace. */
  readonly provider: SecretTemplate;
  /** The Secret in the consumer's namespace. */
  consumer(at: Address<F>, user: string): SecretTemplate;
  /** Keys of the provider's `publishes` whose fields the consumer's template may quote too. */
  readonly includes?: readonly string[];
}

/** What a consumer asks a provider to keep for it: a database, a bucket, a topic. */
export interface ClaimRequest<T, F = object> {
  readonly kind: string;
  /** Name of the thing at the provider, a DNS label. */
  readonly name: string;
  /** Several services may claim the same name; otherwise that is an error. */
  readonly shared?: true;
  /** What else the provider must know to make it. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  readonly credential?: ClaimCredential<F>;
  /** What the consumer's `build` receives. */
  bind(at: Address<F>, grant: Grant): T;
}

/** What a consumer has been given besides the address. */
export interface Grant {
  readonly user: string;
  /** Name of the Secret in the consumer's namespace. */
  readonly secret: string;
}

/** A claim as the provider's `build` receives it. */
export interface Claim {
  readonly kind: string;
  readonly name: string;
  /** The service that asked for it, and its namespace. */
  readonly consumer: string;
  readonly user: string;
  /** Name of the Secret with the login in the provider's namespace; empty if the claim needs no login. */
  readonly secret: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** A consumer's wish to reach a provider's endpoint, and perhaps to own something there by name. */
export interface Reference<T> {
  readonly to: string;
  readonly endpoint: string;
  readonly optional?: true;
  readonly claim?: ClaimRequest<T, Fields>;
  bind(at: Address<Fields>, grant: Grant): T;
}
export type References = Readonly<Record<string, Reference<unknown>>>;

/** What `build` receives for its `uses`. */
export type Bound<U extends References> = {
  readonly [K in keyof U]: U[K] extends { optional: true; bind(...args: never): infer T }
    ? T | undefined
    : U[K] extends { bind(...args: never): infer T }
      ? T
      : never;
};

/** A login of the service itself, generated once in the cluster; or, where `prepared` is given, put into the store by people. */
export interface OwnCredential<S = Fields> {
  /** Stored beside a generated password as `username`. */
  readonly username?: string;
  /** What people must put into the store, for the overlay's README: `field "url": the incoming webhook`. Nothing is generated. */
  readonly prepared?: string;
  /** Whether these settings call for it at all; by default they do. */
  when?(settings: S): boolean;
  readonly secret: SecretTemplate;
}

export interface Context<S, U extends References, I, K> {
  /** Name of the overlay. */
  readonly overlay: string;
  readonly site: Site;
  readonly settings: S;
  readonly uses: Bound<U>;
  readonly claims: readonly Claim[];
  /** Image references as the site's registry has them. */
  readonly images: { readonly [N in keyof I]: string };
  /** Name of the Secret of each of `credentials`. */
  readonly credentials: { readonly [N in keyof K]: string };
  /** Host names the overlay gives to `public` endpoints, by their key in `serves`. */
  readonly hosts: Readonly<Record<string, string>>;
}

/** A Pod Security level below `restricted`, and why. */
export interface PodSecurityException {
  readonly level: 'baseline' | 'privileged';
  readonly reason: string;
}

export interface Contract<E, S, U extends References, F, I, K> {
  /** Upstream image references with exact tags. */
  readonly images?: I;
  readonly serves: E;
  /** Whom we call: opens the network on both sides, orders the sync, hands us addresses and credentials. */
  readonly uses?: U;
  /** Pod ports our own pods reach on one another. */
  readonly peers?: readonly number[];
  /** Pod ports that the controllers of an add-on reach, by the add-on's name. */
  readonly operatedBy?: Readonly<Record<string, readonly number[]>>;
  /** Our pods call the Kubernetes API. */
  readonly kubernetesApi?: true;
  /** Ports our pods reach outside the cluster's networks. */
  readonly internet?: readonly number[];
  readonly podSecurity?: PodSecurityException;
  /** Logins of our own that nobody else is given. */
  readonly credentials?: K;
  /** Secrets our operator makes that consumers need a part of: name of the Secret and its keys. */
  readonly publishes?: Readonly<Record<string, { readonly secret: string; readonly keys: readonly string[] }>>;
  /** What consumers are told beyond host and port; an external replacement states its own. */
  readonly facts?: F;
  /** What an overlay may change, with defaults. A quantity's default marks a quantity. */
  readonly settings: S;
  /** What a setting must be beyond having its default's type. */
  readonly accepts?: Checks<S>;
  /** Alerts on the service's own metrics. */
  alerts?(settings: S): readonly Alert[];
  build(chart: ServiceChart, context: Context<S, U, I, K>): void;
}

export type Endpoints = Readonly<Record<string, Endpoint>>;

export interface Service<
  E = Endpoints,
  S = Fields,
  U extends References = Fields,
  F = Fields,
  I = Readonly<Record<string, string>>,
  K = Readonly<Record<string, OwnCredential>>,
> extends Contract<E, S, U, F, I, K> {
  /** Also its folder, Namespace and Application, and the label `app.kubernetes.io/name`. */
  readonly name: string;
  /** A reference to an endpoint that needs no more than its address. */
  ref(endpoint: keyof E & string): Reference<Address<F>>;
  /** A reference that also has the provider keep something by name. */
  claim<T>(endpoint: keyof E & string, request: ClaimRequest<T, F>): Reference<T>;
}

/** Defines one platform service: its contract first, its resources in `build`. */
export function defineService<
  const E extends Endpoints,
  S extends object,
  U extends References = Readonly<Record<never, never>>,
  F extends object = Readonly<Record<never, never>>,
  const I extends Readonly<Record<string, string>> = Readonly<Record<never, never>>,
  const K extends Readonly<Record<string, OwnCredential>> = Readonly<Record<never, never>>,
>(name: string, contract: Contract<E, S, U, F, I, K>): Service<E, S, U, F, I, K> {
  return {
    ...contract,
    name,
    ref: (endpoint) => ({ to: name, endpoint, bind: (at) => at }),
    claim: (endpoint, request) => ({ to: name, endpoint, claim: request, bind: request.bind }),
  };
}

/** A reference that is `undefined` in overlays that do not run the provider. */
export const optional = <T>(reference: Reference<T>): Reference<T> & { readonly optional: true } => ({
  ...reference,
  optional: true,
});
