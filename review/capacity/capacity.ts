import type { Capacity } from '../../manifest/capacity';

/** What nodes leave for pods, or pods ask of nodes: CPU in milli-cores, memory in bytes. */
export interface Room {
  readonly cpu: number;
  readonly memory: number;
}

/** What the nodes of an overlay's site leave for pods. */
export interface Offer extends Room {
  readonly nodes: number;
  /** What one node leaves. */
  readonly node: Room;
}

/** Something that does not fit. */
export interface Shortage {
  readonly resource: 'cpu' | 'memory';
  /**
   * Who asks: all pods together; all together while an update runs, with the pods it starts before it stops the old
   * ones; or a single pod, which no node has room for.
   */
  readonly by: 'all' | 'update' | 'pod';
  readonly asked: number;
  readonly offered: number;
}

/**
 * How a change fits: `no-longer` where pods will wait for room that had it before, `still-not` where there was none before,
 * `not-while-updating` where there is too little only for the pods an update adds, `unknown` where no plan names nodes.
 */
export const FITS = ['no-longer', 'still-not', 'not-while-updating', 'fits', 'unknown'] as const;

/** One of `FITS`. */
export type Fit = (typeof FITS)[number];

/** What one overlay asks of its nodes before and after a change. */
export interface Sizes {
  readonly overlay: string;
  readonly before: Capacity;
  readonly after: Capacity;
}

/**
 * What overlays ask more or less of their nodes, where the difference and the nodes are the same. Counted are the pods of
 * the tree that stay, agents once a node, with those that operators make of its resources, and claimed volumes; not what
 * charts of add-ons bring, nor jobs. Storage is never less after a change, unless all of the overlay goes: volumes do not
 * shrink, and stay when their pods go.
 */
export interface CapacityChange {
  /** In order of code units. */
  readonly each: readonly Sizes[];
  readonly fit: Fit;
  /** What is short, one entry a resource; empty where it fits. Figures are those of the overlay that is shortest. */
  readonly short: readonly Shortage[];
  /** After the change; absent where no plan names nodes. */
  readonly offer?: Offer;
  /** What the pods ask for that updates start before they stop the old ones, all at once. */
  readonly surge: Room;
}
