import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { synth } from '../../cli/synth';
import type { Fields, ManifestFile } from '../../manifest/types';
import { type Finding, KeptProofs, Neighbourhood, verifyAmong } from '../../verify/index';
import { judges } from '../../verify/kept-proofs';
import { addons, catalog, overlay as toy } from '../toy';
import { altered, among, onCluster, second } from './neighbours';
import { changed, clean } from './trees';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-proofs-'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const NOBODYS = (_: Finding): boolean => false;
const ANYBODYS = (_: Finding): boolean => true;

const textsOf = (files: readonly ManifestFile[]) =>
  files.map(({ path, manifest }) => ({ path, text: JSON.stringify(manifest) }));

/** What one run says about overlays, and which of them it judged: among themselves alone, but for what `own` lets through. */
function run(overlays: readonly (readonly ManifestFile[])[], by = 'the same judges', own = NOBODYS) {
  const proofs = new KeptProofs(folder, by);
  const neighbours = new Neighbourhood();
  const judged: string[] = [];
  const findings = overlays.flatMap((files): readonly Finding[] => {
    const name = files[0]?.path.split('/')[0] ?? '';
    return proofs.findings(name, textsOf(files), neighbours, () => {
      judged.push(name);
      return verifyAmong(neighbours, files).filter(own);
    });
  });
  return { judged, findings: [...findings, ...neighbours.findings()] };
}

test('an overlay without a finding is judged once', () => {
  expect(run([clean(), second()]).judged).toEqual(['dev', 'test']);
  expect(run([clean(), second()]).judged).toEqual([]);
});

test('an overlay of which anything is different is judged, and it alone', () => {
  run([clean(), second()]);
  const other = changed('ConfigMap', 'web', ({ data }) => {
    data.more = 'text';
  });
  expect(run([other, second()]).judged).toEqual(['dev']);
  const moved = clean().map(({ path, manifest }, index) => ({ path: index === 0 ? `${path}x` : path, manifest }));
  expect(run([moved, second()]).judged).toEqual(['dev']);
});

test('other judges have not seen it', () => {
  run([clean()]);
  expect(run([clean()], 'others').judged).toEqual(['dev']);
});

test('what there is to say is said in every run', () => {
  const broken = changed('Service', 'web', ({ spec }) => {
    spec.selector = { app: 'nobody' };
  });
  const { findings } = run([broken], 'judges', ANYBODYS);
  expect(findings).not.toEqual([]);
  expect(run([broken], 'judges', ANYBODYS)).toEqual({ judged: ['dev'], findings });
});

test.each<[string, string]>([
  ['that is cut off', 'all'],
  ['of which only the first line is left', 'body'],
  ['that is none', 'nothing'],
])('a kept proof %s counts as none', (_, damage) => {
  run([clean()]);
  const [name = ''] = readdirSync(folder);
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  const [key = ''] = text.split('\n');
  writeFileSync(file, damage === 'all' ? text.slice(0, -10) : damage === 'body' ? `${key}\n` : '');
  expect(run([clean()])).toEqual({ judged: ['dev'], findings: [] });
});

test('where nothing can be written every overlay is judged', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  folder = join(file, 'below');
  expect(run([clean()]).judged).toEqual(['dev']);
  expect(run([clean()]).judged).toEqual(['dev']);
  folder = join(file, '..');
});

const ONE = { name: 'big' };
const first = onCluster(clean(), ONE);
const other = onCluster(second(), ONE);

const CONFLICTS: readonly (readonly [string, readonly ManifestFile[]])[] = [
  [
    'a public host',
    altered(other, 'Ingress', 'web-two', ({ spec }: Fields) => {
      spec.rules[0].host = 'web.example.com';
    }),
  ],
  [
    'a host name that leads into it',
    altered(other, 'Deployment', 'web-two', ({ spec }: Fields) => {
      spec.template.spec.containers[0].env[0].value = 'http://store.store.svc:9000';
    }),
  ],
  [
    'a policy that lets it in',
    altered(other, 'NetworkPolicy', 'from-web-two', ({ spec }: Fields) => {
      spec.ingress[0].from.push({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } });
    }),
  ],
  ['an object', [...other, { path: 'test/web-two/web.yaml', manifest: manifestOf(first, 'Namespace', 'web') }]],
];

function manifestOf(files: readonly ManifestFile[], kind: string, name: string): ManifestFile['manifest'] {
  const found = files.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found.manifest;
}

test.each(CONFLICTS)('%s is held against an overlay whose proof was kept', (_, files) => {
  run([first]);
  const { judged, findings } = run([first, files]);
  expect(judged).toEqual(['test']);
  const told = findings.filter(({ rule }) => rule === 'shared-cluster');
  expect(told).not.toEqual([]);
  expect(told).toEqual(among(first, files));
});

test('judges are others when a rule, its data, a library or the version of Node.js is', () => {
  const root = join(folder, 'project');
  for (const room of ['manifest', 'verify'])
    cpSync(new URL(`../../${room}`, import.meta.url), join(root, room), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), '{}');
  const known = new Set([judges(root)]);
  const isNews = (): boolean => known.size < known.add(judges(root)).size;
  expect(isNews()).toBe(false);
  for (const path of [
    'verify/rules/names.ts',
    'verify/schema/facts/kubernetes.jsonl',
    'manifest/kinds.ts',
    'package-lock.json',
  ]) {
    writeFileSync(join(root, path), `${readFileSync(join(root, path), 'utf8')}\n`);
    expect(isNews(), path).toBe(true);
  }
  vi.spyOn(process, 'version', 'get').mockReturnValue('v99.0.0');
  expect(isNews()).toBe(true);
});

test('synth publishes the same with and without kept proofs, and tells what is wrong in every run', () => {
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  const run = (name: string, services?: Fields): number =>
    synth({
      overlays: () => [toy({ name: 'one', ...(services && { services }) })],
      catalog,
      addons,
      only: [],
      output: join(folder, name),
      proofs: join(folder, 'proofs'),
    });
  mkdirSync(join(folder, 'a'));
  expect(run('a')).toBe(0);
  expect(run('b')).toBe(0);
  const files = (name: string) => readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).sort();
  expect(files('b')).toEqual(files('a'));
  said = '';
  expect(run('b', { shop: true })).toBe(1);
  const before = said;
  said = '';
  expect(run('b', { shop: true })).toBe(1);
  expect(said).toBe(before);
});
