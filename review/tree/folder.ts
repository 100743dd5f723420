import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../manifest/types';
import { type ContentHash, contentId, type Tree } from './tree';

const HIDDEN = /^\.|^node_modules$/;

function pathsBelow(root: string, below: string): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (HIDDEN.test(entry.name)) return [];
    if (entry.isDirectory()) return pathsBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * The files below a folder, without hidden ones. Contents are read twice, once to know them and once for those that
 * differ, so that a large tree never stands in memory. A missing folder is an empty tree only where `optional`.
 * @throws Error when the folder does not exist.
 */
export function folderTree(
  root: string,
  { label = root, hash = 'sha1', optional = false }: FolderTreeOptions = {},
): Tree {
  const there = existsSync(root) && statSync(root).isDirectory();
  if (!there && !optional)
    throw new Error(`there is no folder '${root}'; name a folder of manifests or a Git revision`);
  const paths = there ? [...pathsBelow(root, '')].sort(byCodeUnit) : [];
  const ids = new Map(paths.map((path) => [path, contentId(readFileSync(join(root, path)), hash)]));
  return {
    label,
    ids,
    read: (wanted) =>
      new Map(wanted.filter((path) => ids.has(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')])),
  };
}

/** How a folder is read and called. */
export interface FolderTreeOptions {
  readonly label?: string;
  readonly hash?: ContentHash;
  readonly optional?: boolean;
}
