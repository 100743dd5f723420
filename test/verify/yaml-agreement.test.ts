import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFile, readText } from '../../verify/index';

const HEAD = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\n';

const told = (text: string): readonly string[] =>
  readText('dev/x.yaml', HEAD + text).findings.map(({ rule, severity, line, at = '' }) =>
    [rule, severity, line, at].join(' ').trim(),
  );

const found = (line: number, at = ''): readonly string[] => [`yaml-agreement warning ${line} ${at}`.trim()];

test.each([
  ...['y', 'Yes', 'NO', 'on', 'Off', 'n'],
  ...['0777', '00', '-012', '089', '0o7', '+0o17', '0b101', '1_000', '0x_ff', '1_0.5'],
  ...['12:30:45', '1:30', '-190:20:30.15', '2024-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43 Z'],
  ...['1e3', '1E3', '1.5e3', '12e-4', '.5', '-.25', '='],
])('unquoted %s is told with its line and field', (scalar) => {
  expect(told(`spec:\n  list:\n  - a\n  - b: ${scalar} # why\n`)).toEqual(found(7, 'spec.list[1].b'));
  expect(told(`spec: {list: [a, {b: ${scalar}}]}\n`)).toEqual(found(4, 'spec.list[1].b'));
  expect(told(`spec: {b: '${scalar}', c: "${scalar}", d: !!str ${scalar}}\n`)).toEqual([]);
  expect(told(`data:\n  b: |\n    ${scalar}\n  c: >-\n    ${scalar}\n`)).toEqual([]);
});

test.each([
  ...['true', 'False', 'null', '~', 'yess', 'one', 'nor', '0', '7', '-1', '0.5', '1.0e+3', '0x1f', '1.2.3', '8080:80'],
  ...['10.0.0.0/8', '2024-01', '1Gi', '-Xmx1g', '<<EOF', '==', '.inf', 'e5', '1_a', '12:75'],
])('unquoted %s is the same to all', (scalar) => {
  expect(told(`spec: {b: ${scalar}}\n`)).toEqual([]);
});

test('keys count, and their values stand at their own place', () => {
  expect(told('spec:\n  on: 1\n  a: {off: no}\n')).toEqual([
    ...found(5, 'spec.on'),
    ...found(6, 'spec.a.off'),
    ...found(6, 'spec.a.off'),
  ]);
});

test.each([
  ['an anchor', 'a: &x [1]\nb: *x\n', 4],
  ['an anchor of a map', 'a:\n  b: &x\n    c: 1\n', 5],
  ['a carriage return', 'a: 1\r\nb: 2\r\n', 4],
  ['NEL', 'a: "x\u0085y"\n', 4],
  ['a line separator in a block', 'a: |\n  x\u2028y\n', 5],
  ['a tab after a colon', 'a:\t1\n', 4],
  ['a tab at the end of a line', 'a: 1\nb: 2\t\nc: 3\n', 5],
  ['dots that end the document', 'a: 1\n...\n', 5],
])('%s is told', (_, text, line) => {
  expect(told(text)).toEqual(found(line));
});

test('a merge is told as a merge and as an anchor', () => {
  expect(told('a: &x {b: 1}\nc: {<<: *x, d: 2}\n')).toEqual([...found(4), ...found(5, 'c["<<"]')]);
});

test('a version of YAML is told', () => {
  expect(readText('x.yaml', `%YAML 1.1\n---\n${HEAD}`).findings).toMatchObject([{ rule: 'yaml-agreement', line: 1 }]);
});

test.each(['a: |\n  x\ty\n', 'a: "x\ty"\n', 'a: 1 # x\ty\n', '#\tx\na: 1\n', 'a: x\ty\n'])(
  'a tab inside of a text or comment is none between tokens: %j',
  (text) => {
    expect(told(text)).toEqual([]);
  },
);

test('the object is named where the file has one', () => {
  expect(readText('x.yaml', `${HEAD}spec: {a: on}\n`).findings[0]).toMatchObject({
    object: 'Thing.example.com b/a',
    message: 'Unquoted on is true in YAML 1.1, as kubectl and Argo CD read, and text in YAML 1.2.',
  });
});

test('a byte order mark is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-yaml-'));
  try {
    writeFileSync(join(folder, 'x.yaml'), `\ufeff${HEAD}`);
    const { files, findings } = readFile(join(folder, 'x.yaml'), 'x.yaml');
    expect(files).toHaveLength(1);
    expect(findings).toMatchObject([{ rule: 'yaml-agreement', severity: 'warning', line: 1 }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what synth writes is read alike by all', () => {
  const published = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  expect(published.length).toBeGreaterThan(1000);
  expect(published.flatMap((name) => readFile(join('dist', name), name).findings)).toEqual([]);
  expect(readFileSync(join('dist', published[0] ?? ''), 'utf8')).toContain('slipway');
});
