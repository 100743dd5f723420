import type { Fields } from '../manifest/types';
import type { Alert } from './alert';
import type { DataHolder, Protection } from './backup';
import type { Labels, PodsAt } from './endpoint';
import type { PodSecurityException } from './service';
import type { Checks } from './settings';
import type { Site } from './site';

/** A pinned upstream Helm chart. */
export interface HelmChart {
  /** `https://…` index or `oci://…`-less OCI registry path, as Argo CD's `repoURL` wants it. */
  readonly repository: string;
  readonly name: string;
  readonly version: string;
}

/** What an add-on's values are computed from. */
export interface AddonContext<S, I> {
  readonly overlay: string;
  readonly site: Site;
  readonly settings: S;
  /** Image references as the site's registry has them. */
  readonly images: { readonly [N in keyof I]: string };
}

/** A port of an add-on's pods that serves Prometheus metrics. */
export interface AddonMetrics {
  readonly pods: Labels;
  /** Name of the port in the pod, and its number. */
  readonly portName: string;
  readonly port: number;
  /** By default `/metrics`. */
  readonly path?: string;
  /** Served by TLS with a certificate whose issuer nobody outside the add-on knows. */
  readonly scheme?: 'https';
}

/** Something that people make by hand. */
export interface Prepared {
  /** What: ``Secret `x` in namespace `y` ``. */
  readonly what: string;
  /** With what content, or by which means. */
  readonly how: string;
}

export interface AddonContract<S, I, V> {
  readonly chart: HelmChart;
  readonly namespace: string;
  /** API groups whose custom resources it serves. */
  readonly provides: readonly string[];
  /** Add-ons that must be healthy before it. */
  readonly requires?: readonly string[];
  /** Kinds, as `Kind.group`, whose objects hold data: never pruned, never deleted with their Application. */
  readonly holdsData?: readonly string[];
  /** The namespace is one every cluster has, such as `kube-system`; it is not ours to create. */
  readonly existingNamespace?: true;
  readonly podSecurity?: PodSecurityException;
  /** Pods of it whose metrics are scraped. */
  readonly metrics?: readonly AddonMetrics[];
  /** Pods of it that read the metrics of services. */
  readonly scrapes?: PodsAt;
  /** Its pods carry traffic from outside to public services. */
  readonly routes?: PodsAt;
  /** Lua health checks Argo CD lacks, by `group_Kind`. */
  readonly health?: Readonly<Record<string, string>>;
  /** Fields that controllers write after us, with the reason. Source: Argo CD `ignoreDifferences`. */
  readonly ignoreDifferences?: readonly Fields[];
  /** Upstream image references, for the inventory and the rewrite. */
  readonly images?: I;
  readonly settings?: S;
  readonly accepts?: Checks<S>;
  /** Helm values. */
  values(context: AddonContext<S, I>): V;
  /** Custom resources that belong to the installation itself, such as a storage cluster or an address pool. */
  resources?(context: AddonContext<S, I>): readonly Fields[];
  /** What it does about the namespaces that hold data. */
  protects?(context: AddonContext<S, I>, holders: readonly DataHolder[]): Protection;
  /** What people must have made in the cluster before its first sync, for the overlay's README. */
  prepared?(context: AddonContext<S, I>): readonly Prepared[];
  /** Alerts on its metrics, where a service of the overlay scrapes them. */
  readonly alerts?: readonly Alert[];
}

export interface Addon<S = Fields, I = Readonly<Record<string, string>>, V = Fields> extends AddonContract<S, I, V> {
  /** Also its folder-less Application: `<overlay>-<name>`. */
  readonly name: string;
}

/** Defines one add-on: an operator or controller installed from a pinned upstream Helm chart. */
export const defineAddon = <
  V extends object,
  S extends object = Readonly<Record<never, never>>,
  const I extends Readonly<Record<string, string>> = Readonly<Record<never, never>>,
>(
  name: string,
  contract: AddonContract<S, I, V>,
): Addon<S, I, V> => ({ ...contract, name });
