import { filled } from './defaults';
import { canonicalText } from './limits';
import type { Node } from './node';
import { shown } from './wording';

/** An entry of a list that repeats another one. */
export interface Repetition {
  readonly index: number;
  /** Index of the entry it repeats. */
  readonly before: number;
  /** What both have, as findings show it. */
  readonly key: string;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** The keys of an entry with their defaults; `undefined` for an entry without any of them. */
const keyOf = (items: Node, keys: readonly string[], entry: unknown): string | undefined => {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const map = filled(items, entry);
  const told = keys.filter((key) => !isAbsent(map[key]));
  return told.length > 0 ? told.map((key) => `${key} ${shown(map[key])}`).join(', ') : undefined;
};

/** Entries of a list that may not be there, since Kubernetes merges the list by a key or takes it for a set. */
export function repetitions({ facts: { keys, set }, items }: Node, list: readonly unknown[]): readonly Repetition[] {
  if (list.length < 2 || (!set && !(keys && items))) return [];
  const first = new Map<string, number>();
  return list.flatMap((entry, index) => {
    const key = keys && items ? keyOf(items, keys, entry) : canonicalText(entry);
    const before = key === undefined ? undefined : first.get(key);
    if (key !== undefined && before === undefined) first.set(key, index);
    return key !== undefined && before !== undefined ? [{ index, before, key }] : [];
  });
}
