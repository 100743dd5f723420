import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addons } from '../charts/addons';
import { customText, kubernetesText } from '../cli/schema-pack/build';
import type { Fields } from '../manifest/types';
import { customPack, definitionOf, Entries, kubernetesPack, lifeOf, minors, narrowerIn } from '../verify/schema/pack';
import { patternOf } from '../verify/schema/pattern';
import { SCALARS } from '../verify/schema/scalars';
import { writeCrds, writeReleases } from './schema/sources';

const folder = mkdtempSync(join(tmpdir(), 'slipway-schemas-'));
const [releases, crds] = [join(folder, 'kubernetes'), join(folder, 'crds')];
writeReleases(releases);
writeCrds(crds);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = { kubernetes: new Entries(kubernetesText(releases)), custom: new Entries(customText(crds)) };
const packs = [kubernetesPack(), customPack()];
const entries = (pack: Entries): readonly Fields[] => [...pack.names].map((name) => pack.get(name));

/** Calls `visit` for every map within a value. */
function maps(value: Fields, visit: (map: Fields) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value);
  for (const inner of Object.values<Fields>(value)) maps(inner, visit);
}

test('the pack names its sources, and carries schemas of permissive licences only', () => {
  const permissive = ['Apache-2.0', 'MIT'];
  for (const { header } of packs) {
    const incomplete = header.sources.filter((source: Fields) => !source.name || !source.repository || !source.licence);
    expect(incomplete).toEqual([]);
  }
  expect(kubernetesPack().header.sources.filter(({ licence }: Fields) => !permissive.includes(licence))).toEqual([]);
  const open = customPack().header.sources.filter(({ licence }: Fields) => permissive.includes(licence));
  const names = open.map(({ name }: Fields) => name);
  const judged = [...customPack().names].filter((name) => name.includes('/') && customPack().get(name)?.[1]);
  expect(judged.filter((name) => !names.includes(customPack().get(name)?.[0]))).toEqual([]);
  expect(judged.length).toBeGreaterThan(200);
});

test('the pack holds no prose', () => {
  const texts: string[] = [];
  for (const pack of packs) {
    maps(entries(pack), (map) => texts.push(...Object.values<Fields>(map).filter((each) => typeof each === 'string')));
  }
  expect(texts.filter((text) => /[a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(text))).toEqual([]);
});

test('the pack stays small', () => {
  const sizes = ['kubernetes.jsonl', 'custom-resources.jsonl'].map(
    (name) => readFileSync(`verify/schema/facts/${name}`).length,
  );
  expect(sizes[0]).toBeLessThan(250_000);
  expect(sizes[1]).toBeLessThan(500_000);
});

test('every name in the pack leads somewhere, and every pattern has a counterpart', () => {
  const lost: string[] = [];
  const check = (shape: Fields): void => {
    if (typeof shape === 'string' && !SCALARS.has(shape) && !packs.some((pack) => pack.has(shape))) lost.push(shape);
    if (typeof shape !== 'object' || shape === null) return;
    if (Array.isArray(shape)) return void shape.forEach(check);
    if (shape.pattern !== undefined && !patternOf(shape.pattern)) lost.push(shape.pattern);
    const { type, items, values, not, fields = {}, allOf = [], anyOf = [], oneOf = [] } = shape;
    [type, items, values, not, ...Object.values(fields), ...allOf, ...anyOf, ...oneOf].forEach(check);
  };
  for (const name of customPack().names) check(customPack().get(name)?.[name.includes('/') ? 1 : 0] ?? 'any');
  for (const name of kubernetesPack().names) {
    for (const [, shape] of name.includes('/') ? [] : (kubernetesPack().get(name) ?? [])) check(shape);
  }
  expect(lost).toEqual([]);
});

test('the pack has every minor, and every kind has its definition in all minors that serve it', () => {
  expect(minors()).toEqual([28, 29, 30, 31, 32, 33, 34, 35, 36]);
  const gaps = [...kubernetesPack().names].filter((name) => {
    const life = lifeOf(name);
    const own = minors().filter((minor) => life && life.first <= minor && minor <= life.last);
    return own.some((minor) => definitionOf(life?.definition ?? '', minor) === undefined);
  });
  expect(gaps).toEqual([]);
});

/** `metrics.k8s.io` is answered by metrics-server and never written; of `csi.ceph.io` no CRDs are at hand. */
const WITHOUT = ['csi.ceph.io', 'metrics.k8s.io'];

test('the pack knows every API group an add-on brings', () => {
  const groups = new Set([...customPack().names].map((name) => name.split('/')[0]));
  const missing = Object.values(addons).flatMap(({ provides }) => provides.filter((group) => !groups.has(group)));
  expect(missing.filter((group) => !WITHOUT.includes(group))).toEqual([]);
});

test('a definition is kept once for all minors it does not change in', () => {
  expect(made.kubernetes.get('sea.v1.Mast')?.map(([from]) => from)).toEqual([1]);
  expect(made.kubernetes.get('sea.v1.Boat')?.map(([from]) => from)).toEqual([1, 2]);
  expect(made.kubernetes.get('sea.v1.Flag')?.map(([from, shape]) => [from, shape === null])).toEqual([
    [1, false],
    [2, true],
  ]);
});

test('a definition takes enums, keys, defaults and what must not be zero from their sources', () => {
  const [[, boat]] = made.kubernetes.get('sea.v1.BoatSpec') as Fields;
  expect(boat).toEqual({
    defaults: { mast: {}, rig: 'sloop' },
    fields: {
      crew: { items: 'sea.v1.Mast', keys: ['wood'] },
      mast: 'sea.v1.Mast',
      name: { enum: ['a', 'b'], type: 'string' },
      port: 'util.intstr.IntOrString',
      rig: { enum: ['', 'sloop', 'ketch'], type: 'string' },
      sails: [{ enum: ['jib'], type: 'string' }],
      tags: { values: 'string' },
    },
    needs: ['name'],
  });
  expect(made.kubernetes.get('sea.v1.Boat')?.[0]?.[1].fields.status).toBe('any');
});

test('kinds that allow less in a minor are named there', () => {
  expect(made.kubernetes.header.narrower).toEqual({ 2: ['sea.v1.Boat'] });
  expect(narrowerIn(36)).toContain('core.v1.Pod');
  expect(narrowerIn(36)).not.toContain('core.v1.ConfigMap');
});

test('the life of a kind is kept, also of kinds that were gone before', () => {
  expect(made.kubernetes.get('sea.test/v1/Boat')).toEqual([{ definition: 'sea.v1.Boat', first: 1, last: 2 }]);
  expect(made.kubernetes.get('sea.test/v1beta1/Boat')).toEqual([
    { deprecated: 0, first: 0, last: 0, removed: 1, replacement: 'sea.test/v1/Boat' },
  ]);
});

test('of a CRD the served versions are kept, what they share once, and of others the names only', () => {
  const names = [...made.custom.names].filter((name) => name.includes('/'));
  expect(names).toEqual(['sea.test/v1/Quay', 'sea.test/v1beta1/Quay', 'shut.test/v1/Door']);
  expect(made.custom.get('shut.test/v1/Door')).toEqual(['closed']);
  expect(made.custom.get('sea.test/v1beta1/Quay')?.[2]).toBe('deprecated');
  const [shared] = [...made.custom.names].filter((name) => name.startsWith('#'));
  expect(made.custom.get('sea.test/v1/Quay')?.[1].fields.spec.fields).toEqual({ left: shared, right: shared });
});

test('the command writes the same bytes whatever the order of keys, and says what is missing', () => {
  const output = join(folder, 'out');
  const run = (from: string) =>
    execFileSync(
      process.execPath,
      ['--import', 'tsx', 'cli/schema-pack.ts', '--from', from, '--crds', crds, '--output', output],
      { encoding: 'utf8', stdio: 'pipe' },
    );
  const turned = join(folder, 'turned');
  cpSync(releases, turned, { recursive: true });
  writeReleases(turned, true);
  run(turned);
  expect(readFileSync(join(output, 'kubernetes.jsonl'), 'utf8')).toBe(kubernetesText(releases));
  mkdirSync(join(folder, 'empty', '1.1'), { recursive: true });
  writeFileSync(join(folder, 'empty', 'api-lifecycle.tsv'), 'group\n');
  expect(() => run(join(folder, 'empty'))).toThrow(/definitions\.json.*docs\/schemas\.md/);
});
