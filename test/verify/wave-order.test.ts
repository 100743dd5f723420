import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const APP = 'Application.argoproj.io argocd/dev-web';

const app = (edit: (manifest: Fields) => void, name = 'dev-web'): readonly ManifestFile[] =>
  changed('Application', name, edit);

const WAVE = 'metadata.annotations["argocd.argoproj.io/sync-wave"]';

const waved = (name: string, wave: string): readonly ManifestFile[] =>
  app(({ metadata }) => {
    metadata.annotations['argocd.argoproj.io/sync-wave'] = wave;
  }, name);

const PUSH = (name: string, key: string): string => `
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: ${name}, namespace: store}
spec:
  secretStoreRefs: [{kind: ClusterSecretStore, name: platform}]
  selector: {secret: {name: store-web}}
  data: [{match: {remoteRef: {remoteKey: ${key}}}}]`;

test.each([
  ['of a service it calls', 'dev-web', '0', 1],
  ['of its namespace', 'dev-store', '-2', 2],
  ['of the store of its credentials', 'dev-cluster', '0', 1],
])('finds a wave not after that %s', (_, name, wave, count) => {
  const found = findings('wave-order', waved(name, wave));
  expect(found).toHaveLength(count);
  expect(found.every(({ at }) => at === WAVE)).toBe(true);
});

test('both Applications and the need are named', () => {
  expect(findings('wave-order', waved('dev-web', '0'))[0]).toMatchObject({
    object: APP,
    message:
      'dev-web (wave 0) is not synced after dev-store (wave 0), whose http://store.store.svc:9000 Deployment web/web needs.',
    remedy: 'Give it a wave above 0.',
  });
});

test('a chart whose values name a service comes after it', () => {
  const chart = (wave: number): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-alloy, namespace: argocd, annotations: {argocd.argoproj.io/sync-wave: "${wave}"}}
spec:
  project: dev
  source: {chart: alloy, repoURL: https://git.example.com/platform.git, targetRevision: 1.0.0, helm: {valuesObject: {url: "http://store.store.svc:9000"}}}
  destination: {server: https://kubernetes.default.svc, namespace: store}`;
  expect(places('wave-order', plus(clean(), 'dev/apps', chart(1)))).toEqual([]);
  expect(places('wave-order', plus(clean(), 'dev/apps', chart(0)))).toEqual([
    `Application.argoproj.io argocd/dev-alloy ${WAVE}`,
  ]);
});

test('inside an Application nothing waits for a later wave', () => {
  const files = changed('ConfigMap', 'web', ({ metadata }) => {
    metadata.annotations = { 'argocd.argoproj.io/sync-wave': '1' };
  });
  expect(places('wave-order', files)).toEqual(['Deployment web/web spec.template.spec.volumes[0].configMap.name']);
});

test('a claim is not synced before its pod', () => {
  const files = (wave: string): readonly ManifestFile[] =>
    plus(
      changed('Deployment', 'web', ({ spec }) => {
        spec.template.spec.volumes.push({ name: 'd', persistentVolumeClaim: { claimName: 'd' } });
      }),
      'dev/web',
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: d, namespace: web, annotations: {argocd.argoproj.io/sync-wave: "${wave}"}}`,
    );
  expect(places('wave-order', files('0'))).toEqual([]);
  expect(places('wave-order', files('-1'))).toEqual([`PersistentVolumeClaim web/d ${WAVE}`]);
});

test('a consumer of a credential is synced after its owner', () => {
  const files = plus(waved('dev-web', '0'), 'dev/store', PUSH('a', 'dev/store/web')).filter(
    ({ manifest: { kind, metadata } }) => metadata.namespace !== 'web' || kind === 'ExternalSecret',
  );
  expect(findings('wave-order', files).map(({ message }) => message)).toEqual([
    'dev-web (wave 0) is not synced after dev-store (wave 0), whose credential platform:dev/store/web ExternalSecret.external-secrets.io web/store-web needs.',
  ]);
});
