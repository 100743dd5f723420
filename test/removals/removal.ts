import { groupKind } from '../../manifest/kinds';
import { describe, type Fields, identityOf, type Manifest, type ManifestFile } from '../../manifest/types';
import type { Finding } from '../../verify/index';

/** One thing taken out of an overlay. */
export interface Removal {
  /** `group/Kind` of the object, or `key of <kind>`. */
  readonly kind: string;
  /** What is gone, for people: `Service minio/minio`. */
  readonly what: string;
  /** What it goes by: a finding that names it holds every word of one of these. */
  readonly names: readonly (readonly string[])[];
  readonly file: ManifestFile;
  /** What is left of the object; nothing where it is gone as a whole. */
  readonly rest?: Manifest;
}

/** The Secret an ExternalSecret fills is what its readers miss. */
const alsoCalled = ({ kind, metadata, spec }: Manifest): readonly (readonly string[])[] =>
  kind === 'ExternalSecret' ? [['Secret', metadata.namespace ?? '', spec?.target?.name ?? metadata.name]] : [];

const ofObject = (file: ManifestFile): Removal => {
  const { kind, namespace, name } = identityOf(file.manifest);
  return {
    kind: groupKind(file.manifest),
    what: describe(identityOf(file.manifest)),
    names: [[kind, ...(namespace ? [namespace] : []), name], ...alsoCalled(file.manifest)],
    file,
  };
};

/** Where kinds that lead to Secrets, or to entries of a store, write their keys. */
const KEYED: Readonly<Record<string, readonly string[]>> = {
  Secret: ['data', 'stringData'],
  'external-secrets.io/ExternalSecret': ['spec.target.template.data', 'spec.data'],
  'external-secrets.io/PushSecret': ['spec.template.data', 'spec.data'],
};

const at = (root: Fields, path: string): Fields => path.split('.').reduce((value, key) => value?.[key], root);

function without(manifest: Manifest, path: string, key: string): Manifest {
  const rest = structuredClone(manifest) as Fields;
  const place = at(rest, path);
  if (Array.isArray(place)) place.splice(Number(key), 1);
  else delete place[key];
  return rest;
}

/** What an entry of a list goes by. */
const entryName = ({ secretKey, match }: Fields): string => secretKey ?? match?.remoteRef?.remoteKey;

function ofKeys(file: ManifestFile): readonly Removal[] {
  const { manifest } = file;
  const owner = manifest.spec?.target?.name ?? manifest.metadata.name;
  return (KEYED[groupKind(manifest)] ?? []).flatMap((path) => {
    const place = at(manifest, path) ?? {};
    return Object.keys(place).map((key): Removal => {
      const name = Array.isArray(place) ? entryName(place[Number(key)]) : key;
      return {
        kind: `key of ${manifest.kind}`,
        what: `${name} of ${describe(identityOf(manifest))}`,
        names: [[owner, name], ...(Array.isArray(place) && manifest.kind === 'PushSecret' ? [[name]] : [])],
        file,
        rest: without(manifest, path, key),
      };
    });
  });
}

/** Everything that can be taken out of an overlay: each object, and each key of each Secret that comes of one. */
export const removals = (files: readonly ManifestFile[]): readonly Removal[] => [
  ...files.map(ofObject),
  ...files.flatMap(ofKeys),
];

/** The overlay without it. */
export const applied = (files: readonly ManifestFile[], { file, rest }: Removal): readonly ManifestFile[] =>
  files.flatMap((own) => (own !== file ? [own] : rest ? [{ path: file.path, manifest: rest }] : []));

const isSaid = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'i').test(text);

/** Whether a finding names what is gone. */
export const isNamed = ({ names }: Removal, { object, at: field = '', message }: Finding): boolean =>
  names.some((words) => words.every((word) => isSaid(`${object} ${field} ${message}`, word)));
