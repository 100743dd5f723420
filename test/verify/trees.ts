import { loadAll } from 'js-yaml';
import { groupKind } from '../../manifest/kinds';
import type { Neighbours } from '../../manifest/operators/index';
import type { Fields, Manifest, ManifestFile } from '../../manifest/types';
import { type Finding, verify } from '../../verify/index';
import { CLEAN_OVERLAY } from './clean-overlay';

/** Objects of a YAML text, as plain data. */
export const manifests = (text: string): readonly Manifest[] => loadAll(text) as readonly Manifest[];

/** The one object of a YAML text. */
export function parse(text: string): Manifest {
  const [manifest] = manifests(text);
  if (!manifest) throw new Error('the text holds no object');
  return manifest;
}

/** Neighbours of an object, of which there are these. */
export const among =
  (...all: readonly Manifest[]): Neighbours =>
  (kind) =>
    all.filter((manifest) => groupKind(manifest) === kind);

const fileOf = (folder: string, manifest: Manifest): ManifestFile => ({
  path: `${folder}/${manifest.kind.toLowerCase()}-${manifest.metadata.name}${folder.endsWith('namespaces') ? `-${manifest.metadata.namespace ?? ''}` : ''}.yaml`,
  manifest,
});

/** The clean overlay, made anew at every call. */
export const clean = (): readonly ManifestFile[] =>
  Object.entries(CLEAN_OVERLAY).flatMap(([folder, texts]) =>
    texts.flatMap((text) => manifests(text).map((manifest) => fileOf(folder, manifest))),
  );

/** Files with objects added to a folder such as `dev/web`. */
export const plus = (files: readonly ManifestFile[], folder: string, text: string): readonly ManifestFile[] => [
  ...files,
  ...manifests(text).map((manifest) => fileOf(folder, manifest)),
];

/** Files without the objects of one kind and name (all namespaces). */
export const without = (files: readonly ManifestFile[], kind: string, name: string): readonly ManifestFile[] =>
  files.filter(({ manifest }) => manifest.kind !== kind || manifest.metadata.name !== name);

/** The clean overlay with one object changed, found by kind and `name` or `namespace/name`. */
export function changed(kind: string, place: string, edit: (manifest: Fields) => void): readonly ManifestFile[] {
  const files = clean();
  const [name, namespace] = place.split('/').toReversed();
  const file = files.find(
    ({ manifest: { kind: own, metadata } }) =>
      own === kind && metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
  );
  if (!file) throw new Error(`the clean overlay has no ${kind} ${place}`);
  edit(file.manifest);
  return files;
}

/** What one rule has to say about files. */
export const findings = (rule: string, files: readonly ManifestFile[]): readonly Finding[] =>
  verify(files).filter((finding) => finding.rule === rule);

/** Findings as `object at`, to compare with what a test expects. */
export const places = (rule: string, files: readonly ManifestFile[]): readonly string[] =>
  findings(rule, files).map(({ object, at }) => (at ? `${object} ${at}` : object));
