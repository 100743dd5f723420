import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FORMATS, report } from '../cli/report';
import { stepsOf } from '../cli/report/lines';
import { judgeAll } from '../cli/verify-folders';
import { sectionOf } from '../cli/verify-rules';
import { rules } from '../verify';

const SLIPWAY = new URL('../cli/slipway.js', import.meta.url).pathname;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const folder = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-verify-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

const slipway = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SLIPWAY, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: web
  annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}
`;
const config = (name: string, extra = ''): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: web
${extra}data:
  first: harmless
  address: http://gone.web.svc:80
`;
const waiver = (rule: string, reason: string): string =>
  `  annotations:\n    verify.slipway.dev/${rule}: ${JSON.stringify(reason)}\n`;

const found = (root: string, ...allowed: readonly string[]) =>
  judgeAll([root], allowed).findings.map(({ rule, path }) => `${rule} ${path.slice(path.indexOf(root.slice(-6)) + 7)}`);

test('a clean folder ends with 0, one with errors with 1, a missing one with 2', () => {
  const clean = folder({ 'a.yaml': NAMESPACE });
  expect(slipway('verify', clean)).toMatchObject({ status: 0, stderr: '' });
  expect(slipway('verify', folder({ 'a.yaml': NAMESPACE, 'b.yaml': config('a') })).status).toBe(1);
  expect(slipway('verify', join(clean, 'gone'))).toMatchObject({ status: 2, stdout: '' });
  expect(slipway('verify', join(clean, 'gone')).stderr).toContain('there is no such folder');
});

test('a folder without YAML and an unknown option end with 2', () => {
  expect(slipway('verify', folder({ 'README.md': 'x' }))).toMatchObject({ status: 2 });
  expect(slipway('verify', '--format', 'xml')).toMatchObject({ status: 2 });
});

test('the command runs from any folder', () => {
  const text = execFileSync(process.execPath, [SLIPWAY, 'rules', 'waiver'], { cwd: tmpdir(), encoding: 'utf8' });
  expect(text).toContain('hides a fault');
});

test('people are told rule, file with line, object, field and remedy', () => {
  const text = FORMATS.people(report(judgeAll([folder({ 'a.yaml': NAMESPACE, 'b.yaml': config('a') })], [])));
  expect(text).toMatch(
    /host-closure .*first request fails\.\n {2}error .*b\.yaml:8\n {4}ConfigMap web\/a data\.address\n/,
  );
  expect(text).toContain('→ Use the address of the service that is meant.');
  expect(text).toContain('in 2 objects of 1 overlay');
});

test('more than fifty findings of a rule are counted', () => {
  const many = Array.from({ length: 60 }, (_, index) => config(`c${index}`)).join('---\n');
  const text = FORMATS.people(report(judgeAll([folder({ 'a.yaml': NAMESPACE, 'b.yaml': many })], [])));
  expect(text).toContain('and 10 more of this rule');
});

test('lines are found in files of several objects', () => {
  const root = folder({ 'a.yaml': NAMESPACE, 'b.yaml': `${config('one')}---\n${config('two')}` });
  const { findings } = JSON.parse(FORMATS.json(report(judgeAll([root], []))));
  const hosts = findings.filter(({ rule }: { rule: string }) => rule === 'host-closure');
  expect(hosts.map(({ line }: { line: number }) => line)).toEqual([8, 17]);
});

test('a field path is taken apart', () => {
  expect(stepsOf('data["a.b"].c[2].d')).toEqual(['data', 'a.b', 'c', 2, 'd']);
  expect(stepsOf('metadata.annotations["x/y"]')).toEqual(['metadata', 'annotations', 'x/y']);
});

test('marks of GitHub escape what would end them', () => {
  const text = FORMATS.github(report(judgeAll([folder({ 'a.yaml': NAMESPACE, 'b,1.yaml': config('a') })], [])));
  expect(text).toMatch(/^::error file=.*b%2C1\.yaml,line=8,title=host-closure::ConfigMap web\/a data\.address: http:/m);
  expect(
    text
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('::')),
  ).toBe(true);
});

test('SARIF names every rule, and waived findings as suppressed', () => {
  const root = folder({ 'a.yaml': NAMESPACE, 'b.yaml': config('a', waiver('host-closure', 'it comes later')) });
  const { runs, version } = JSON.parse(FORMATS.sarif(report(judgeAll([root], []))));
  expect(version).toBe('2.1.0');
  expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
  const result = runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'host-closure');
  expect(result).toMatchObject({
    level: 'error',
    suppressions: [{ kind: 'inSource', justification: 'it comes later' }],
  });
  expect(result.locations[0].physicalLocation.region.startLine).toBe(10);
});

test('a waived finding is told in every format and does not count', () => {
  const root = folder({ 'a.yaml': NAMESPACE, 'b.yaml': config('a', waiver('host-closure', 'it comes later')) });
  const told = report(judgeAll([root], []));
  expect(told).toMatchObject({ errors: 0, waived: 1 });
  for (const format of Object.values(FORMATS)) expect(format(told)).toContain('it comes later');
  expect(slipway('verify', root).status).toBe(0);
});

test.each([
  ['no reason', 'host-closure', ' ', ['host-closure b.yaml', 'waiver b.yaml']],
  ['no such rule', 'host-closures', 'because', ['host-closure b.yaml', 'waiver b.yaml']],
  ['the rule of waivers itself', 'waiver', 'because', ['host-closure b.yaml', 'waiver b.yaml']],
])('a waiver with %s is an error and waives nothing', (_, rule, reason, expected) => {
  const result = judgeAll([folder({ 'a.yaml': NAMESPACE, 'b.yaml': config('a', waiver(rule, reason)) })], []);
  const { findings } = result;
  expect(
    findings.filter(({ rule: id }) => id !== 'unused').map(({ rule: id, path }) => `${id} ${path.slice(-6)}`),
  ).toEqual(expected);
  expect(findings.filter(({ waived }) => waived !== undefined)).toEqual([]);
  expect(findings.find(({ rule: id }) => id === 'waiver')?.severity).toBe('error');
});

test('a waiver that waives nothing is a warning', () => {
  const root = folder({ 'a.yaml': NAMESPACE, 'b.yaml': config('a', waiver('way-in', 'because')) });
  const { findings } = judgeAll([root], []);
  expect(findings.find(({ rule }) => rule === 'waiver')).toMatchObject({ severity: 'warning' });
});

test('a folder of overlays is judged overlay by overlay, one overlay alone as well', () => {
  const root = folder({ 'dev/root.yaml': NAMESPACE, 'prod/root.yaml': NAMESPACE, 'prod/web/b.yaml': config('a') });
  expect(judgeAll([root], []).overlays).toEqual(['dev', 'prod']);
  expect(judgeAll([join(root, 'prod')], []).overlays).toEqual(['prod']);
  expect(judgeAll([join(root, 'prod')], []).findings[0]?.path).toContain('prod/web/b.yaml');
});

test('objects in different folders of one installation see each other', () => {
  expect(found(folder({ 'namespaces/a.yaml': NAMESPACE, 'web/b.yaml': config('a') }))).toContain(
    'host-closure web/b.yaml',
  );
});

test('a kind nobody knows is an error unless it is allowed', () => {
  const root = folder({
    'a.yaml': NAMESPACE,
    'b.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: web}\n',
  });
  const unknown = (...allowed: readonly string[]) =>
    judgeAll([root], allowed).findings.filter(({ rule }) => rule === 'unknown-kind');
  expect(unknown()).toMatchObject([{ severity: 'error' }]);
  expect(unknown('Widget.example.com')).toEqual([]);
  expect(unknown('Gadget.example.com')).toHaveLength(1);
});

const bomb = Array.from({ length: 12 }, (_, row) => `b${row}: &b${row} [${`*b${row - 1}, `.repeat(9)}x]`);

test.each<[string, string | Uint8Array, string]>([
  ['a file that is no YAML', 'a: [b', 'cannot be read'],
  ['a key twice', 'a: 1\na: 2', 'duplicated'],
  ['two objects without ---', config('a') + config('b'), 'Two objects stand in one document'],
  ['a template', 'a:\n{{- if .x }}\n  b: c\n{{- end }}\n', 'template'],
  ['a file of ten megabytes', `a: ${'x'.repeat(10_000_000)}`, 'is the limit'],
  ['a binary file', new Uint8Array([0, 1, 2, 255]), 'no text'],
  ['a file in another encoding', new Uint8Array([97, 58, 32, 255]), 'no UTF-8'],
  ['aliases in a circle', 'a: &a {b: *a}', 'leads back'],
  ['an alias bomb', ['b: &b-1 x', ...bomb].join('\n'), 'unfold'],
  ['endless nesting', '['.repeat(20_000), 'cannot be read'],
  ['no object', 'hello', 'apiVersion'],
])('%s is a finding', (_, text, message) => {
  const { findings } = judgeAll([folder({ 'a.yaml': NAMESPACE, 'b.yaml': text })], []);
  expect(findings).toMatchObject([{ rule: 'readable', path: expect.stringContaining('b.yaml') }]);
  expect(findings[0]?.message).toContain(message);
});

test('links that lead nowhere or to a folder are findings, links to files are read', () => {
  const root = folder({ 'a.yaml': NAMESPACE, 'sub/x.txt': '' });
  symlinkSync('gone.yaml', join(root, 'broken.yaml'));
  symlinkSync('.', join(root, 'sub/loop'));
  symlinkSync('../a.yaml', join(root, 'sub/again.yaml'));
  expect(found(root)).toEqual(['readable broken.yaml', 'unique-identity sub/again.yaml', 'readable sub/loop']);
});

test('the templates of a chart are named and left out', () => {
  const root = folder({
    'a.yaml': NAMESPACE,
    'chart/Chart.yaml': 'apiVersion: v2\nname: c\n',
    'chart/values.yaml': 'a: 1\n',
    'chart/templates/x.yaml': 'a: {{ .Values.a }}\n',
    'chart/templates/sub/y.yaml': 'b: 1\n',
  });
  expect(found(root)).toEqual(['readable chart/templates/sub/y.yaml', 'readable chart/templates/x.yaml']);
  expect(judgeAll([root], []).findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
});

test('merge keys count', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: web}\ndata: {<<: {address: "http://gone.web.svc:80"}}\n';
  expect(found(folder({ 'a.yaml': NAMESPACE, 'b.yaml': text }))).toContain('host-closure b.yaml');
});

test('every rule has a section to show', () => {
  const docs = readFileSync(new URL('../docs/rules.md', import.meta.url), 'utf8');
  expect(sectionOf(docs, 'way-in')).toMatch(/^A port[\s\S]*\*Remedy:\*/);
  expect(sectionOf(docs, 'nothing')).toBe('');
});

test('rules lists all of them and knows none by another name', () => {
  const { stdout, status } = slipway('rules');
  expect(stdout.trimEnd().split('\n')).toHaveLength(rules.length);
  expect(status).toBe(0);
  expect(slipway('rules', 'host')).toMatchObject({ status: 2, stdout: '' });
});

test('what was found as files were read can be waived as well', () => {
  const text = (waiver: string): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  annotations: {${waiver}}\n  finalizers: [on]\n`;
  const agreement = (waiver: string) =>
    judgeAll([folder({ 'a.yaml': text(waiver) })], []).findings.filter(({ rule }) => rule === 'yaml-agreement');
  expect(agreement('')).toMatchObject([{ severity: 'warning', line: 6, at: 'metadata.finalizers[0]' }]);
  expect(agreement('verify.slipway.dev/yaml-agreement: because')).toMatchObject([{ waived: 'because' }]);
});
