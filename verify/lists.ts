import type { Fields } from '../manifest/types';
import type { Item } from './item';

/** A list as YAML may hold it, or nothing: safe to walk whatever stands there. */
export const listOf = (value: Fields): readonly Fields[] =>
  Array.isArray(value) ? (value.every(isThere) ? value : value.filter(isThere)) : [];

const isThere = (entry: Fields): boolean => entry !== null && entry !== undefined;

/** Objects by something they have. */
export const grouped = <K>(items: readonly Item[], key: (item: Item) => K): ReadonlyMap<K, readonly Item[]> => {
  const groups = new Map<K, Item[]>();
  for (const item of items) {
    const own = key(item);
    const group = groups.get(own);
    if (group) group.push(item);
    else groups.set(own, [item]);
  }
  return groups;
};
