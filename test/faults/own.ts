import { describe, type Fields, identityOf, type Manifest, type ManifestFile } from '../../manifest/types';
import { readFolder } from '../../verify/index';
import { type Fault, ofFiles } from './fault';
import type { Mutation } from './mutation';
import { backupMutations } from './mutations-backups';
import { claimMutations } from './mutations-claims';
import { fileMutations } from './mutations-files';
import { gitopsMutations } from './mutations-gitops';
import { objectMutations } from './mutations-objects';
import { podMutations } from './mutations-pods';
import { relationMutations } from './mutations-relations';
import { resourceMutations } from './mutations-resources';
import { brokenTexts } from './texts';

const MUTATIONS: readonly Mutation[] = [
  ...backupMutations,
  ...claimMutations,
  ...fileMutations,
  ...gitopsMutations,
  ...objectMutations,
  ...podMutations,
  ...relationMutations,
  ...resourceMutations,
];

/** Objects of one overlay each mutation is tried on. */
const TARGETS = 2;

/** The published overlays, by name. */
export const overlays = (): ReadonlyMap<string, readonly ManifestFile[]> => {
  const groups = new Map<string, ManifestFile[]>();
  for (const file of readFolder(new URL('../../dist', import.meta.url).pathname).files) {
    const overlay = file.path.slice(0, file.path.indexOf('/'));
    const group = groups.get(overlay);
    if (group) group.push(file);
    else groups.set(overlay, [file]);
  }
  return groups;
};

const mutated = (
  files: readonly ManifestFile[],
  file: ManifestFile,
  { edit, add }: Mutation,
): readonly ManifestFile[] => {
  if (add) return [...files, add({ path: file.path, manifest: structuredClone(file.manifest) })];
  if (!edit) return files.filter((own) => own !== file);
  const manifest: Manifest = structuredClone(file.manifest);
  const path = edit(manifest as Fields, file.path);
  return files.map((own) => (own === file ? { path: typeof path === 'string' ? path : file.path, manifest } : own));
};

/** Every mutation on the first objects of every overlay it fits, and changes to the texts of its first files. */
export const own = (): readonly Fault[] =>
  [...overlays()].flatMap(([origin, files]) => [
    ...files
      .filter(({ path }) => path.split('/').length > 2)
      .slice(0, TARGETS)
      .flatMap(({ path }) => brokenTexts(origin, path)),
    ...MUTATIONS.flatMap((mutation) =>
      files
        .filter((file) => mutation.fits(file.manifest, files))
        .slice(0, TARGETS)
        .map((file) =>
          ofFiles(
            {
              rule: mutation.rule,
              name: `${mutation.name}: ${describe(identityOf(file.manifest))}`,
              origin,
              names: mutation.names(file.manifest),
            },
            () => mutated(files, file, mutation),
          ),
        ),
    ),
  ]);
