import type { Fields, ManifestFile } from '../../manifest/types';
import { type Finding, verify } from '../../verify/index';
import { clean } from './trees';

/** What `shared-cluster` says about overlays together. */
export const among = (...overlays: readonly (readonly ManifestFile[])[]): readonly Finding[] =>
  verify(overlays.flat()).filter(({ rule }) => rule === 'shared-cluster');

/** The clean overlay under another name with everything in it called otherwise, as a second one on the same cluster. */
export const second = (files: readonly ManifestFile[] = clean()): readonly ManifestFile[] =>
  files.map(({ path, manifest }) => {
    const text = JSON.stringify(manifest)
      .replaceAll(/\bdev\b/g, 'test')
      .replaceAll(/\b(web|store)\b/g, '$1-two')
      .replaceAll('"public"', '"public-two"')
      .replaceAll('"platform"', '"platform-two"');
    const place = path.replace(/^dev\//, 'test/').replace(/^test\/(web|store)\//, 'test/$1-two/');
    return { path: place, manifest: JSON.parse(text) };
  });

/** Every Application of an overlay leads to that cluster. */
export const onCluster = (files: readonly ManifestFile[], destination: Fields): readonly ManifestFile[] =>
  files.map((file) => {
    const { manifest, path } = file;
    if (manifest.kind !== 'Application') return file;
    const { namespace } = manifest.spec.destination;
    return { path, manifest: { ...manifest, spec: { ...manifest.spec, destination: { ...destination, namespace } } } };
  });

/** The projects of an overlay name their cluster. */
export const naming = (files: readonly ManifestFile[], cluster: string): readonly ManifestFile[] =>
  files.map((file) => {
    const { manifest, path } = file;
    if (manifest.kind !== 'AppProject') return file;
    const annotations = { ...manifest.metadata.annotations, 'slipway.dev/cluster': cluster };
    return { path, manifest: { ...manifest, metadata: { ...manifest.metadata, annotations } } };
  });

/** With one object of an overlay changed. */
export const altered = (
  files: readonly ManifestFile[],
  kind: string,
  name: string,
  edit: (manifest: Fields) => void,
): readonly ManifestFile[] =>
  files.map((file) => {
    if (file.manifest.kind !== kind || file.manifest.metadata.name !== name) return file;
    const manifest = structuredClone(file.manifest) as Fields;
    edit(manifest);
    return { path: file.path, manifest };
  });
