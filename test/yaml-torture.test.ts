import { execFileSync, spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Fields, Manifest } from '../manifest/types';
import { document, emit, emitAll } from '../platform/emit';
import { dataSource } from './yaml-data';
import { tortureStrings } from './yaml-strings';

/** Every torture string as a value, as a key, inside lists and as a part of text of several lines. */
const torture: Manifest = {
  ...Object.fromEntries(tortureStrings.map((text) => [text, 'at the margin'])),
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'torture', annotations: Object.fromEntries(tortureStrings.map((text) => [text, text])) },
  data: Object.fromEntries(tortureStrings.map((text, index) => [`v${index}`, text])),
  keys: Object.fromEntries(tortureStrings.map((text) => [text, { [text]: [text] }])),
  lists: [tortureStrings, tortureStrings.map((text) => [text]), tortureStrings.map((text) => ({ [text]: text, b: 1 }))],
  text: tortureStrings.flatMap((text) => [
    `a\n${text}\nb`,
    `${text}\nb\n`,
    `a\n${text}`,
    `  ${text}\n\n`,
    `\n${text}\n a\n`,
  ]),
  numbers: [
    0,
    1,
    -1,
    1.5,
    -0.25,
    1e-7,
    1.5e-10,
    1e21,
    123456789012345,
    2 ** 53,
    2 ** 64,
    5e-324,
    1.7976931348623157e308,
  ],
  empty: [[], {}, [[]], [{}], { a: [], b: {} }, ''],
};

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'js-yaml': (text) => load(text),
  'yaml 1.1': (text) => parse(text, { version: '1.1', maxAliasCount: 0 }),
  'yaml 1.2': (text) => parse(text, { version: '1.2', maxAliasCount: 0 }),
};

/** Runs a program that reads YAML and prints JSON. */
const jsonOf = (command: string, args: readonly string[], input: string): unknown =>
  JSON.parse(execFileSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 }));

const python = ['-c', 'import json,sys,yaml;json.dump(yaml.safe_load(sys.stdin.buffer.read().decode()),sys.stdout)'];
/** `patch --local` is the one verb that reads any object and never asks a server. */
const kubectl = ['patch', '--local', '--filename', '-', '--patch', '{}', '--output', 'json'];

/** Whether a program answers; when it does not, says on stderr which proof is missing. */
function isHere(command: string, args: readonly string[], input: string): boolean {
  const here = spawnSync(command, args, { input }).status === 0;
  if (!here) process.stderr.write(`skipped: ${command} does not answer here, so its reading of our YAML is unproven\n`);
  return here;
}
const probe = emit({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'probe' } });
const hasPython = isHere('python3', python, probe);
const hasKubectl = isHere('kubectl', kubectl, probe);

/** The keys of a map in the order and spelling a reader gave, `__proto__` included: `toEqual` alone forgives that one. */
const same = (read: unknown, meant: unknown): void => {
  expect(read).toEqual(meant);
  expect(keysOf(read)).toEqual(keysOf(meant));
};
const keysOf = (value: Fields): unknown => {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Array.isArray(value) ? value.map(keysOf) : Object.keys(value).sort();
};

test('the torture set holds no string twice', () => {
  expect(new Set(tortureStrings).size).toBe(tortureStrings.length);
  expect(tortureStrings.length).toBeGreaterThanOrEqual(190);
});

test.each(Object.entries(readers))('%s reads every torture string back', (_, read) => {
  same(read(document(torture)), torture);
});

test.skipIf(!hasPython)('PyYAML reads every torture string back', () => {
  same(jsonOf('python3', python, document(torture)), torture);
});

test.skipIf(!hasKubectl)('kubectl reads every torture string back', () => {
  same(jsonOf('kubectl', kubectl, document(torture)), torture);
});

test.each(Object.entries(readers))('%s reads random objects back', (_, read) => {
  const source = dataSource(1);
  for (let round = 0; round < 400; round++) {
    const manifest = source.manifest();
    same(read(emit(manifest)), manifest);
  }
});

test.skipIf(!hasPython)('PyYAML reads random objects back', () => {
  const list = Array.from({ length: 300 }, dataSource(2).manifest);
  const script =
    'import json,sys,yaml;json.dump(list(yaml.safe_load_all(sys.stdin.buffer.read().decode())),sys.stdout)';
  same(jsonOf('python3', ['-c', script], emitAll(list)), list);
});

test.skipIf(!hasKubectl)('kubectl reads random objects back', () => {
  const list = Array.from({ length: 300 }, dataSource(3).manifest);
  same(jsonOf('kubectl', kubectl, emit({ ...torture, list })), { ...torture, list });
});

test('random objects give the same bytes whatever the order of their keys', () => {
  const source = dataSource(4);
  for (let round = 0; round < 1000; round++) {
    const manifest = source.manifest();
    expect(emit(source.shuffled(manifest))).toBe(emit(manifest));
  }
});
