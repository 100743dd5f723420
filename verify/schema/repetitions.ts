import type { Fields } from '../../manifest/types';
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

type Words = (value: unknown) => string;

/** What tells an entry of a list apart, with defaults, in some words; `undefined` for an entry without any of it. */
type Key = (entry: Fields, words: Words) => string | undefined;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const byFields =
  ({ facts: { defaults } }: Node, keys: readonly string[]): Key =>
  (entry, words) => {
    if (typeof entry !== 'object' || entry === null) return undefined;
    let told = '';
    for (const key of keys) {
      const value = entry[key] ?? defaults?.[key];
      if (!isAbsent(value)) told += `${told === '' ? '' : ', '}${key} ${words(value)}`;
    }
    return told === '' ? undefined : told;
  };

const asWhole: Key = (entry, words) => words(entry);

const exactly: Words = (value) => (typeof value === 'string' ? `'${value}'` : canonicalText(value));

/** Entries of a list that may not be there, since Kubernetes merges the list by a key or takes it for a set. */
export function repetitions({ facts: { keys, set }, items }: Node, list: readonly unknown[]): readonly Repetition[] {
  if (list.length < 2 || (!set && !(keys && items))) return [];
  const key = keys && items ? byFields(items, keys) : asWhole;
  const first = new Map<string, number>();
  const repeated: Repetition[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const own = key(list[index], exactly);
    if (own === undefined) continue;
    const before = first.get(own);
    if (before === undefined) first.set(own, index);
    else repeated.push({ index, before, key: key(list[index], shown) ?? own });
  }
  return repeated;
}
