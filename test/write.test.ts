import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HEADER, MARKDOWN_HEADER } from '../platform/emit';
import { type OutputFile, publish } from '../platform/write';

// The real file system, open to failures on purpose: tests may run as root, whom no permission stops.
const failing = vi.hoisted(() => ({ step: (): void => {} }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const renameSync: typeof real.renameSync = (from, to) => {
    failing.step();
    real.renameSync(from, to);
  };
  const rmdirSync: typeof real.rmdirSync = (path) => {
    failing.step();
    real.rmdirSync(path);
  };
  return { ...real, renameSync, rmdirSync };
});

let parent: string;
let root: string;
beforeEach(() => {
  parent = fs.mkdtempSync(join(tmpdir(), 'slipway-write-'));
  root = join(parent, 'dist');
});
afterEach(() => {
  failing.step = () => {};
  fs.rmSync(parent, { recursive: true });
});

const file = (path: string, content = 'a: 1\n'): OutputFile => ({ path, text: `${HEADER}\n${content}` });
const put = (path: string, text: string): void => {
  fs.mkdirSync(join(root, path, '..'), { recursive: true });
  fs.writeFileSync(join(root, path), text);
};
/** Everything below the root: folders end in a slash, files come with their text. */
const tree = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => {
      const isFolder = fs.lstatSync(join(root, path)).isDirectory();
      return isFolder
        ? [`${path}/`, '']
        : [path, fs.readFileSync(join(root, path), 'utf8').replace(`${HEADER}\n`, '# ')];
    }),
  );
const OLD = new Date('2001-01-01T00:00:00Z');
const age = (path: string): void => fs.utimesSync(join(root, path), OLD, OLD);
const isAged = (path: string): boolean => fs.statSync(join(root, path)).mtimeMs === OLD.getTime();

test('a missing root is made and filled', () => {
  expect(publish(root, ['dev'], [file('dev/b/x.yaml'), file('dev/a.yaml')])).toEqual({
    written: ['dev/a.yaml', 'dev/b/x.yaml'],
    removed: [],
    unchanged: 0,
  });
  expect(tree()).toEqual({ 'dev/': '', 'dev/b/': '', 'dev/a.yaml': '# a: 1\n', 'dev/b/x.yaml': '# a: 1\n' });
});

test('nothing to publish makes nothing', () => {
  publish(root, ['dev'], []);
  expect(fs.existsSync(root)).toBe(false);
});

test('only files whose bytes differ are written', () => {
  publish(root, ['dev'], [file('dev/a.yaml'), file('dev/b.yaml', 'é'), file('dev/c.yaml', 'same length')]);
  for (const path of ['dev/a.yaml', 'dev/b.yaml', 'dev/c.yaml']) age(path);
  const files = [file('dev/a.yaml'), file('dev/b.yaml', 'é'), file('dev/c.yaml', 'SAME length')];
  expect(publish(root, ['dev'], files)).toEqual({ written: ['dev/c.yaml'], removed: [], unchanged: 2 });
  expect(['dev/a.yaml', 'dev/b.yaml', 'dev/c.yaml'].map(isAged)).toEqual([true, true, false]);
  expect(tree()).toMatchObject({ 'dev/c.yaml': '# SAME length' });
});

test('bytes that only decode to the same text are written anew', () => {
  publish(root, ['dev'], [file('dev/a.yaml')]);
  fs.writeFileSync(join(root, 'dev/a.yaml'), Buffer.from(`${HEADER}\n\xff`, 'latin1'));
  expect(publish(root, ['dev'], [file('dev/a.yaml', '\ufffd')]).written).toEqual(['dev/a.yaml']);
});

test('stale generated files go, with the folders they leave empty', () => {
  publish(
    root,
    ['dev', 'old'],
    [file('dev/a/x.yaml'), file('dev/a/b/y.yaml'), file('dev/z.yaml'), file('old/x/y/z.yaml')],
  );
  put('dev/README.md', `${MARKDOWN_HEADER}\n# dev\n`);
  expect(publish(root, ['dev', 'old'], [file('dev/z.yaml')])).toEqual({
    written: [],
    removed: ['dev/README.md', 'dev/a/b/y.yaml', 'dev/a/x.yaml', 'old/x/y/z.yaml'],
    unchanged: 1,
  });
  expect(tree()).toEqual({ 'dev/': '', 'dev/z.yaml': '# a: 1\n' });
});

test('foreign files, dot names, links, empty folders and other top folders are left alone', () => {
  put('dev/notes.yaml', 'mine: 1\n');
  put('dev/.gitkeep', `${HEADER}\n`);
  put('dev/.cache/x.yaml', `${HEADER}\n`);
  put('prod/x.yaml', `${HEADER}\n`);
  put('x.yaml', `${HEADER}\n`);
  put('dev/second.yaml', `a: 1\n${HEADER}\n`);
  fs.mkdirSync(join(root, 'dev/empty'));
  fs.symlinkSync(join(root, 'prod/x.yaml'), join(root, 'dev/link.yaml'));
  const before = tree();
  expect(publish(root, ['dev'], [file('dev/a/x.yaml')]).removed).toEqual([]);
  expect(tree()).toEqual({ ...before, 'dev/a/': '', 'dev/a/x.yaml': '# a: 1\n' });
  expect(publish(root, ['dev'], []).removed).toEqual(['dev/a/x.yaml']);
  expect(tree()).toEqual(before);
});

test('files that cannot be are refused before anything changes', () => {
  publish(root, ['dev'], [file('dev/stale.yaml')]);
  const before = tree();
  expect(() => publish(root, ['dev'], [file('dev/good.yaml'), file('dev/../../x.yaml')])).toThrow('dev/../../x.yaml: ');
  expect(() => publish(root, ['..'], [])).toThrow('..: this is not the name of a folder');
  expect(tree()).toEqual(before);
});

test.each<[string, () => void, string]>([
  [
    'a folder',
    () => fs.mkdirSync(join(root, 'dev/x.yaml')),
    'x.yaml: is a folder or a link where a file must go; move it away.',
  ],
  [
    'a link',
    () => fs.symlinkSync('/nowhere', join(root, 'dev/x.yaml')),
    'x.yaml: is a folder or a link where a file must go',
  ],
  [
    'a foreign file',
    () => put('dev/x.yaml', 'a: 1\n'),
    'x.yaml: was not generated by Slipway, which wants to write there',
  ],
  [
    'a file for a folder',
    () => put('dev/a', `${HEADER}\n`),
    'a: is not a folder, which files must go into; move it away.',
  ],
  [
    'a link for a folder',
    () => fs.symlinkSync(parent, join(root, 'dev/a')),
    'a: is not a folder, which files must go into',
  ],
])('%s in the way is refused before anything changes', (_, obstruct, message) => {
  publish(root, ['dev'], [file('dev/stale.yaml'), file('dev/c.yaml')]);
  obstruct();
  const before = fs.readdirSync(join(root, 'dev'));
  expect(() => publish(root, ['dev'], [file('dev/a/y.yaml'), file('dev/c.yaml', 'new'), file('dev/x.yaml')])).toThrow(
    message,
  );
  expect(fs.readdirSync(join(root, 'dev'))).toEqual(before);
  expect(fs.readFileSync(join(root, 'dev/c.yaml'), 'utf8')).toBe(file('dev/c.yaml').text);
});

test('a failure at any step leaves the old tree', () => {
  publish(root, ['dev', 'old'], [file('dev/a.yaml'), file('dev/s/x.yaml'), file('old/x.yaml')]);
  const before = tree();
  const files = [file('dev/a.yaml', 'new'), file('dev/b.yaml'), file('dev/n/x.yaml')];
  // Three moves in, two files and two folders out; undoing takes moves of its own, which work.
  for (let allowed = 0; allowed < 7; allowed++) {
    let left = allowed;
    failing.step = () => {
      if (left-- === 0) throw new Error('disk on fire');
    };
    expect(() => publish(root, ['dev', 'old'], files)).toThrow(
      /dist could not be written and is as it was \(disk on fire\)/,
    );
    expect(tree()).toEqual(before);
  }
  failing.step = () => {};
  expect(publish(root, ['dev', 'old'], files)).toMatchObject({ removed: ['dev/s/x.yaml', 'old/x.yaml'] });
});

test('a failure with a root that was missing leaves it missing', () => {
  failing.step = () => {
    throw new Error('disk on fire');
  };
  expect(() => publish(join(root, 'deep'), ['dev'], [file('dev/a.yaml')])).toThrow('disk on fire');
  expect(fs.existsSync(root)).toBe(false);
});

test('what a crashed run left is cleared, a living run is not disturbed', () => {
  put('.slipway-staging-999999999/new/dev/a.yaml', 'x');
  put(`.slipway-staging-${process.ppid}/new/dev/a.yaml`, 'x');
  put(`.slipway-staging-${process.pid}/new/dev/left.yaml`, 'x');
  publish(root, ['dev'], [file('dev/a.yaml')]);
  expect(fs.readdirSync(root).sort()).toEqual([`.slipway-staging-${process.ppid}`, 'dev']);
  expect(fs.readdirSync(join(root, 'dev'))).toEqual(['a.yaml']);
});
