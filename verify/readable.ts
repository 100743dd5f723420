import type { Fields, Manifest } from '../manifest/types';

const isMap = (value: Fields): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list or map without its empty places; the very same one when it has none. */
function withoutNulls(value: Fields): Fields {
  if (Array.isArray(value)) {
    const entries = value.filter((entry) => entry !== null && entry !== undefined).map(withoutNulls);
    return entries.length === value.length && entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  if (!isMap(value)) return value;
  const before = Object.entries<Fields>(value);
  const after = before.filter(([, entry]) => entry !== null).map(([key, entry]) => [key, withoutNulls(entry)] as const);
  const same = after.length === before.length && after.every(([key, entry]) => entry === value[key]);
  return same ? value : Object.fromEntries(after);
}

/**
 * A manifest as rules can read it without asking at every step: no nulls, `spec` a map or missing. What is taken out
 * is reported by the rule on clean values, which reads the manifest as written. The very same one when all is well.
 * @param hasGaps whether anything in it is null or undefined
 */
export function readable(manifest: Manifest, hasGaps: boolean): Manifest {
  const clean: Manifest = hasGaps ? withoutNulls(manifest) : manifest;
  if (clean.spec === undefined || isMap(clean.spec)) return clean;
  const { spec: _, ...rest } = clean;
  return rest as Manifest;
}
