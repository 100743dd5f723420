import { groupKind } from '../../manifest/kinds';
import { describe, type Fields, identityOf, type Manifest, type ManifestFile } from '../../manifest/types';
import type { Finding } from '../../verify/index';

/** One thing taken out of an overlay. */
export interface Removal {
  /** Kind of the object, or `key of <kind>`. */
  readonly kind: string;
  /** What is gone, for people: `Service minio/minio`. */
  readonly what: string;
  /** Words of which a finding that names it holds every one. */
  readonly words: readonly string[];
  /** The file with what takes its place; `undefined` for none. */
  readonly file: ManifestFile;
  readonly instead?: Manifest;
}

const ofObject = (file: ManifestFile): Removal => {
  const { kind, namespace, name } = identityOf(file.manifest);
  return {
    kind: groupKind(file.manifest),
    what: describe(identityOf(file.manifest)),
    words: [kind, ...(namespace ? [namespace] : []), name],
    file,
  };
};

/** Where kinds that lead to Secrets, or to entries of a store, write their keys. */
const KEYED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Secret: [['data'], ['stringData']],
  'external-secrets.io/ExternalSecret': [
    ['spec', 'target', 'template', 'data'],
    ['spec', 'data'],
  ],
  'external-secrets.io/PushSecret': [
    ['spec', 'template', 'data'],
    ['spec', 'data'],
  ],
};

const at = (root: Fields, path: readonly string[]): Fields => path.reduce((value, key) => value?.[key], root);

const without = (manifest: Manifest, path: readonly string[], key: string): Manifest => {
  const copy = structuredClone(manifest) as Fields;
  const place = at(copy, path);
  if (Array.isArray(place)) place.splice(Number(key), 1);
  else delete place[key];
  return copy;
};

/** The word that tells a key or an entry of a list from the others. */
const wordOf = (place: Fields, key: string): string =>
  Array.isArray(place) ? (place[Number(key)].secretKey ?? place[Number(key)].match?.remoteRef?.remoteKey) : key;

const ofKeys = (file: ManifestFile): readonly Removal[] => {
  const { manifest } = file;
  const secret = manifest.spec?.target?.name ?? manifest.metadata.name;
  return (KEYED[groupKind(manifest)] ?? []).flatMap((path) => {
    const place = at(manifest, path) ?? {};
    return Object.keys(place).map((key) => ({
      kind: `key of ${manifest.kind}`,
      what: `${wordOf(place, key)} of ${describe(identityOf(manifest))}`,
      words: [secret, wordOf(place, key)],
      file,
      instead: without(manifest, path, key),
    }));
  });
};

/** Everything that can be taken out of an overlay: each object, and each key of each Secret that comes of one. */
export const removals = (files: readonly ManifestFile[]): readonly Removal[] => [
  ...files.map(ofObject),
  ...files.flatMap(ofKeys),
];

/** The overlay without it. */
export const applied = (files: readonly ManifestFile[], { file, instead }: Removal): readonly ManifestFile[] =>
  files.flatMap((own) => (own !== file ? [own] : instead ? [{ path: file.path, manifest: instead }] : []));

const isSaid = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`).test(text);

/** Whether a finding names what is gone: its kind, namespace and name, or the Secret and the key. */
export const isNamed = ({ words }: Removal, { object, at: field = '', message }: Finding): boolean =>
  words.every((word) => isSaid(`${object} ${field} ${message}`, word));
