import { execFileSync } from 'node:child_process';
import { byCodeUnit } from '../../manifest/types';
import type { ContentHash, Tree } from './tree';

const LIMIT = 1024 ** 3;

/** Runs git in a folder. @throws Error with what git said, when it fails. */
function git(folder: string, args: readonly string[], input?: string): Buffer {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      maxBuffer: LIMIT,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input === undefined ? {} : { input }),
    });
  } catch (error) {
    const said = String((error as { readonly stderr?: Buffer }).stderr ?? error).trim();
    throw new Error(`git ${args[0]} failed in '${folder}': ${said}`);
  }
}

const line = (folder: string, args: readonly string[]): string | undefined => {
  try {
    return git(folder, args).toString('utf8').trim();
  } catch {
    return undefined;
  }
};

/** Root of the working tree a folder belongs to; `undefined` outside of any. */
export const repositoryOf = (folder: string): string | undefined => line(folder, ['rev-parse', '--show-toplevel']);

/** The commit a revision names; `undefined` when it names none. */
export const commitOf = (repository: string, revision: string): string | undefined =>
  line(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);

/** The hash a repository names its objects by. */
export const hashOf = (repository: string): ContentHash =>
  line(repository, ['rev-parse', '--show-object-format']) === 'sha256' ? 'sha256' : 'sha1';

const MAIN = ['origin/HEAD', 'origin/main', 'main', 'origin/master', 'master'];

/**
 * Where the checked-out branch left the main one: what a pull request would be compared with.
 * @throws Error when no main branch is found.
 */
export function forkPoint(repository: string): string {
  const main = MAIN.find((name) => commitOf(repository, name) !== undefined);
  const base = main === undefined ? undefined : line(repository, ['merge-base', 'HEAD', main]);
  if (base === undefined) throw new Error('no main branch is found here; name the revision to compare with');
  return base;
}

interface Entry {
  readonly path: string;
  readonly id: string;
}

const FILE = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/;

const entries = (listing: string, root: string): readonly Entry[] =>
  listing.split('\0').flatMap((record) => {
    const [, id, path] = FILE.exec(record) ?? [];
    return id && path ? [{ id, path: root ? path.slice(root.length + 1) : path }] : [];
  });

/** What `git cat-file --batch` answers: `<id> blob <size>`, the bytes, a newline; in the order asked for. */
function* blobs(answer: Buffer): Generator<string> {
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(10, at);
    const size = Number(answer.toString('latin1', at, end).split(' ')[2]);
    yield answer.toString('utf8', end + 1, end + 1 + size);
    at = end + 2 + size;
  }
}

function readBlobs(repository: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const texts = blobs(git(repository, ['cat-file', '--batch'], `${unique.join('\n')}\n`));
  return new Map(unique.map((id) => [id, texts.next().value ?? '']));
}

/**
 * The files of a commit below a folder of its repository; an empty tree where the commit has no such folder.
 * One process lists them, one more reads all that are asked for together.
 * @throws Error when the revision names no commit.
 */
export function gitTree(repository: string, revision: string, root: string): Tree {
  const commit = commitOf(repository, revision);
  if (commit === undefined) throw new Error(`'${revision}' names neither a folder nor a Git revision`);
  const below = root.replace(/^\.?\/?|\/$/g, '');
  const listing = git(repository, ['ls-tree', '-r', '-z', '--full-tree', commit, ...(below ? [`${below}/`] : [])]);
  const ids = new Map(entries(listing.toString('utf8'), below).map(({ path, id }) => [path, id]));
  return {
    label: revision,
    paths: [...ids.keys()].sort(byCodeUnit),
    has: (path) => ids.has(path),
    id: (path) => ids.get(path),
    read: (paths) => {
      const texts = readBlobs(repository, paths.map((path) => ids.get(path) ?? '').filter(Boolean));
      return new Map(
        paths.flatMap((path) => {
          const text = texts.get(ids.get(path) ?? '');
          return text === undefined ? [] : [[path, text] as const];
        }),
      );
    },
  };
}
