import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, places, plus } from './trees';

const container = (edit: (container: Fields, pod: Fields) => void): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }) => edit(spec.template.spec.containers[0], spec.template.spec));

const CONTAINER = 'Deployment web/web spec.template.spec.containers[0]';

const image = (text: string): readonly ManifestFile[] =>
  container((c) => {
    c.image = text;
  });

const SITE = 'harbor.example.com/platform';

test.each([
  [`${SITE}/web:1.0`, 0],
  [`${SITE}/web@sha256:${'a'.repeat(64)}`, 0],
  [`${SITE}/web:1.0@sha256:${'a'.repeat(64)}`, 0],
  [`${SITE}/web@sha256:abc`, 1],
  [`${SITE}/web:latest`, 1],
  [`${SITE}/web`, 1],
  [`${SITE}x/web:1.0`, 1],
  ['docker.io/library/web:1.0', 1],
  ['localhost:5000/web', 2],
  [`${SITE}/bitnami/web:1.0`, 1],
  [`${SITE}/bitnamilegacy/web:1.0`, 1],
])('the image %s has %i faults', (text, count) => {
  expect(places('image-registry', image(text))).toEqual(new Array(count).fill(`${CONTAINER}.image`));
});

test('images of custom resources count, those of Helm values do not', () => {
  const text = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18"}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: chart, namespace: argocd}
spec: {source: {chart: x, helm: {valuesObject: {image: "nginx"}}}}`;
  expect(places('image-registry', plus(clean(), 'dev/store', text))).toEqual([
    'Cluster.postgresql.cnpg.io store/pg spec.imageName',
  ]);
});

test('without a registry in the project any will do', () => {
  const files = changed('AppProject', 'dev', ({ metadata }) => {
    delete metadata.annotations;
  });
  const web = files.find(({ manifest }) => manifest.kind === 'Deployment');
  if (web) web.manifest.spec.template.spec.containers[0].image = 'docker.io/library/web:1.0';
  expect(places('image-registry', files)).toEqual([]);
});
