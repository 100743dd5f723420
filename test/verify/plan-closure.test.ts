import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { judgeAll } from '../../cli/verify-folders';
import { PLAN_FILE, planFileLines } from '../../manifest/plan-file';
import { describe, identityOf } from '../../manifest/types';
import { readFolder, verify } from '../../verify/index';
import { beside, heldAgainst, planOf } from './plans';
import { changed, clean, plus } from './trees';

const plan = planOf(clean());
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folder = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-plan-'));
  folders.push(root);
  return root;
};

test('a tree that holds what was planned has no finding, and neither has one nobody planned', () => {
  expect(verify(clean(), [beside(plan)])).toEqual([]);
  expect(verify(plus(clean(), 'dev/web', 'apiVersion: v1\nkind: Thing\nmetadata: {name: a}'))).not.toContainEqual(
    expect.objectContaining({ rule: 'plan-closure' }),
  );
});

test('every object that is gone is named with its file', () => {
  for (const file of clean()) {
    const object = describe(identityOf(file.manifest));
    const [found] = heldAgainst(
      plan,
      clean().filter(({ path, manifest }) => path !== file.path || describe(identityOf(manifest)) !== object),
    );
    expect(found).toMatchObject({ severity: 'error', object, message: `${object} is planned but not there.` });
    expect(found?.remedy).toContain(file.path.slice('dev/'.length));
  }
});

test('an overlay of which only the plan is left lacks everything', () => {
  expect(heldAgainst(plan, []).length).toBeGreaterThanOrEqual(plan.objects.length);
});

test('a key that its Secret will lack is named', () => {
  const files = changed('ExternalSecret', 'web/store-web', ({ spec }) => {
    delete spec.target.template.data.password;
  });
  expect(heldAgainst(plan, files)).toMatchObject([
    {
      object: 'ExternalSecret.external-secrets.io web/store-web',
      message: 'Secret store-web will have no key password, which was planned.',
    },
  ]);
});

test('an object nobody planned is named', () => {
  const files = plus(clean(), 'dev/web', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra, namespace: web}');
  expect(heldAgainst(plan, files)).toMatchObject([{ object: 'ConfigMap web/extra', severity: 'error' }]);
});

test('an object in a folder it was not planned for is named', () => {
  const files = clean().map((file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/store/service-web.yaml' } : file,
  );
  expect(heldAgainst(plan, files)).toMatchObject([{ object: 'Service web/web', path: 'dev/store/service-web.yaml' }]);
});

test('services without folder and edges without service are named', () => {
  const more = {
    ...plan,
    services: [...plan.services, { name: 'shop', wave: 3 }],
    edges: [...plan.edges, { from: 'web', to: 'bank', endpoint: 'http', port: 1 }],
  };
  expect(heldAgainst(more, clean()).map(({ object }) => object)).toEqual(['bank', 'shop']);
});

test('what a provider was planned to keep is named in its folder, where such things are', () => {
  const keeps = (...names: readonly string[]) => ({
    ...plan,
    edges: names.map((name) => ({
      from: 'web',
      to: 'store',
      endpoint: 'http',
      port: 9000,
      claim: { kind: 'bucket', name },
    })),
  });
  const files = plus(
    clean(),
    'dev/store',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: buckets, namespace: store}\ndata: {list: "photos, papers"}',
  );
  const own = { ...keeps('photos', 'papers'), objects: planOf(files).objects };
  expect(heldAgainst(own, files)).toEqual([]);
  expect(heldAgainst({ ...own, edges: keeps('photos', 'paper').edges }, files)).toMatchObject([
    { object: 'bucket store/paper', message: expect.stringContaining('keep the bucket paper for web') },
  ]);
  expect(heldAgainst({ ...own, edges: keeps('paper').edges }, files)).toEqual([]);
});

test('what people waive is told as waived', () => {
  const annotated = 'metadata: {name: extra, namespace: web, annotations: {verify.slipway.dev/plan-closure: a trial}}';
  const files = plus(clean(), 'dev/web', `apiVersion: v1\nkind: ConfigMap\n${annotated}`);
  expect(heldAgainst(plan, files)).toMatchObject([{ waived: 'a trial' }]);
});

test('a plan is read beside its overlay, alone or among others', () => {
  const root = folder();
  mkdirSync(join(root, 'dev'));
  writeFileSync(join(root, 'dev', PLAN_FILE), planFileLines(plan).join('\n'));
  writeFileSync(join(root, 'dev', 'root.yaml'), '');
  expect(readFolder(root).plans).toEqual([beside(plan)]);
  expect(readFolder(join(root, 'dev')).plans).toEqual([beside(plan)]);
  expect(judgeAll([root], []).findings.length).toBeGreaterThanOrEqual(plan.objects.length);
});

test.each([
  ['cut off', '{"fact":"overlay","ov', 'line 1 of the plan is no JSON'],
  ['empty', '', 'names no overlay'],
  ['of another shape', '{"fact":"overlay","overlay":1}', 'line 1'],
])('a plan that is %s is a finding and hides nothing else', (_, text, said) => {
  const root = folder();
  writeFileSync(join(root, PLAN_FILE), text);
  writeFileSync(join(root, 'a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: gone}\n');
  const { findings } = judgeAll([root], []);
  expect(findings.find(({ rule }) => rule === 'plan-closure')?.message).toContain(said);
  expect(findings.some(({ rule }) => rule === 'namespace-explicit' || rule === 'unused')).toBe(true);
});

test('a plan that synth wrote and that is gone is a finding, in the overlay and in its folder alone', () => {
  const root = folder();
  cpSync('dist/dev', join(root, 'dev'), { recursive: true });
  rmSync(join(root, 'dev', PLAN_FILE));
  const gone = [{ rule: 'plan-closure', severity: 'error', path: expect.stringContaining(`dev/${PLAN_FILE}`) }];
  expect(judgeAll([join(root, 'dev')], []).findings).toMatchObject(gone);
  expect(judgeAll([root], []).findings).toMatchObject(gone);
  writeFileSync(join(root, 'dev', 'root.yaml'), readFileSync('dist/dev/root.yaml', 'utf8').replace(/^#.*\n/, ''));
  expect(judgeAll([root], []).findings).toEqual([]);
});

test('a copy of an overlay under another name is judged as the overlay it was', () => {
  const root = folder();
  cpSync('dist/dev', join(root, 'copy'), { recursive: true });
  expect(judgeAll([join(root, 'copy')], []).findings).toEqual([]);
});
