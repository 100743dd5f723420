import type { Fields } from '../manifest/types';
import { type Item, once } from './tree';

/** A string somewhere in an object. */
export interface Leaf {
  readonly item: Item;
  /** Field path: `spec.template.spec.containers[0].env[2].value`, `data["trino.properties"]`. */
  readonly at: string;
  /** Last key on the way; of list entries the key of the list. */
  readonly key: string;
  readonly value: string;
  /** The map the string stands in, or the one its list stands in. */
  readonly parent: Fields;
}

const PLAIN = /^[A-Za-z_][\w-]*$/;

/** A field path one key further. */
export const below = (at: string, key: string): string =>
  PLAIN.test(key) ? (at ? `${at}.${key}` : key) : `${at}[${JSON.stringify(key)}]`;

/** Calls `visit` for every value of an object that is no map and no list. */
export function walk(
  node: Fields,
  visit: (value: Fields, at: string, key: string, parent: Fields) => void,
  at = '',
  key = '',
  parent: Fields = undefined,
): void {
  if (Array.isArray(node)) {
    node.forEach((entry, index) => {
      walk(entry, visit, `${at}[${index}]`, key, parent);
    });
  } else if (typeof node === 'object' && node !== null) {
    for (const name of Object.keys(node)) walk(node[name], visit, below(at, name), name, node);
  } else visit(node, at, key, parent);
}

/** Every string of an overlay, in the order of files and fields. */
export const leavesOf = once((tree): readonly Leaf[] => {
  const leaves: Leaf[] = [];
  for (const item of tree.items) {
    walk(item.manifest, (value, at, key, parent) => {
      if (typeof value === 'string') leaves.push({ item, at, key, value, parent });
    });
  }
  return leaves;
});
