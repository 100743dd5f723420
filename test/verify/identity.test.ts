import { expect, test } from 'vitest';
import { clean, findings, manifests, places, plus } from './trees';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: web}';

test('an object written twice is found, and who would fight over it', () => {
  const beside = [...clean(), ...manifests(CONFIG).map((manifest) => ({ path: 'dev/web/copy.yaml', manifest }))];
  expect(findings('unique-identity', beside)).toMatchObject([
    { path: 'dev/web/copy.yaml', message: 'The object is written in dev/web/configmap-web.yaml as well.' },
  ]);
  const elsewhere = plus(clean(), 'dev/store', CONFIG);
  expect(findings('unique-identity', elsewhere)[0]?.message).toContain('two Applications would fight');
});

test('an object of another API version is the same object', () => {
  const files = plus(
    clean(),
    'dev/store',
    'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: web, namespace: web}',
  );
  expect(places('unique-identity', files)).toEqual(['Deployment web/web']);
});

test('two objects in one file are found, also where only the case differs', () => {
  const [manifest] = manifests('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other, namespace: web}');
  if (!manifest) throw new Error('no manifest');
  expect(places('unique-identity', [...clean(), { path: 'dev/web/ConfigMap-web.yaml', manifest }])).toEqual([
    'ConfigMap web/other',
  ]);
  expect(
    places('unique-identity', [
      ...clean(),
      { path: 'dev/root.yaml', manifest },
      ...manifests(CONFIG.replace('name: web', 'name: third')).map((third) => ({
        path: 'dev/root.yaml',
        manifest: third,
      })),
    ]),
  ).toEqual([]);
});

test.each<[string, string, string]>([
  ['no namespace', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}', 'ConfigMap a metadata.namespace'],
  [
    'an unknown namespace',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: gone}',
    'ConfigMap gone/a metadata.namespace',
  ],
  [
    'a namespace too many',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a, namespace: web}',
    'ClusterRole web/a metadata.namespace',
  ],
  [
    'no namespace on a custom resource',
    'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: a}',
    'KafkaTopic.kafka.strimzi.io a metadata.namespace',
  ],
])('finds %s', (_, text, expected) => {
  expect(places('namespace-explicit', plus(clean(), 'dev/web', text))).toEqual([expected]);
});

test('the namespace an Application installs into is created', () => {
  const chart =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: c, namespace: argocd}\nspec: {source: {chart: c}, destination: {namespace: gone}}';
  expect(places('namespace-explicit', plus(clean(), 'dev/apps', chart))).toEqual([
    'Application.argoproj.io argocd/c spec.destination.namespace',
  ]);
});

test('kinds nobody described may have a namespace or none', () => {
  const text =
    'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {name: b, namespace: web}';
  expect(places('namespace-explicit', plus(clean(), 'dev/web', text))).toEqual([]);
});
