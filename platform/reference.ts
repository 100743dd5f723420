import type { Fields } from '../manifest/types';
import type { Labels } from './endpoint';

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

/** A reference that is `undefined` in overlays that do not run the provider. */
export const optional = <T>(reference: Reference<T>): Reference<T> & { readonly optional: true } => ({
  ...reference,
  optional: true,
});
