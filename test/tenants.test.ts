import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTenants } from '../overlays/tenants';
import { ProblemError } from '../platform/problem';

const folder = mkdtempSync(join(tmpdir(), 'roster-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string): ReturnType<typeof readTenants> {
  const file = join(folder, 'tenants.yaml');
  writeFileSync(file, content);
  return readTenants(file);
}

const ROW = {
  name: 'acme',
  region: 'eu-central-1',
  account: '123456789012',
  size: 'small',
  vpc: 'vpc-0a1b2c3d4e5f60718',
  privateSubnets: ['10.40.0.0/20'],
  publicSubnets: ['10.40.96.0/24'],
  certificate: '00000000-0000-0000-0000-000000000000',
};

/** JSON is YAML too. */
const roster = (...rows: readonly unknown[]): string => JSON.stringify({ tenants: rows });

/** The sentences people see. */
function faultsOf(content: string): string {
  try {
    read(content);
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    return (error as ProblemError).message;
  }
  return 'none';
}

test('the committed roster can be read', () => {
  expect(readTenants(new URL('../overlays/tenants.yaml', import.meta.url))).toEqual([]);
});

test('the example in the committed roster is a good row', () => {
  const content = readFileSync(new URL('../overlays/tenants.yaml', import.meta.url), 'utf8');
  const example = content.split('\n').filter((line) => /^# ( {2}|- )\w/.test(line));
  const [overlay] = read(`tenants:\n${example.map((line) => line.slice(2)).join('\n')}\n`);
  expect(overlay?.name).toBe('tenant-acme');
  expect(overlay?.site.kubernetes).toBe('1.34');
  expect(overlay?.site.registry.prefix).toBe('registry.example.com/acme');
});

test('a row becomes an overlay on EKS in its own account', () => {
  const [overlay] = read(roster(ROW));
  expect(overlay?.name).toBe('tenant-acme');
  expect(overlay?.site.kind).toBe('EKS');
  expect(overlay?.site.domain).toBe('acme.254carbon.com');
  expect(overlay?.site.destination).toEqual({ name: 'tenant-acme' });
  expect(overlay?.site.registry.prefix).toBe('123456789012.dkr.ecr.eu-central-1.amazonaws.com');
  expect(overlay?.site.ingress.cidrs).toEqual(['10.40.96.0/24']);
});

test('a Chinese region changes registry, certificate and roles', () => {
  const [overlay] = read(roster({ ...ROW, region: 'cn-north-1' }));
  expect(overlay?.site.registry.prefix).toBe('123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn');
  expect(overlay?.site.ingress.annotations['alb.ingress.kubernetes.io/certificate-arn']).toMatch(/^arn:aws-cn:acm:/);
  expect(overlay?.site.addons['external-secrets'].roleArn).toMatch(/^arn:aws-cn:iam::/);
});

test('a large tenant has more nodes and larger settings than a small one', () => {
  const [small, large] = read(roster(ROW, { ...ROW, name: 'big', size: 'large' }));
  expect(large?.site.nodes.count).toBeGreaterThan(small?.site.nodes.count ?? 0);
  expect(large?.services).not.toEqual(small?.services);
});

test('overlays come in the order of the rows', () => {
  const names = read(roster({ ...ROW, name: 'zeta' }, ROW)).map(({ name }) => name);
  expect(names).toEqual(['tenant-zeta', 'tenant-acme']);
});

test('a missing file is one sentence', () => {
  expect(() => readTenants(join(folder, 'nowhere.yaml'))).toThrow(
    /^overlays\/tenants\.yaml: it cannot be read, ENOENT[^\n]*; restore the file from Git, [^\n]*\.$/,
  );
});

test('text that is no YAML is one sentence', () => {
  expect(faultsOf('tenants: [\n')).toMatch(/^overlays\/tenants\.yaml: it is not YAML, [^\n]+; correct the line/);
});

test.each(['', 'null', '[]', 'acme', 'tenants: acme', 'tenants:', '---\n---\n', '# nobody yet'])(
  '"%s" is no roster',
  (content) => {
    expect(faultsOf(content)).toMatch(/^overlays\/tenants\.yaml: .*"tenants/);
  },
);

test('a stray key at the top is named', () => {
  expect(faultsOf('tenants: []\ntenant: []')).toBe(
    'overlays/tenants.yaml: there is no key "tenant" at its top; keep the one key "tenants".',
  );
});

test.each([['acme'], [null], [7], [[]]])('a row that is %j is no row', (row) => {
  expect(faultsOf(roster(row))).toMatch(
    /^overlays\/tenants\.yaml → row 1: it is not a map of fields; write "- name: acme"/,
  );
});

test('an unknown field is named with the nearest known one', () => {
  expect(faultsOf(roster({ ...ROW, regoin: 'eu-central-1' }))).toBe(
    'overlays/tenants.yaml → row 1 (acme) → regoin: there is no field "regoin"; did you mean "region".',
  );
});

test('two rows of one name are named', () => {
  expect(faultsOf(roster(ROW, { ...ROW }))).toBe(
    'overlays/tenants.yaml → row 2 (acme) → name: row 1 has the same name; give each tenant a name of its own.',
  );
});

test('every fault of every row is told at once', () => {
  const lines = faultsOf(roster({ ...ROW, region: 'mars', size: 'huge' }, { ...ROW, account: 12 })).split('\n');
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'overlays/tenants.yaml → row 1 (acme) → region',
    'overlays/tenants.yaml → row 1 (acme) → size',
    'overlays/tenants.yaml → row 2 (acme) → account',
    'overlays/tenants.yaml → row 2 (acme) → name',
  ]);
});

test.each([
  ['name', 'Acme'],
  ['name', 'acme-'],
  ['name', 'a'.repeat(25)],
  ['region', 'eu-central'],
  ['region', 'eu-central-1a'],
  ['account', 123456789012],
  ['account', '1234'],
  ['size', 'medium'],
  ['vpc', 'subnet-1'],
  ['privateSubnets', []],
  ['publicSubnets', ['10.0.0.0']],
  ['publicSubnets', ['10.0.300.0/24']],
  ['certificate', 'arn:aws:acm'],
  ['apiService', '172.20.0.1/32'],
  ['kubernetes', 1.34],
  ['kubernetes', '2.0'],
  ['kubernetes', '1.34.1'],
  ['registry', 'https://registry.example.com'],
])('%s: %j is not accepted', (field, value) => {
  const sentence = faultsOf(roster({ ...ROW, [field]: value }));
  expect(sentence).toMatch(new RegExp(`→ row 1 .*→ ${field}: .* is not accepted; (write|list) `));
});

test.each(Object.keys(ROW))('a row without %s is not accepted', (field) => {
  const { [field as keyof typeof ROW]: _, ...rest } = ROW;
  expect(faultsOf(roster(rest))).toContain(`→ ${field}: it is missing; `);
});
