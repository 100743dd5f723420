import type { ApiObject } from 'cdk8s';
import type { Fields, Manifest } from '../manifest/types';

/**
 * The manifest of a construct. cdk8s drops `undefined` and `null` without a word, so what was put in is looked at before
 * it is turned into JSON.
 * @throws Error that names the object and the field path
 */
export function render(object: ApiObject): Manifest {
  const { props } = object as unknown as { readonly props: Fields };
  const found = firstEmpty(props, '');
  if (found) throw new Error(`${object.kind} ${object.name}: ${found}; leave the field out or give it a value`);
  return object.toJson();
}

/** Path and value of the first field that holds nothing. Constructs' own value classes, such as quantities, are leaves. */
function firstEmpty(value: Fields, path: string): string | undefined {
  if (value === undefined || value === null || Number.isNaN(value)) return `${path.slice(1)} is ${value}`;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return firstOf(value.keys(), (index) => firstEmpty(value[index], `${path}[${index}]`));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  return firstOf(Object.keys(value), (key) => firstEmpty(value[key], `${path}.${key}`));
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
