import type { Blast } from '../../blast/blast';
import type { CapacityChange } from '../../capacity/capacity';

/** A place of a text that is replaced: its first character, how many are taken out, and what is put in. */
export type Patch = readonly [at: number, out: number, into: string];

/** A text, or how it is made of another one: the number of that text, and patches from its beginning to its end. */
export type PackedText = string | readonly [of: number, ...patches: readonly Patch[]];

/** How many numbers describe one member. */
export const STRIDE = 6;

/**
 * A folded block. Each member is `STRIDE` numbers: its overlay and its frame in `words`; then, for the object before the
 * change and for the one after it, its text in `texts` and what that leaves open in `words`; -1 where there is none.
 */
export interface PackedBlock {
  readonly text: string;
  readonly members: readonly number[];
}

/** All that a page carries of a review, as plain data: the folded diff and the objects behind it. */
export interface PageData {
  readonly base: string;
  readonly head: string;
  readonly headline: string;
  /** What else changed, besides objects. */
  readonly rest: readonly string[];
  readonly overlays: readonly string[];
  /** How far the change reaches. */
  readonly blast: readonly Blast[];
  /** What it asks of the nodes. */
  readonly capacity: readonly CapacityChange[];
  readonly blocks: readonly PackedBlock[];
  /** Objects as JSON with places left open, each distinct one once. */
  readonly texts: readonly PackedText[];
  /** Names of overlays, frames of members and lists of values, each distinct one once. */
  readonly words: readonly string[];
}
