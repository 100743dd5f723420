import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { synth } from '../../cli/synth';
import { judgeAll } from '../../cli/verify-folders';
import type { Fields, ManifestFile } from '../../manifest/types';
import { addons, catalog, overlay as toy } from '../toy';
import { altered, among, naming, onCluster, second } from './neighbours';
import { clean, plus } from './trees';

const ONE = { name: 'big' };
const first = onCluster(clean(), ONE);
const other = onCluster(second(), ONE);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folder = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'slipway-clusters-'));
  folders.push(root);
  return root;
};

test('overlays that keep apart may share a cluster', () => {
  expect(among(first, other)).toEqual([]);
});

test('two overlays of one cluster that write one object are told at the later one', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: same, namespace: web-two}';
  expect(among(plus(first, 'dev/web', config), plus(other, 'test/web-two', config))).toMatchObject([
    {
      severity: 'error',
      path: 'test/web-two/configmap-same.yaml',
      object: 'ConfigMap web-two/same',
      message: 'Overlay dev writes ConfigMap web-two/same as well, on the same cluster big.',
    },
  ]);
});

test.each<[string, readonly ManifestFile[], readonly ManifestFile[], 'error' | 'warning' | undefined]>([
  ['one destination by name', onCluster(clean(), ONE), onCluster(clean(), ONE), 'error'],
  [
    'one destination by server',
    onCluster(clean(), { server: 'https://a:6443' }),
    onCluster(clean(), { server: 'https://a:6443' }),
    'error',
  ],
  ['two destinations', onCluster(clean(), ONE), onCluster(clean(), { name: 'small' }), undefined],
  ['the cluster of whichever Argo CD', clean(), clean(), 'warning'],
  ['two clusters they name', naming(clean(), 'a'), naming(clean(), 'b'), undefined],
  ['one cluster they name', naming(clean(), 'a'), naming(clean(), 'a'), 'error'],
])('%s: what both write is told accordingly', (_, a, b, severity) => {
  const renamed = b.map(({ path, manifest }) => ({
    path: path.replace('dev/', 'test/'),
    manifest: JSON.parse(
      JSON.stringify(manifest)
        .replaceAll('dist/dev/', 'dist/test/')
        .replaceAll('dev-', 'test-')
        .replaceAll('"dev"', '"test"'),
    ),
  }));
  const severities = among(a, renamed).map((each) => each.severity);
  expect(new Set(severities)).toEqual(new Set(severity ? [severity] : []));
});

test('what one Argo CD may or may not share is one warning for two overlays, with what to write', () => {
  const [found, ...more] = among(clean(), second(clean()).map(back));
  expect(more).toEqual([]);
  expect(found?.message).toMatch(
    /^If https:\/\/kubernetes.default.svc is one cluster for both: .*, and so it is with \d+ more\.$/,
  );
  expect(found?.remedy).toContain('slipway.dev/cluster');
});

const back = ({ path, manifest }: ManifestFile): ManifestFile => ({
  path: path.replace('-two/', '/'),
  manifest: JSON.parse(JSON.stringify(manifest).replaceAll('-two', '')),
});

test('one public host of two overlays', () => {
  const edit = ({ spec }: Fields): void => {
    spec.rules[0].host = 'web.example.com';
  };
  expect(among(first, altered(other, 'Ingress', 'web-two', edit))).toMatchObject([
    {
      object: 'Ingress web-two/web-two',
      at: 'spec.rules[0].host',
      message: expect.stringContaining('web.example.com'),
    },
  ]);
});

test('a host name that leads into the other overlay', () => {
  const files = altered(other, 'Deployment', 'web-two', ({ spec }) => {
    spec.template.spec.containers[0].env[0].value = 'http://store.store.svc:9000';
  });
  expect(among(first, files)).toMatchObject([
    {
      object: 'Deployment web-two/web-two',
      message: "store.store.svc:9000 leads into namespace store, which is overlay dev's.".replace(
        'store.store',
        'http://store.store',
      ),
    },
  ]);
});

test('a policy that lets the other overlay in', () => {
  const files = altered(other, 'NetworkPolicy', 'from-web-two', ({ spec }) => {
    spec.ingress[0].from.push({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } });
  });
  expect(among(first, files)).toMatchObject([
    { object: 'NetworkPolicy store-two/from-web-two', message: "It lets in namespace web, which is overlay dev's." },
  ]);
  const byLabel = altered(other, 'NetworkPolicy', 'from-web-two', ({ spec }) => {
    spec.ingress[0].from.push({
      namespaceSelector: { matchLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  });
  expect(among(first, byLabel)).toHaveLength(1);
});

const PUSH = (overlay: string, entry: string, server: string): string => `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: vault-${overlay}}
spec: {provider: {vault: {server: "${server}", path: kv, auth: {kubernetes: {mountPath: ${overlay}}}}}}
---
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: push-${overlay}, namespace: ${overlay}}
spec:
  secretStoreRefs: [{kind: ClusterSecretStore, name: vault-${overlay}}]
  selector: {secret: {name: x}}
  data: [{match: {remoteRef: {remoteKey: ${entry}}}}]`;

test('one entry of one store, also from two clusters where the store has an address of its own', () => {
  const with2 = (server: string, entry = 'shared/login', destination: Fields = ONE): readonly string[] =>
    among(
      plus(first, 'dev/web', PUSH('dev', 'shared/login', server)),
      plus(onCluster(second(), destination), 'test/web-two', PUSH('test', entry, server)),
    ).map(({ message }) => message);
  const message = 'Overlay dev writes the entry shared/login of the same store as well.';
  expect(with2('http://vault.vault.svc:8200')).toEqual([message]);
  expect(with2('http://vault.vault.svc:8200', 'test/login')).toEqual([]);
  expect(with2('http://vault.vault.svc:8200', 'shared/login', { name: 'small' })).toEqual([]);
  expect(with2('https://vault.example.com', 'shared/login', { name: 'small' })).toEqual([message]);
});

test('an object may say why it is shared', () => {
  const files = altered(other, 'Ingress', 'web-two', ({ metadata, spec }) => {
    metadata.annotations['verify.slipway.dev/shared-cluster'] = 'one door for both';
    spec.rules[0].host = 'web.example.com';
  });
  expect(among(first, files)).toMatchObject([{ waived: 'one door for both' }]);
});

test('the command holds a copy of an overlay against the one it was copied from', () => {
  const root = folder();
  cpSync('dist/dev', join(root, 'dev'), { recursive: true });
  cpSync('dist/dev', join(root, 'zone'), { recursive: true });
  const { findings } = judgeAll([root], []);
  expect(findings.length).toBeGreaterThan(100);
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['shared-cluster']));
  expect(findings.every(({ path }) => path.includes('/zone/'))).toBe(true);
});

test('synth publishes nothing where two overlays overwrite each other', () => {
  const root = folder();
  const told: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = ((text: string) => told.push(text) > 0) as typeof write;
  const both = (cluster: (name: string) => string) =>
    ['one', 'two'].map((name) => {
      const own = toy({ name });
      return { ...own, site: { ...own.site, cluster: cluster(name) } };
    });
  const run = (cluster: (name: string) => string) =>
    synth({ overlays: () => both(cluster), catalog, addons, only: [], output: join(root, 'dist') });
  try {
    expect(run(() => 'shared')).toBe(1);
    expect(told.join('')).toMatch(/two .*Overlay one writes .* on the same cluster shared \[shared-cluster\]/);
    expect(run((name) => name)).toBe(0);
    expect(readFileSync(join(root, 'dist/two/apps/appproject-two.yaml'), 'utf8')).toContain('slipway.dev/cluster: two');
  } finally {
    process.stderr.write = write;
  }
});
