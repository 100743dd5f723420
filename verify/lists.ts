import type { Fields } from '../manifest/types';

/** A list as YAML may hold it, or nothing: safe to walk whatever stands there. */
export const listOf = (value: Fields): readonly Fields[] =>
  Array.isArray(value) ? (value.every(isThere) ? value : value.filter(isThere)) : [];

const isThere = (entry: Fields): boolean => entry !== null && entry !== undefined;
