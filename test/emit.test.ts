import { expect, test } from 'vitest';
import type { Fields, Manifest } from '../manifest/types';
import { document, emit, emitAll, HEADER } from '../platform/emit';

const object = (fields: Fields): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  ...fields,
});
/** What an object looks like below its identity. */
const body = (fields: Fields): string => emit(object(fields)).replace(/^[\s\S]*? {2}name: a\n/, '');
const line = (value: Fields): string => body({ v: value });

test('identity comes first, the rest by code unit', () => {
  const manifest = { spec: 1, data: 2, Zed: 3, metadata: { name: 'a' }, kind: 'K', apiVersion: 'v1' };
  expect(emit(manifest)).toBe('apiVersion: v1\nkind: K\nmetadata:\n  name: a\nZed: 3\ndata: 2\nspec: 1\n');
});

test('metadata begins with name, namespace, labels and annotations', () => {
  const metadata = { finalizers: ['f'], annotations: { b: 'x' }, labels: { a: 'x' }, namespace: 'ns', name: 'a' };
  expect(emit({ metadata, apiVersion: 'v1', kind: 'K' })).toBe(
    'apiVersion: v1\nkind: K\nmetadata:\n  name: a\n  namespace: ns\n  labels:\n    a: x\n' +
      '  annotations:\n    b: x\n  finalizers:\n  - f\n',
  );
});

test('labels named like fields of metadata have no precedence', () => {
  const manifest = { apiVersion: 'v1', kind: 'K', metadata: { name: 'a', labels: { name: 'x', app: 'x' } } };
  expect(emit(manifest)).toBe('apiVersion: v1\nkind: K\nmetadata:\n  name: a\n  labels:\n    app: x\n    name: x\n');
});

test('other maps are sorted by code unit and lists are left alone', () => {
  expect(body({ spec: { metadata: { labels: 1, annotations: 2 }, é: 1, '10': 1, '9': 1, Z: 1, a: ['z', 'b'] } })).toBe(
    "spec:\n  '10': 1\n  '9': 1\n  Z: 1\n  a:\n  - z\n  - b\n  metadata:\n    annotations: 2\n    labels: 1\n  é: 1\n",
  );
});

test('dashes stand under the key of their list', () => {
  expect(line([{ b: 1, a: [{ c: 'x' }] }, 'x', ['w', ['z']], {}, []])).toBe(
    'v:\n- a:\n  - c: x\n  b: 1\n- x\n- - w\n  - - z\n- {}\n- []\n',
  );
});

test('empty maps and lists stay on the line of their key', () => {
  expect(body({ v: {}, w: [] })).toBe('v: {}\nw: []\n');
});

test('no line is ever wrapped', () => {
  const long = 'word '.repeat(500).trimEnd();
  expect(body({ v: long, w: `${long}:` })).toBe(`v: ${long}\nw: '${long}:'\n`);
});

test('data that is shared is written out each time', () => {
  const shared = { a: 1 };
  expect(body({ v: shared, w: shared })).toBe('v:\n  a: 1\nw:\n  a: 1\n');
});

test('several objects are parted by a line of dashes', () => {
  const one = emit(object({}));
  expect(emitAll([object({}), object({})])).toBe(`${one}---\n${one}`);
  expect(document(object({}), object({}))).toBe(`${HEADER}\n${one}---\n${one}`);
});

test.each([
  'a',
  'a b',
  '--flag=x',
  '-c',
  'a:b',
  'http://a/b#c',
  '500m',
  '7d',
  '10.0.0.0/8',
  'a, [b] {c}',
  '$(A)',
  'é',
  '日本',
])('%j stays plain', (text) => expect(line(text)).toBe(`v: ${text}\n`));

test.each([
  '',
  'on',
  'Y',
  '0777',
  '0o7',
  '1_000',
  '1e3',
  '12:30:45',
  '2024-01-01',
  '{{ a }}',
  'a: b',
  'a #b',
  '=',
  '<<',
  ' a',
])('%j gets single quotes', (text) => expect(line(text)).toBe(`v: '${text}'\n`));

test('a single quote inside single quotes is doubled', () => {
  expect(line("'a': b")).toBe("v: '''a'': b'\n");
});

test('what no eye sees is escaped in double quotes', () => {
  expect(line('a\u0085\u2028\t"\\\u200b\u{e0041}\r')).toBe('v: "a\\u0085\\u2028\\t\\"\\\\\\u200b\\U000e0041\\r"\n');
});

test('keys are quoted as values are', () => {
  expect(body({ data: { on: 1, 'a: b': 2, 'a\nb': 3, '': 4 } })).toBe(
    "data:\n  '': 4\n  \"a\\nb\": 3\n  'a: b': 2\n  'on': 1\n",
  );
});

test('text of several lines is a block that says how it ends', () => {
  expect(body({ a: 'x\n\ny\n', b: 'x\ny', c: 'x\ny\n\n', d: ['x\ny\n'], e: { f: 'x\n y' } })).toBe(
    'a: |\n  x\n\n  y\nb: |-\n  x\n  y\nc: |+\n  x\n  y\n\nd:\n- |\n  x\n  y\ne:\n  f: |-\n    x\n     y\n',
  );
});

test('a block that begins with white space states its indentation', () => {
  expect(body({ a: ' x\ny\n', b: '\n\tx' })).toBe('a: |2\n   x\n  y\nb: |2-\n\n  \tx\n');
});

test.each(['a\r\nb', 'a\n\u0085', 'a\n\u2028b', '\n\n', ' \n ', 'a\n\u202eb'])('%j is no block', (text) => {
  expect(line(text)).toMatch(/^v: ".*"\n$/);
});

test('a very long string takes neither depth nor time', () => {
  const text = 'a: '.repeat(700_000);
  expect(line(text).length).toBeGreaterThan(text.length);
  expect(line('ab'.repeat(1_000_000))).toHaveLength(2_000_004);
});

test.each([
  [0, '0'],
  [-7, '-7'],
  [0.5, '0.5'],
  [1e-7, '1.0e-7'],
  [-1.5e-9, '-1.5e-9'],
  [1e21, '1.0e+21'],
  [2 ** 53, '9.007199254740992e+15'],
  [2 ** 53 - 1, '9007199254740991'],
  [true, 'true'],
  [false, 'false'],
])('%d is written as %s', (value, text) => {
  expect(line(value)).toBe(`v: ${text}\n`);
});
