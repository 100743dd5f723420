import type { Manifest } from '../../../manifest/types';

/** Ways in from outside: what tells each apart, and what it is in words. */
export type Entrances = ReadonlyMap<string, string>;

/** Ways in of one object. */
export type EntrancesOf = Readonly<Record<string, (manifest: Manifest) => Entrances>>;

/** Ways in, from keys and words. */
export const pairs = (entries: readonly (readonly [string, string])[]): Entrances => new Map(entries);

/** Types of a Service that lead to it from outside the cluster. Source: Kubernetes, Service types. */
export const OUTSIDE: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);
