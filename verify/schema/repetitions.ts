import type { Fields } from '../../manifest/types';
import { isAbsent } from './defaults';
import { canonicalText } from './limits';
import type { Node } from './node';
import type { ShapeFacts } from './shape';
import { shown } from './wording';

/** An entry of a list that repeats another one. */
export interface Repetition {
  readonly index: number;
  /** Index of the entry it repeats. */
  readonly before: number;
  /** What both have, as findings show it. */
  readonly key: string;
}

const NONE: readonly Repetition[] = [];

type Words = (value: unknown) => string;

/** What tells an entry of a list apart, with defaults, in some words; `undefined` for an entry without any of it. */
type Key = (entry: Fields, words: Words) => string | undefined;

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

/** Lists so short that entries are sooner compared with each other than put into words. */
const SHORT = 12;

/** Whether two entries are surely told apart by a field that is a scalar in both. */
const areApart = (a: Fields, b: Fields, keys: readonly string[], defaults: ShapeFacts['defaults']): boolean => {
  for (const key of keys) {
    const [one, other] = [a?.[key] ?? defaults?.[key], b?.[key] ?? defaults?.[key]];
    if (one !== other && typeof one !== 'object' && typeof other !== 'object') return true;
  }
  return false;
};

function areAllApart({ facts: { defaults } }: Node, keys: readonly string[], list: readonly Fields[]): boolean {
  for (let index = 1; index < list.length; index += 1)
    for (let before = 0; before < index; before += 1)
      if (!areApart(list[before], list[index], keys, defaults)) return false;
  return true;
}

/** Entries of a list that may not be there, since Kubernetes merges the list by a key or takes it for a set. */
export function repetitions({ facts: { keys, set }, items }: Node, list: readonly unknown[]): readonly Repetition[] {
  if (list.length < 2 || (!set && !(keys && items))) return NONE;
  if (keys && items && list.length <= SHORT && areAllApart(items, keys, list)) return NONE;
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
