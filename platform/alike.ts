import type { Fields } from '../manifest/types';

/**
 * Whether two values are the same data: equal scalars, lists in the same order, maps whatever their order, and values of
 * one class with the same fields, such as quantities. Values that are only made when asked for are never alike.
 */
export function alike(a: Fields, b: Fields): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const prototype: unknown = Object.getPrototypeOf(a);
  if (prototype !== Object.getPrototypeOf(b)) return false;
  if (prototype === Array.prototype) return alikeLists(a, b);
  return !isLazy(a) && alikeMaps(a, b);
}

function alikeLists(a: readonly Fields[], b: readonly Fields[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!alike(a[index], b[index])) return false;
  return true;
}

function alikeMaps(a: Fields, b: Fields): boolean {
  let more = 0;
  for (const key in a) {
    const other = b[key];
    if (!alike(a[key], other) || (other === undefined && !Object.hasOwn(b, key))) return false;
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}

const isLazy = (value: Fields): boolean => typeof value.produce === 'function' || typeof value.resolve === 'function';

/** Makes data read-only all the way down, values of classes left out: whoever changes it later is told by an error. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
