import type { Fields } from '../manifest/types';
import type { Alert } from './alert';
import type { Backup } from './backup';
import type { ServiceChart } from './chart';
import type { Panel } from './dashboard';
import type { Endpoint, Labels } from './endpoint';
import type { Address, Bound, Claim, ClaimRequest, Reference, References, SecretTemplate } from './reference';
import type { Checks } from './settings';
import type { Site } from './site';

export type { Endpoint, Labels, Metrics } from './endpoint';
export {
  type Address,
  type Claim,
  type ClaimCredential,
  type ClaimRequest,
  type Grant,
  optional,
  type Reference,
  type References,
  type SecretTemplate,
} from './reference';

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
  /** Every service the overlay runs, for those whose contract asks for an `overview`; otherwise empty. */
  readonly platform: readonly Neighbour[];
  /** Who reads and writes which entries of the secret store, for the service that serves it; otherwise empty. */
  readonly storeUsers: readonly StoreUser[];
}

/** Where a service is watched. */
export type Surroundings = Pick<Context<never, References, never, never>, 'site' | 'platform'>;

/** A service of the same overlay, as one that shows or watches all of them sees it. */
export interface Neighbour {
  readonly name: string;
  readonly service: Service;
  readonly settings: Fields;
  readonly hosts: Readonly<Record<string, string>>;
}

/** A namespace and its entries in the secret store. */
export interface StoreUser {
  readonly namespace: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
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
  /** Pod ports our own pods reach on one another, by addresses that their configuration names. */
  readonly peers?: readonly number[];
  /** Pod ports on which our own pods find and follow one another, by addresses that no manifest shows: gossip, rings. */
  clustering?(settings: S): readonly number[];
  /** Pod ports that the controllers of an add-on reach, by the add-on's name. */
  readonly operatedBy?: Readonly<Record<string, readonly number[]>>;
  /** Our pods call the Kubernetes API. */
  readonly kubernetesApi?: true;
  /** Ports our pods reach outside the cluster's networks. */
  readonly internet?: readonly number[];
  /** Ports of hosts that the settings name, wherever these are: nobody knows their addresses at synth. */
  outside?(settings: S): readonly number[];
  /** Our pods hand requests from outside over to the ingress controller. */
  readonly forwards?: true;
  /** Ports our pods reach on the nodes themselves. */
  readonly nodes?: readonly number[];
  /** Our pods with these labels scrape the metrics of every service and add-on. */
  readonly scrapes?: Labels;
  /** `build` wants to know every service the overlay runs. */
  readonly overview?: true;
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
  /** How what it keeps is saved and comes back; absent where it keeps nothing. */
  backups?(settings: S): readonly Backup[];
  /** Why what it keeps may be lost, where nothing saves it: a sentence without its full stop. */
  readonly expendable?: string;
  /** Alerts on the service's own metrics; on others' for one that asks for an `overview`. */
  alerts?(settings: S, surroundings: Surroundings): readonly Alert[];
  /** What its dashboard shows besides the health of its pods and its logs. */
  dashboard?(settings: S): readonly Panel[];
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
