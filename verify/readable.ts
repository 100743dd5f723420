import type { Fields, Manifest } from '../manifest/types';

const isMap = (value: Fields): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list or map without its empty places; the very same one when it has none. */
function withoutNulls(value: Fields): Fields {
  if (Array.isArray(value)) {
    const entries = value.filter((entry) => entry !== null && entry !== undefined).map(withoutNulls);
    return entries.length === value.length && entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  if (!isMap(value)) return value;
  let copy: Record<string, Fields> | undefined;
  for (const key of Object.keys(value)) {
    const before = value[key];
    const after = before === null ? undefined : withoutNulls(before);
    if (after === before) continue;
    copy ??= { ...value };
    if (after === undefined) delete copy[key];
    else copy[key] = after;
  }
  return copy ?? value;
}

/**
 * A manifest as rules can read it without asking at every step: no nulls, `spec` a map or missing. What is taken out
 * is reported by the rule on clean values, which reads the manifest as written.
 */
export function readable(manifest: Manifest): Manifest {
  const clean: Manifest = withoutNulls(manifest);
  if (clean.spec === undefined || isMap(clean.spec)) return clean;
  const { spec: _, ...rest } = clean;
  return rest as Manifest;
}
