import { expect, test } from 'vitest';
import type { Fields, Manifest } from '../manifest/types';
import { emit } from '../platform/emit';

const object = (fields: Fields): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  ...fields,
});

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
class Made {
  readonly a = 1;
}
const holed = ['a'];
holed[2] = 'c';

test.each<[string, Fields, string]>([
  ['undefined', undefined, 'is undefined; leave the key out or give it a value'],
  ['null', null, 'is null; leave the key out or give it a value'],
  ['NaN', Number.NaN, 'is NaN; give it a finite number'],
  ['Infinity', Number.NEGATIVE_INFINITY, 'is -Infinity; give it a finite number'],
  ['minus zero', -0, 'is -0; write 0'],
  ['a bigint', 1n, 'is a bigint; give a string, number, boolean, list or map'],
  ['a function', () => 1, 'is a function; give a string, number, boolean, list or map'],
  ['a symbol', Symbol('a'), 'is a symbol; give a string, number, boolean, list or map'],
  ['a date', new Date(0), 'is a Date; give plain data'],
  ['an instance of a class', new Made(), 'is a Made; give plain data'],
  ['a Map', new Map(), 'is a Map; give plain data'],
  ['a control character', 'a\u0007', 'holds the character U+0007, which YAML cannot carry; remove it'],
  ['DEL', '\u007f', 'holds the character U+007F, which YAML cannot carry; remove it'],
  ['a C1 control character', 'a\n\u009b', 'holds the character U+009B, which YAML cannot carry; remove it'],
  ['a byte order mark', '\ufeffa', 'holds the character U+FEFF, which YAML cannot carry; remove it'],
  ['U+FFFE', 'a\ufffe', 'holds the character U+FFFE, which YAML cannot carry; remove it'],
  ['U+FFFF', 'a\uffff', 'holds the character U+FFFF, which YAML cannot carry; remove it'],
  ['a lone surrogate', 'a\ud83d', 'holds half of a character (lone surrogate U+D83D); give whole characters'],
])('%s is refused with its path', (_, value, fault) => {
  const containers = [
    {
      env: [
        { name: 'A', value: 'x' },
        { name: 'B', value },
      ],
    },
  ];
  const path = 'spec.template.spec.containers[0].env[1].value';
  expect(() => emit(object({ spec: { template: { spec: { containers } } } }))).toThrow(new Error(`${path} ${fault}`));
});

test.each<[Fields, string]>([
  [{ spec: holed }, 'spec[1] is a hole in the list; leave no gaps'],
  [{ spec: [[undefined]] }, 'spec[0][0] is undefined; leave the key out or give it a value'],
  [{ data: { 'a.b/c d': null } }, 'data["a.b/c d"] is null; leave the key out or give it a value'],
  [{ 'x.y': null }, '["x.y"] is null; leave the key out or give it a value'],
  [
    { data: { 'a\u0000': 'x' } },
    'data["a\\u0000"] has a key that holds the character U+0000, which YAML cannot carry; remove it',
  ],
  [{ data: { a: [{ b: 1 }, { c: -0 }] } }, 'data.a[1].c is -0; write 0'],
])('the path leads there: %j', (fields, message) => {
  expect(() => emit(object(fields))).toThrow(new Error(message));
});

test('what holds itself is refused', () => {
  expect(() => emit(object({ spec: cyclic }))).toThrow(/self is nested deeper than 100 levels; does it hold itself\?$/);
});

test('a key too long for readers is refused, a long one is not', () => {
  expect(() => emit(object({ data: { ['k'.repeat(1001)]: 1 } }))).toThrow(
    / has a key longer than 1000 characters; shorten it$/,
  );
  expect(emit(object({ data: { ['k'.repeat(1000)]: 1 } }))).toContain(`\n  ${'k'.repeat(1000)}: 1\n`);
});

test('a manifest that is no map is refused', () => {
  expect(() => emit(JSON.parse('[]'))).toThrow('the manifest is not a plain object; give the manifest as data');
});

test('one object refused leaves the next untouched', () => {
  expect(() => emit(object({ v: null }))).toThrow();
  expect(emit(object({ v: 1 }))).toMatch(/\n {2}name: a\nv: 1\n$/);
});
