import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { byCodeUnit } from '../../manifest/types';
import { type ContentHash, contentId, type Tree } from './tree';

/** One object for all reads: Node makes a new one of each plain `'utf8'`. */
const UTF8 = { encoding: 'utf8', flag: 'r' } as const;

const HIDDEN = /^\.|^node_modules$/;

function gather(root: string, below: string, into: string[]): string[] {
  for (const entry of readdirSync(`${root}/${below}`, { withFileTypes: true })) {
    if (HIDDEN.test(entry.name)) continue;
    if (entry.isDirectory()) gather(root, `${below}${entry.name}/`, into);
    else if (entry.isFile()) into.push(`${below}${entry.name}`);
  }
  return into;
}

/**
 * The files below a folder, without hidden ones. No content is kept, so that a large tree never stands in memory. A
 * missing folder is an empty tree only where `optional`.
 * @throws Error when the folder does not exist.
 */
export function folderTree(
  root: string,
  { label = root, hash = 'sha1', optional = false }: FolderTreeOptions = {},
): Tree {
  const there = existsSync(root) && statSync(root).isDirectory();
  if (!there && !optional)
    throw new Error(`there is no folder '${root}'; name a folder of manifests or a Git revision`);
  const paths = there ? gather(root, '', []).sort(byCodeUnit) : [];
  const known = new Set(paths);
  const text = (path: string): string | undefined =>
    known.has(path) ? readFileSync(`${root}/${path}`, UTF8) : undefined;
  return {
    label,
    paths,
    has: (path) => known.has(path),
    id: (path) => (known.has(path) ? contentId(readFileSync(`${root}/${path}`), hash) : undefined),
    text,
    read: (wanted) => new Map(wanted.filter((path) => known.has(path)).map((path) => [path, text(path) ?? ''])),
  };
}

/** How a folder is read and called. */
export interface FolderTreeOptions {
  readonly label?: string;
  readonly hash?: ContentHash;
  readonly optional?: boolean;
}
