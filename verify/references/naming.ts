import type { Fields } from '../../manifest/types';
import type { Item } from '../tree';

/** One object naming another. */
export interface Reference {
  readonly item: Item;
  /** Field that names. */
  readonly at: string;
  /** `group/Kind` of the object named. */
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** Keys it must hold. */
  readonly keys: readonly string[];
  /** A port it must have, by number or name. */
  readonly port?: number | string;
}

/** A reference before it is known who makes it. */
export type Target = Omit<Reference, 'item'>;

/** How a field of a kind names other objects. */
export interface Naming {
  /** Path of the field: `spec.managed.roles[].passwordSecret`. */
  readonly path: string;
  /** `item` is the object that names. */
  readonly read: (value: Fields, at: string, item: Pick<Item, 'namespace'>) => readonly Target[];
}

/** Namings by `group/Kind`. */
export type Namings = Readonly<Record<string, readonly Naming[]>>;

interface Names {
  readonly namespace?: string;
  readonly keys?: readonly string[];
  readonly port?: number | string;
}

/** The object of that kind and name, or nothing when the name is missing. */
export const target = (
  kind: string,
  at: string,
  name: Fields,
  { namespace = '', keys = [], port }: Names,
): readonly Target[] =>
  typeof name === 'string' && name
    ? [{ at, kind, namespace, name, keys, ...(port === undefined ? {} : { port }) }]
    : [];

/** `{ name, key }`, unless marked optional. */
const keyRef =
  (kind: string) =>
  (path: string): Naming => ({
    path,
    read: (value, at, { namespace }) =>
      value.optional === true
        ? []
        : target(kind, `${at}.${value.key ? 'key' : 'name'}`, value.name, {
            namespace,
            keys: typeof value.key === 'string' ? [value.key] : [],
          }),
  });

/** `{ name, key }` of a Secret. */
export const secretKey = keyRef('Secret');
/** `{ name, key }` of a ConfigMap. */
export const configMapKey = keyRef('ConfigMap');

/** A field that holds a name, of an object beside it. */
export const name = (kind: string, path: string, keys: readonly string[] = []): Naming => ({
  path,
  read: (value, at, { namespace }) => target(kind, at, value, { namespace, keys }),
});

/** `{ kind, name }` of one group; kinds whose name begins with `Cluster` have no namespace. */
export const kindRef = (group: string, path: string, fallback: string): Naming => ({
  path,
  read: (value, at, { namespace }) => {
    const kind = value.kind ?? fallback;
    return target(`${group}/${kind}`, `${at}.name`, value.name, kind.startsWith('Cluster') ? {} : { namespace });
  },
});
