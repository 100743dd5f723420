import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readFolder, readText } from '../../verify/index';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folder = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-read-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';

test('YAML files below a folder are read in order, others left alone', () => {
  const { files, findings } = readFolder(folder({ 'b/x.yaml': CONFIG, 'a/y.yml': CONFIG, 'a/README.md': 'text' }));
  expect(files.map(({ path }) => path)).toEqual(['a/y.yml', 'b/x.yaml']);
  expect(findings).toEqual([]);
});

test("an overlay's folder alone is read as if below its parent", () => {
  const root = folder({ 'dev/root.yaml': CONFIG, 'dev/trino/x.yaml': CONFIG });
  expect(readFolder(join(root, 'dev')).files.map(({ path }) => path)).toEqual(['dev/root.yaml', 'dev/trino/x.yaml']);
});

test('several documents, empty ones and lists are read as objects', () => {
  const list = `kind: List\napiVersion: v1\nitems:\n- ${CONFIG.trimEnd().replaceAll('\n', '\n  ')}\n`;
  const { files, findings } = readText('x.yaml', `# only a comment\n---\n${CONFIG}---\n${list}---\n`);
  expect(files).toHaveLength(2);
  expect(findings).toEqual([]);
});

test('a list of one kind lends its kind to its objects', () => {
  const list = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleList\nitems: [{metadata: {name: a}}]';
  expect(readText('x.yaml', list).files[0]?.manifest).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'a' },
  });
});

test.each([
  ['no YAML', 'a: [b'],
  ['no object', 'a: b'],
  ['no name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}'],
  ['a text', 'hello'],
  ['a key twice', 'a: 1\na: 2'],
])('a file that holds %s is a finding, not a crash', (_, text) => {
  const { files, findings } = readText('dev/x.yaml', text);
  expect(files).toEqual([]);
  expect(findings).toMatchObject([{ rule: 'readable', severity: 'error', path: 'dev/x.yaml' }]);
});
