import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseTrees, folderTree, gitTree, type Tree } from '../../review/index';

const folder = mkdtempSync(join(tmpdir(), 'slipway-trees-'));
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const contents = (tree: Tree): Readonly<Record<string, string>> => Object.fromEntries(tree.read(tree.paths));

const FILES = { 'dev/a/ä.yaml': 'a: ü\n', 'dev/a/b.yaml': 'a: 1\n', 'dev/a/c.yaml': 'a: 1\n' };

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  for (const [path, text] of Object.entries(FILES)) write(`dist/${path}`, text);
  write('other.yaml', 'b: 1\n');
  git('add', '-A');
  git('commit', '-qm', 'first');
  git('checkout', '-qb', 'work');
  write('dist/dev/a/d.yaml', 'd: 1\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('trees', () => {
  test('of a commit hold its files below a folder', () => {
    expect(contents(gitTree(folder, 'main', 'dist'))).toEqual(FILES);
    expect(Object.keys(contents(gitTree(folder, 'main', '.')))).toContain('other.yaml');
    expect(contents(gitTree(folder, 'main', 'nowhere'))).toEqual({});
  });

  test('of a folder have the ids of commits, so that only what differs is read', () => {
    const [commit, stands] = [gitTree(folder, 'main', 'dist'), folderTree(join(folder, 'dist'))];
    expect(commit.paths.filter((path) => commit.id(path) !== stands.id(path))).toEqual([]);
    expect(stands.paths.length).toBe(commit.paths.length + 1);
  });

  test('are by default where the branch left the main one, and the working tree', () => {
    const { base, head } = chooseTrees({ path: 'dist' }, folder);
    expect(base.paths).toEqual(Object.keys(FILES).sort());
    expect(head.label).toBe('working tree');
    expect(head.has('dev/a/d.yaml')).toBe(true);
  });

  test('are named by revision or folder', () => {
    expect(chooseTrees({ path: 'dist', base: 'main', head: './dist' }, folder).head.paths.length).toBe(4);
    expect(() => chooseTrees({ path: 'dist', base: 'nothing' }, folder)).toThrow("'nothing' names neither");
    expect(() => folderTree(join(folder, 'nothing'))).toThrow('there is no folder');
  });
});
