import { createHash } from 'node:crypto';

/** A tree of files as it stands at one place: a folder, a commit, a working tree. */
export interface Tree {
  /** What a reader calls it: `main`, `dist/`, `working tree`. */
  readonly label: string;
  /**
   * Content ids by path below the root of the tree, with forward slashes. Equal ids mean equal bytes, also between trees
   * that use the same `ContentHash`.
   */
  readonly ids: ReadonlyMap<string, string>;
  /** The text of files by path; paths the tree does not have are left out. */
  read(paths: readonly string[]): ReadonlyMap<string, string>;
}

/** Hash behind content ids: that of Git's objects, so that folders and commits compare without reading the commit. */
export type ContentHash = 'sha1' | 'sha256';

/** The id Git gives to a file with these bytes. Source: Git, git-hash-object. */
export const contentId = (bytes: Buffer, hash: ContentHash): string =>
  createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** A tree held in memory, for texts by path. */
export function memoryTree(label: string, texts: Readonly<Record<string, string>>): Tree {
  const entries = Object.entries(texts);
  return {
    label,
    ids: new Map(entries.map(([path, text]) => [path, contentId(Buffer.from(text), 'sha1')])),
    read: (paths) => new Map(entries.filter(([path]) => paths.includes(path))),
  };
}
