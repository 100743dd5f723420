import type { Fields } from '../../manifest/types';
import type { Node } from './node';

/** Whether a value counts as not written. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const isMissing = (node: Node, map: Fields, name: string): boolean =>
  map[name] === undefined || (map[name] === null && node.field(name)?.facts.nullable !== true);

/** A map with what the cluster writes into its missing fields; the very same one when it has them all. */
export function filled(node: Node, map: Fields): Fields {
  const { defaults } = node.facts;
  if (defaults === undefined) return map;
  const missing = Object.keys(defaults).filter((name) => isMissing(node, map, name));
  return missing.length === 0 ? map : { ...map, ...Object.fromEntries(missing.map((name) => [name, defaults[name]])) };
}

/** As `filled`, down to the last field. */
export function filledBelow(node: Node, value: Fields): Fields {
  if (Array.isArray(value)) {
    const { items } = node;
    return items ? value.map((entry) => filledBelow(items, entry)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const whole = { ...filled(node, value) };
  for (const name of Object.keys(whole)) {
    const field = node.field(name) ?? node.values;
    if (field && whole[name] !== null && whole[name] !== undefined) whole[name] = filledBelow(field, whole[name]);
  }
  return whole;
}
