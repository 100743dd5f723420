import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Fields, Manifest } from '../manifest/types';

/** What cdk8s keeps of an object besides its public face. */
interface Inside {
  readonly props: Fields;
  readonly patches: readonly unknown[];
}

/** Whether an object is changed after it is turned into JSON. */
export const isPatched = (object: ApiObject): boolean => (object as unknown as Inside).patches.length > 0;

/** Everything the manifest of an unpatched construct is made from: two constructs with the same parts give the same one. */
export function partsOf(object: ApiObject): Readonly<Record<string, Fields>> {
  const { apiObject: _, ...metadata } = object.metadata as unknown as Readonly<Record<string, Fields>>;
  return { made: object.constructor, props: (object as unknown as Inside).props, metadata };
}

/**
 * The manifest of a construct. cdk8s drops `undefined` and `null` without a word, so what was put in is looked at before
 * it is turned into JSON.
 * @throws Error that names the object and the field path
 */
export function render(object: ApiObject): Manifest {
  const { props, patches } = object as unknown as Inside;
  const { empty, lazy, classes } = look(props);
  if (empty) throw new Error(`${object.kind} ${object.name}: ${empty}; leave the field out or give it a value`);
  const convert = patches.length === 0 && !lazy ? converter(object, classes) : undefined;
  if (!convert) return object.toJson();
  return {
    ...convert({ ...props, metadata: object.metadata.toJson() }),
    apiVersion: object.apiVersion,
    kind: object.kind,
  };
}

type Convert = (props: Fields) => Fields;

const asItIs: Convert = (props) => props;

/** How the props of an object become JSON, where that is a plain function: `toJson()` searches every value again. */
function converter(object: ApiObject, classes: boolean): Convert | undefined {
  const made = object.constructor;
  if (made === ApiObject) return classes ? undefined : asItIs;
  const known = k8s as unknown as Readonly<Record<string, unknown>>;
  const convert = known[made.name] === made ? known[`toJson_${made.name}Props`] : undefined;
  return convert as Convert | undefined;
}

/** What a walk over the props of an object finds. */
interface Found {
  /** Path and value of the first field that holds nothing. */
  empty?: string;
  /** Some value is only made when asked for. */
  lazy: boolean;
  /** Some value is of a class of its own, such as a quantity. */
  classes: boolean;
}

function look(props: Fields): Found {
  const found: Found = { lazy: false, classes: false };
  walk(props, '', found);
  return found;
}

/** Constructs' own value classes, such as quantities, are leaves. */
function walk(value: Fields, path: string, found: Found): void {
  if (found.empty) return;
  if (value === undefined || value === null || Number.isNaN(value)) found.empty = `${path.slice(1)} is ${value}`;
  else if (typeof value !== 'object') return;
  else if (Array.isArray(value)) for (let i = 0; i < value.length; i++) walk(value[i], `${path}[${i}]`, found);
  else if (isPlain(value)) for (const key of Object.keys(value)) walk(value[key], `${path}.${key}`, found);
  else {
    found.classes = true;
    if (typeof value.produce === 'function' || typeof value.resolve === 'function') found.lazy = true;
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
