import type { Fields } from '../../manifest/types';
import { keeperOf } from '../keyed';
import { query } from '../query';
import { type Item, listOf, once, type Tree } from '../tree';

/** A template that hands one property on as it is: `{{ .username }}`. */
const PROPERTY = /^\{\{-?\s*\.([\w-]+)\s*-?\}\}$/;
const PROPERTIES = /\{\{-?\s*\.([\w-]+)\s*-?\}\}/g;

/** Objects that push an entry of the store of credentials, by the entry's key. */
const pushers = once(
  (tree): ReadonlyMap<string, Item> =>
    new Map(
      tree
        .ofKind('external-secrets.io/PushSecret')
        .flatMap((item) =>
          query(item.manifest, 'spec.data[].match.remoteRef.remoteKey').map(({ value }) => [String(value), item]),
        ),
    ),
);

/** The value a key of a Secret will have, and the object that says so. */
export interface Known {
  readonly text: string;
  readonly from: Item;
}

/** The literal a PushSecret writes under a property, or `undefined` where only the cluster knows. */
function pushed(tree: Tree, entry: string, property: string): Known | undefined {
  const from = pushers(tree).get(entry);
  const text: Fields = from?.manifest.spec?.template?.data?.[property];
  return from && typeof text === 'string' && !text.includes('{{') ? { text, from } : undefined;
}

/** What an ExternalSecret reads under a property, as far as manifests tell. */
function remote(tree: Tree, { manifest }: Item, property: string): Known | undefined {
  const { data, dataFrom } = manifest.spec ?? {};
  const own = listOf(data).find(({ secretKey }) => secretKey === property)?.remoteRef;
  if (own) return pushed(tree, own.key, own.property ?? property);
  for (const { extract } of listOf(dataFrom)) {
    const value = extract && pushed(tree, extract.key, property);
    if (value !== undefined) return value;
  }
  return undefined;
}

const EXTERNAL = 'external-secrets.io/ExternalSecret';

/** A text of an ExternalSecret's template with the properties filled in that manifests tell; the others stay. */
export const filledIn = (tree: Tree, item: Item, text: string): string =>
  text.includes('{{') && item.kind === EXTERNAL
    ? text.replace(PROPERTIES, (all, property: string) => remote(tree, item, property)?.text ?? all)
    : text;

const ofExternalSecret = (tree: Tree, from: Item, key: string): Known | undefined => {
  const template: Fields = from.manifest.spec?.target?.template?.data;
  if (!template) return remote(tree, from, key);
  const text: Fields = template[key];
  if (typeof text !== 'string') return undefined;
  const property = PROPERTY.exec(text)?.[1];
  if (property !== undefined) return remote(tree, from, property);
  return text.includes('{{') ? undefined : { text, from };
};

const ofSecret = (_: Tree, from: Item, key: string): Known | undefined => {
  const { stringData, data }: Fields = from.manifest;
  if (typeof stringData?.[key] === 'string') return { text: stringData[key], from };
  return typeof data?.[key] === 'string' ? { text: Buffer.from(data[key], 'base64').toString(), from } : undefined;
};

/** What kinds that keep Secrets tell of a key's value. */
const KEEPERS: Readonly<Record<string, (tree: Tree, from: Item, key: string) => Known | undefined>> = {
  Secret: ofSecret,
  [EXTERNAL]: ofExternalSecret,
};

/** The value a key of a Secret will have, or `undefined` where only the cluster knows. */
export function knownValue(tree: Tree, namespace: string, secret: string, key: string): Known | undefined {
  const from = keeperOf(tree, 'Secret', namespace, secret);
  return from && KEEPERS[from.kind]?.(tree, from, key);
}
