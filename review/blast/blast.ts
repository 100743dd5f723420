/**
 * What a change does to a service so that those who use it notice, the gravest first:
 * - `removed`: it goes away;
 * - `at-risk`: data it keeps may be lost;
 * - `stops`: nothing of it serves before the new pods do;
 * - `weakened`: fewer copies, a lost address, or another way in;
 * - `restarts`: its pods are replaced one after another;
 * - `added`: it comes, so that nobody used it before.
 */
export const FATES = ['removed', 'at-risk', 'stops', 'weakened', 'restarts', 'added'] as const;

/** One of `FATES`. */
export type Fate = (typeof FATES)[number];

/** A service in reach of a change. */
export interface BlastNode {
  /** Its name in the plan. */
  readonly name: string;
  /** What the change does to it, the gravest first; empty for one that only uses another, or is used anew. */
  readonly fates: readonly Fate[];
  /** Pods of it that restart, in each overlay of the group, in their order. */
  readonly pods: readonly number[];
  /** Whether it uses a service with a fate: itself, through others, or not. A service that is removed never does. */
  readonly affected: 'directly' | 'indirectly' | 'no';
}

/** One service that uses an endpoint of another. */
export interface BlastEdge {
  readonly from: string;
  readonly to: string;
  /** Name of the endpoint in the contract of `to`: `sql`. */
  readonly endpoint: string;
  /** Whether the change lets it stay, brings it or takes it away; `stays` where only one tree has a plan. */
  readonly status: 'stays' | 'comes' | 'goes';
}

/** One service with a fate, and who uses it. */
export interface Impact {
  readonly service: string;
  /** The gravest. Never `added`. */
  readonly fate: Exclude<Fate, 'added'>;
  /** Pods that restart, in each overlay of the group. */
  readonly pods: readonly number[];
  /** Host of who serves it instead, where somebody else runs a removed service from now on. */
  readonly movedTo?: string;
  /** Whether people reach it by a public host, who notice as services do. */
  readonly isPublic: boolean;
  /** Services that use it. Of a removed one: that used it and stay. In order of code units. */
  readonly direct: readonly string[];
  /** Services that use one of those, at any distance, and not the service itself. */
  readonly indirect: readonly string[];
}

/**
 * How far a change reaches in overlays where it reaches equally far: the services it does something to, those that use
 * them, and the uses that come or go. Services out of reach are left out. Read from the plan of each tree; where only
 * one tree has a plan, that one counts for both.
 */
export interface Blast {
  /** In order of code units. */
  readonly overlays: readonly string[];
  /** Set where the overlays come or go as a whole; then there are no impacts, and every service is a node. */
  readonly whole?: 'added' | 'removed';
  /** In order of code units. */
  readonly nodes: readonly BlastNode[];
  /** Uses between the nodes, by `from`, `to` and endpoint. */
  readonly edges: readonly BlastEdge[];
  /** The gravest first, then those with the most dependants. */
  readonly impacts: readonly Impact[];
}
