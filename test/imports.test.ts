import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiObject } from 'cdk8s';
import { dump, load } from 'js-yaml';
import { afterEach, expect, test, vi } from 'vitest';
import { factsDigest, factsOf, sha256 } from '../cli/import/facts';
import { importAll } from '../cli/import/run';
import { readSources } from '../cli/import/sources';
import { tidy } from '../cli/import/tidy';
import { type Fields, groupOf } from '../manifest/types';

const listed = await readSources('imports/sources.yaml');
const files = listed.flatMap((project) => project.files);
const generated = readdirSync('imports').filter((name) => name.endsWith('.ts'));
const codeOf = (name: string): readonly string[] => readFileSync(join('imports', name), 'utf8').split('\n');

const folders: string[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const crd = (description?: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'boats.sea.test' },
  spec: {
    group: 'sea.test',
    names: { kind: 'Boat', plural: 'boats' },
    versions: [
      { name: 'v1beta1', served: true, storage: false, schema: { openAPIV3Schema: schema('old', description) } },
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema('masts', description) } },
    ],
  },
});

const schema = (field: string, description?: string) => {
  const properties = {
    [field]: { type: 'integer', ...(description && { description }) },
    description: { type: 'string' },
  };
  return { type: 'object', properties: { spec: { type: 'object', properties } } };
};

interface Port {
  readonly from: string;
  readonly sources: string;
  readonly output: string;
}

/** A folder with one CRD file, a list that pins it with `pins` laid over the right ones, and an output folder. */
function port(pins: Fields = {}, text = dump(crd('How many masts the boat has.')), version = 'v1.0.0'): Port {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  folders.push(folder);
  const paths = { from: join(folder, 'in'), sources: join(folder, 'list.yaml'), output: join(folder, 'out') };
  mkdirSync(join(paths.from, 'harbour'), { recursive: true });
  mkdirSync(paths.output);
  writeFileSync(join(paths.output, 'kept.ts'), '// by hand\n');
  writeFileSync(join(paths.from, 'harbour', 'boats.yaml'), text);
  const url = 'https://raw.githubusercontent.com/sea/harbour/v1.0.0/boats.yaml';
  const file = { url, sha256: '', factsSha256: '', apiVersion: 'sea.test/v1', kinds: ['Boat'] };
  const digests = { sha256: sha256(text), factsSha256: factsDigest(factsOf(text, file, url)) };
  const project = { name: 'harbour', version, licence: 'MIT', ...pins.project };
  const list = { projects: [{ ...project, files: [{ ...file, ...digests, ...pins.file }] }] };
  writeFileSync(paths.sources, dump(list));
  return paths;
}

const refusal = async (pins: Fields): Promise<string> => {
  const paths = port(pins);
  const message = await importAll(paths).then(
    () => 'imported',
    (error: Error) => error.message,
  );
  expect(readdirSync(paths.output)).toEqual(['kept.ts']);
  return message.replaceAll(paths.from, 'in').replaceAll(paths.sources, 'list.yaml');
};

test('every project of the list is under a permissive licence and every file pinned by sha256', () => {
  const { projects } = load(readFileSync('imports/sources.yaml', 'utf8')) as Fields;
  expect(projects.length).toBeGreaterThan(0);
  for (const project of projects) {
    expect(['Apache-2.0', 'MIT']).toContain(project.licence);
    for (const file of project.files) expect(file.sha256, file.url).toMatch(/^[0-9a-f]{64}$/);
  }
});

test('there is one file for each group of the list and no other', () => {
  const groups = new Set(files.map(({ apiVersion }) => `${groupOf(apiVersion)}.ts`));
  expect(generated).toEqual([...groups].sort());
});

test.each(generated)('%s names generator, project, version and licence, and says nothing else', (name) => {
  const [first, upstream, ...code] = codeOf(name);
  expect(first).toContain('npm run import');
  const project = listed.find((one) => one.files.some(({ apiVersion }) => `${groupOf(apiVersion)}.ts` === name));
  expect(upstream).toBe(`// Upstream: ${project?.name} ${project?.version}, ${project?.licence}.`);
  expect(code.filter((line) => /^\s*(\/\/|\/?\*)|\/\*\*|[a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(line))).toEqual([]);
});

test.each(generated)('%s exports a class for each kind of the list and no other', async (name) => {
  const exported: readonly Fields[] = Object.values(await import(join(process.cwd(), 'imports', name)));
  const classes = exported.filter((one) => Object.getPrototypeOf(one) === ApiObject);
  const ofGroup = files.filter(({ apiVersion }) => `${groupOf(apiVersion)}.ts` === name);
  const kinds = ofGroup.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion} ${kind} ${kind}`));
  expect(classes.map(({ GVK, name }) => `${GVK.apiVersion} ${GVK.kind} ${name}`).sort()).toEqual(kinds.sort());
});

test('an import gives the same bytes twice, also from a copy without descriptions, and leaves other files alone', async () => {
  const paths = port();
  expect(await importAll(paths)).toEqual(['sea.test.ts']);
  const code = readFileSync(join(paths.output, 'sea.test.ts'), 'utf8');
  expect(code).toContain('readonly masts?: number;');
  expect(code).toContain('readonly description?: string;');
  expect(code).not.toMatch(/How many|old|v1beta1|@schema|eslint/);
  writeFileSync(join(paths.from, 'harbour', 'boats.yaml'), JSON.stringify(crd()));
  writeFileSync(join(paths.output, 'gone.test.ts'), code);
  await importAll(paths);
  expect(readFileSync(join(paths.output, 'sea.test.ts'), 'utf8')).toBe(code);
  expect(readdirSync(paths.output)).toEqual(['kept.ts', 'sea.test.ts']);
});

test('a file that is not the pinned one is refused with both digests, and nothing is written', async () => {
  const zero = '0'.repeat(64);
  const right = sha256(dump(crd('How many masts the boat has.')));
  expect(await refusal({ file: { sha256: zero, factsSha256: zero } })).toContain(
    `in/harbour/boats.yaml: expected sha256 ${zero}, got ${right}; `,
  );
  expect(await refusal({ file: { factsSha256: zero } })).toContain(
    `in/harbour/boats.yaml: expected factsSha256 ${zero}`,
  );
});

test.each([
  [
    { file: { apiVersion: 'sea.test/v1beta1' } },
    'in/harbour/boats.yaml → Boat: does not serve and store sea.test/v1beta1',
  ],
  [{ file: { kinds: ['Ship'] } }, 'in/harbour/boats.yaml: has no Ship of sea.test'],
  [
    { file: { kinds: ['Boat', 'Boat'] } },
    'list.yaml → projects → harbour → files → 0 → kinds: repeats Boat of sea.test; name each kind',
  ],
  [
    { file: { sha256: 'abc' } },
    'list.yaml → projects → harbour → files → 0 → sha256: "abc" is not a sha256 in quotes; write the 64',
  ],
  [
    { file: { url: 'https://raw.githubusercontent.com/sea/harbour/main/boats.yaml' } },
    'url: is not a file of version v1.0.0',
  ],
  [
    { project: { licence: 'AGPL-3.0' } },
    'list.yaml → projects → harbour → licence: "AGPL-3.0" is not a licence that lets us',
  ],
  [{ project: { name: 'quay' } }, 'in/quay/boats.yaml: cannot be read; put the file there'],
])('a fault of the list is one sentence: %j', async (pins, sentence) => {
  const message = await refusal(pins);
  expect(message).toContain(sentence);
  expect(message.split('\n')).toHaveLength(1);
});

test('a download must have the published bytes, even where a copy in a folder would do', async () => {
  const { from: _, ...online } = port();
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(crd())));
  await expect(importAll(online)).rejects.toThrow(
    /v1\.0\.0\/boats\.yaml: expected sha256 [0-9a-f]{64}, got [0-9a-f]{64};/,
  );
  vi.stubGlobal('fetch', async () => new Response(dump(crd('How many masts the boat has.'))));
  expect(await importAll(online)).toEqual(['sea.test.ts']);
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  await expect(importAll(online)).rejects.toThrow('boats.yaml: cannot be downloaded (status 404); name a folder');
});

test('code that cdk8s import cut values from is refused', () => {
  expect(() => tidy("A = '__stripped_by_cdk8s__'", 'sea.test', listed)).toThrow('sea.test: cdk8s import dropped');
});

test('the command fails with the sentence on stderr', async () => {
  const { from, sources, output } = port({ project: { licence: 'AGPL-3.0' } });
  const flags = ['--from', from, '--sources', sources, '--output', output];
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'cli/import.ts', ...flags]);
  await expect(run).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('AGPL-3.0') });
});
