import type { Fields } from '../manifest/types';
import type { Addon } from './addon';
import type { Service } from './service';
import type { DeepPartial } from './settings';
import type { Site } from './site';

export type Catalog = Readonly<Record<string, Service>>;
export type AddonCatalog = Readonly<Record<string, Addon>>;

type SettingsOf<V> = V extends Service<Fields, infer S> ? S : never;
type FactsOf<V> = V extends Service<Fields, Fields, Fields, infer F> ? F : never;
type AddonSettingsOf<V> = V extends Addon<infer S> ? S : never;

/** Somebody else runs the service: where it is, and the provider's facts that differ. */
export interface External<F = Fields> {
  readonly external: { readonly host: string; readonly port: number } & DeepPartial<F>;
}

/** Where Argo CD finds the tree. */
export interface Repository {
  readonly repoURL: string;
  /** A full ref, `refs/heads/…` or `refs/tags/…`, or a commit. */
  readonly revision: string;
  /** Folder of the repository that holds the overlays. */
  readonly path: string;
}

/** One installation: where it runs and which services it runs, with only the settings that differ. */
export interface Overlay<C = Catalog, A = AddonCatalog> {
  /** Also its folder and AppProject, and the first part of its Applications' names. */
  readonly name: string;
  readonly site: Site;
  readonly repository: Repository;
  /** `true`: with its defaults. `false`: not at all. `'*': true`: every service of the catalog that is not named. */
  readonly services: { readonly [K in keyof C]?: boolean | DeepPartial<SettingsOf<C[K]>> | External<FactsOf<C[K]>> } & {
    readonly '*'?: true;
  };
  /** Services whose data may be lost here although their contracts do not say so, and why. */
  readonly expendable?: { readonly [K in keyof C]?: string };
  /** Add-ons besides those the site itself needs. */
  readonly addons: { readonly [K in keyof A]?: true | DeepPartial<AddonSettingsOf<A[K]>> };
}
