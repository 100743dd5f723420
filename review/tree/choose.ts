import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { folderTree } from './folder';
import { commitOf, forkPoint, gitTree, hashOf, repositoryOf } from './git';
import type { Tree } from './tree';

/** Which trees to compare. */
export interface Choice {
  /** Folder or Git revision; where the branch left the main one when left out. */
  readonly base?: string | undefined;
  /** Folder or Git revision; the working tree when left out. */
  readonly head?: string | undefined;
  /** Folder of manifests inside a repository, relative to where the command runs. */
  readonly path: string;
}

const isFolder = (name: string): boolean => existsSync(name) && statSync(name).isDirectory();
const looksLikeFolder = (name: string): boolean => /^\.{0,2}\/|\/$|^\.{1,2}$/.test(name);

/** A revision unless it is written like a folder, or only a folder has that name. */
const isRevision = (repository: string | undefined, name: string): repository is string =>
  repository !== undefined && !looksLikeFolder(name) && commitOf(repository, name) !== undefined;

/**
 * The two trees a review compares. Both sides of a repository stand below the same `path`.
 * @throws Error when a name is neither a folder nor a revision, or no main branch is found to compare with.
 */
export function chooseTrees(
  { base, head, path }: Choice,
  folder = process.cwd(),
): { readonly base: Tree; readonly head: Tree } {
  const repository = repositoryOf(folder);
  const hash = repository === undefined ? 'sha1' : hashOf(repository);
  const inRepository =
    repository === undefined ? path : relative(repository, resolve(folder, path)).replaceAll('\\', '/');
  const named = (name: string): Tree => {
    if (isRevision(repository, name)) return gitTree(repository, name, inRepository);
    if (isFolder(resolve(folder, name))) return folderTree(resolve(folder, name), { label: name, hash });
    throw new Error(`'${name}' names neither a folder nor a Git revision`);
  };
  const forked = (): Tree => {
    if (repository === undefined) throw new Error('this is no Git repository; name two folders to compare');
    const commit = forkPoint(repository);
    return { ...gitTree(repository, commit, inRepository), label: commit.slice(0, 12) };
  };
  const workingTree = (): Tree =>
    folderTree(join(folder, path), { label: 'working tree', hash, optional: repository !== undefined });
  return { base: base === undefined ? forked() : named(base), head: head === undefined ? workingTree() : named(head) };
}
