import { expect, test } from 'vitest';
import { HEADER } from '../platform/emit';
import { sentence } from '../platform/problem';
import type { OutputFile } from '../platform/write';
import { fileProblems } from '../platform/write-paths';

const file = (path: string): OutputFile => ({ path, text: `${HEADER}\n` });
const problems = (folders: readonly string[], files: readonly OutputFile[]): string =>
  fileProblems(folders, files).map(sentence).join('\n');

test('paths below the owned folders pass', () => {
  const files = ['dev/x.yaml', 'dev/a/b.yaml', 'dev/a/c.yaml', 'prod/a/x...yaml'].map(file);
  expect(problems(['dev', 'prod'], files)).toBe('');
});

test.each([
  ['a path up', [file('dev/../../x.yaml')], 'this run writes below dev only'],
  ['an absolute path', [file('/dev/x.yaml')], 'this run writes below dev only'],
  ['a path in another top folder', [file('prod/x.yaml')], 'this run writes below dev only'],
  ['a file at the top', [file('dev')], 'this run writes below dev only'],
  ['a dot name', [file('dev/.x/y.yaml')], 'this run writes below dev only'],
  ['an empty name', [file('dev//y.yaml')], 'this run writes below dev only'],
  ['a backslash', [file('dev/a\\..\\x.yaml')], 'this run writes below dev only'],
  ['no header', [{ path: 'dev/x.yaml', text: 'a: 1\n' }], 'dev/x.yaml: the text does not begin with the line'],
  ['one path twice', [file('dev/x.yaml'), file('dev/x.yaml')], 'dev/x.yaml: two objects want this file'],
  ['files that differ in case', [file('dev/X.yaml'), file('dev/x.yaml')], 'dev/x.yaml and dev/X.yaml are one place'],
  ['folders that differ in case', [file('dev/A/x'), file('dev/a/y')], 'dev/a/y: dev/a/ and dev/A/ are one place'],
  ['a file and a folder', [file('dev/a'), file('dev/a/y')], 'dev/a/y: dev/a/ and dev/a are one place'],
])('%s is refused', (_, files, message) => {
  expect(problems(['dev'], [file('dev/good.yaml'), ...files])).toContain(message);
});

test.each(['..', '.', '', 'dev/a', '.git'])('the top folder %j is refused', (folder) => {
  expect(problems([folder], [])).toContain('this is not the name of a folder at the top of the tree');
});

test('every problem is told at once', () => {
  expect(fileProblems(['dev'], [file('a/x'), { path: 'dev/x', text: '' }, file('dev/y'), file('dev/y')])).toHaveLength(
    3,
  );
});
