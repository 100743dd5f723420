import type { Manifest } from '../../manifest/types';
import type { Side } from '../change';

/** Stands for the side that an added or removed object does not have. */
const NOTHING: unique symbol = Symbol('nothing');

type Key = Manifest | typeof NOTHING;

/** What follows from two states of an object alone, worked out once for all overlays that share both. */
export class Memo<T> {
  readonly #known = new Map<Key, Map<Key, T>>();

  /** What is known of two states; `undefined` also where they are of one overlay only. */
  get(before: Side | undefined, after: Side | undefined): T | undefined {
    return this.#known.get(before?.manifest ?? NOTHING)?.get(after?.manifest ?? NOTHING);
  }

  /** Remembers what follows from two states, if overlays share both. */
  set(before: Side | undefined, after: Side | undefined, value: T): T {
    if (before?.shared === false || after?.shared === false) return value;
    const key = before?.manifest ?? NOTHING;
    const known = this.#known.get(key) ?? new Map<Key, T>();
    this.#known.set(key, known.set(after?.manifest ?? NOTHING, value));
    return value;
  }
}
