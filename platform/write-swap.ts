import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { byCodeUnit } from '../manifest/types';
import type { OutputFile } from './write';
import { foldersAbove } from './write-paths';

/** Staging folders stand inside the tree, which is the one place sure to share its file system, and carry the process id. */
const STAGING = '.slipway-staging-';

/**
 * Puts changed files into a tree and takes stale ones out, all or nothing: everything is staged first, then moved in by
 * renames; when a step fails, the steps before it are undone. Folders that become empty go.
 * @param changed files to write; nothing but files and folders may stand at or above their paths
 * @param stale paths below `root` of files to remove
 * @throws Error in one sentence with the error of the file system as its cause
 */
export function swap(root: string, changed: readonly OutputFile[], stale: readonly string[]): void {
  const created = mkdirSync(root, { recursive: true });
  const staging = join(root, `${STAGING}${process.pid}`);
  const undo: (() => void)[] = created === undefined ? [] : [() => rmSync(created, { recursive: true })];
  try {
    stage(join(staging, 'new'), changed);
    mkdirSync(join(staging, 'old'));
    const backup = numbered(join(staging, 'old'));
    place(join(staging, 'new'), root, backup, undo);
    for (const path of stale) retire(join(root, path), backup(), undo);
    prune(root, stale, undo);
  } catch (error) {
    for (const step of undo.reverse()) attempt(step);
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`${root} could not be written and is as it was (${cause}); free the way and run again.`, {
      cause: error,
    });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Removes the staging folders of runs that ended before they could do so themselves. */
export function clearLeftovers(root: string): void {
  if (!lstatSync(root, { throwIfNoEntry: false })) return;
  for (const name of readdirSync(root)) {
    if (!name.startsWith(STAGING)) continue;
    const pid = Number(name.slice(STAGING.length));
    if (pid === process.pid || !isRunning(pid)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

function stage(folder: string, files: readonly OutputFile[]): void {
  mkdirSync(folder, { recursive: true });
  const made = new Set<string>();
  for (const { path, text } of files) {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(target, text);
  }
}

/** Moves what is staged to its place; a folder that is new to the tree moves as one. */
function place(from: string, to: string, backup: () => string, undo: (() => void)[]): void {
  for (const name of readdirSync(from).sort()) {
    const source = join(from, name);
    const target = join(to, name);
    const standing = lstatSync(target, { throwIfNoEntry: false });
    if (standing?.isDirectory()) {
      place(source, target, backup, undo);
      continue;
    }
    const kept = standing && backup();
    if (kept !== undefined) keep(target, kept);
    renameSync(source, target);
    undo.push(() => (kept === undefined ? rmSync(target, { recursive: true }) : renameSync(kept, target)));
  }
}

/** Takes one file out of the tree. */
function retire(target: string, kept: string, undo: (() => void)[]): void {
  renameSync(target, kept);
  undo.push(() => renameSync(kept, target));
}

/** Removes the folders above removed files that hold nothing else, innermost first. */
function prune(root: string, removed: readonly string[], undo: (() => void)[]): void {
  const folders = [...new Set(removed.flatMap(foldersAbove))].sort(byCodeUnit).reverse();
  for (const folder of folders.map((path) => join(root, path))) {
    if (readdirSync(folder).length > 0) continue;
    rmdirSync(folder);
    undo.push(() => mkdirSync(folder));
  }
}

/** Keeps a file's content under a second name; by copy where the file system knows no hard links. */
function keep(target: string, kept: string): void {
  try {
    linkSync(target, kept);
  } catch {
    copyFileSync(target, kept);
  }
}

function numbered(folder: string): () => string {
  let count = 0;
  return () => join(folder, String(count++));
}

/** Undoing goes on after a step that cannot be undone: the error that matters is the first one. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {}
}

function isRunning(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
