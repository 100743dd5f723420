import type { Fields, Manifest, ManifestFile } from '../../manifest/types';

/** One way to break an object of a real overlay. */
export interface Mutation {
  readonly rule: string;
  readonly name: string;
  /** Whether the object is one it can be tried on. */
  readonly fits: (manifest: Manifest, all: readonly ManifestFile[]) => boolean;
  /** What a finding must name. */
  readonly names: (manifest: Manifest) => string;
  /** Breaks the object, and says where it stands if no longer there; without it the object is taken away. */
  readonly edit?: Edit;
  /** Leaves the object as it is, and adds a file. */
  readonly add?: (file: ManifestFile) => ManifestFile;
}

/** Changes an object, whose file it is told, and may answer the path of another one. */
export type Edit = (manifest: Fields, path: string) => unknown;

/** Which objects a mutation is tried on. */
export type Fits = Mutation['fits'];

/** The name of an object. */
export const own = ({ metadata }: Manifest): string => metadata.name;

/** Objects of a kind, all of them or some. */
export const ofKind =
  (kind: string, fits: (manifest: Fields) => unknown = () => true): Fits =>
  (manifest) =>
    manifest.kind === kind && Boolean(fits(manifest));

/** The first container of a workload. */
export const container = ({ spec }: Fields): Fields => spec?.template?.spec?.containers?.[0];

/** A mutation; without `edit` the object is taken away. */
export const mutation = (
  rule: string,
  name: string,
  fits: Fits,
  names: Mutation['names'],
  edit?: Mutation['edit'],
): Mutation => ({
  rule,
  name,
  fits,
  names,
  ...(edit ? { edit } : {}),
});

/** A mutation that leaves the object as it is and adds another one, made of it. */
export const addition = (
  rule: string,
  name: string,
  fits: Fits,
  names: Mutation['names'],
  add: NonNullable<Mutation['add']>,
): Mutation => ({ rule, name, fits, names, add });

/** Objects of a kind by their names. */
export function named(kind: string, name: RegExp): Fits {
  return ofKind(kind, ({ metadata }) => name.test(metadata.name));
}
