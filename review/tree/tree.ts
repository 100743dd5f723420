import { createHash } from 'node:crypto';
import { byCodeUnit } from '../../manifest/types';

/** A tree of files as it stands at one place: a folder, a commit, a working tree. */
export interface Tree {
  /** What a reader calls it: `main`, `dist/`, `working tree`. */
  readonly label: string;
  /** Paths below the root of the tree, with forward slashes, in order of code units. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /**
   * Content id of a file, worked out when it is asked for. Equal ids mean equal bytes, also between trees that use the same
   * `ContentHash`; `undefined` for paths the tree does not have.
   */
  id(path: string): string | undefined;
  /** The text of files by path; paths the tree does not have are left out. */
  read(paths: readonly string[]): ReadonlyMap<string, string>;
  /**
   * The text of one file; `undefined` for paths the tree does not have. Only trees have it for which a text costs no more
   * than an id, as a folder: commits have their ids at hand and are read in one go.
   */
  readonly text?: (path: string) => string | undefined;
}

/** Hash behind content ids: that of Git's objects, so that folders and commits compare without reading the commit. */
export type ContentHash = 'sha1' | 'sha256';

/** The id Git gives to a file with these bytes. Source: Git, git-hash-object. */
export const contentId = (bytes: Buffer, hash: ContentHash): string =>
  createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** A tree held in memory, for texts by path. */
export function memoryTree(label: string, texts: Readonly<Record<string, string>>): Tree {
  const entries = new Map(Object.entries(texts).sort(([a], [b]) => byCodeUnit(a, b)));
  return {
    label,
    paths: [...entries.keys()],
    has: (path) => entries.has(path),
    id: (path) => {
      const text = entries.get(path);
      return text === undefined ? undefined : contentId(Buffer.from(text), 'sha1');
    },
    text: (path) => entries.get(path),
    read: (paths) => new Map(paths.flatMap((path) => (entries.has(path) ? [[path, entries.get(path) ?? '']] : []))),
  };
}
