import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus, without } from './trees';

const APP = 'Application.argoproj.io argocd/dev-web';

const app = (edit: (manifest: Fields) => void, name = 'dev-web'): readonly ManifestFile[] =>
  changed('Application', name, edit);

const WAVE = 'metadata.annotations["argocd.argoproj.io/sync-wave"]';

test.each<[string, (manifest: Fields) => void, string]>([
  [
    'the default project',
    ({ spec }) => {
      spec.project = 'default';
    },
    'spec.project',
  ],
  [
    'client-side apply',
    ({ spec }) => {
      spec.syncPolicy.syncOptions.shift();
    },
    'spec.syncPolicy.syncOptions',
  ],
  [
    'Replace',
    ({ spec }) => {
      spec.syncPolicy.syncOptions.push('Replace=true');
    },
    'spec.syncPolicy.syncOptions',
  ],
  [
    'CreateNamespace',
    ({ spec }) => {
      spec.syncPolicy.syncOptions.push('CreateNamespace=true');
    },
    'spec.syncPolicy.syncOptions',
  ],
  [
    'finite retries',
    ({ spec }) => {
      spec.syncPolicy.retry.limit = 5;
    },
    'spec.syncPolicy.retry.limit',
  ],
  [
    'allowEmpty',
    ({ spec }) => {
      spec.syncPolicy.automated.allowEmpty = true;
    },
    'spec.syncPolicy.automated.allowEmpty',
  ],
  [
    'a short revision',
    ({ spec }) => {
      spec.source.targetRevision = 'main';
    },
    'spec.source.targetRevision',
  ],
  [
    'a cascading finalizer',
    ({ metadata }) => {
      metadata.finalizers = ['resources-finalizer.argocd.argoproj.io'];
    },
    'metadata.finalizers',
  ],
  [
    'no paths',
    ({ metadata }) => {
      delete metadata.annotations['argocd.argoproj.io/manifest-generate-paths'];
    },
    'metadata.annotations["argocd.argoproj.io/manifest-generate-paths"]',
  ],
  [
    'client-side diff',
    ({ metadata }) => {
      delete metadata.annotations['argocd.argoproj.io/compare-options'];
    },
    'metadata.annotations["argocd.argoproj.io/compare-options"]',
  ],
  [
    'a wave in words',
    ({ metadata }) => {
      metadata.annotations['argocd.argoproj.io/sync-wave'] = 'late';
    },
    WAVE,
  ],
])('finds an Application with %s', (_, edit, at) => {
  expect(places('argocd-application', app(edit))).toEqual([`${APP} ${at}`]);
});

test.each([
  ['Prune=False', 1],
  ['Prune=false, Delete=false', 0],
  ['Replace=true', 1],
  ['Nonsense=true', 1],
])('judges the option %s of an object', (option, count) => {
  const files = changed('ConfigMap', 'web', ({ metadata }) => {
    metadata.annotations = { 'argocd.argoproj.io/sync-options': option };
  });
  expect(places('argocd-options', files)).toHaveLength(count);
});

test('options of Applications and annotations of Argo CD itself are judged too', () => {
  expect(
    places(
      'argocd-options',
      app(({ spec }) => {
        spec.syncPolicy.syncOptions.push('serverSideApply=true');
      }),
    ),
  ).toEqual([`${APP} spec.syncPolicy.syncOptions[3]`]);
  expect(
    places(
      'argocd-options',
      app(({ metadata }) => {
        metadata.annotations['argocd.argoproj.io/tracking-id'] = 'x';
      }),
    ),
  ).toHaveLength(1);
});

test('a file that changes the tool, an excluded kind, a skip mark and sheer size are found', () => {
  const lease = 'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: l, namespace: web}';
  expect(places('argocd-folder', plus(clean(), 'dev/web', lease))).toEqual(['Lease web/l kind']);
  const renamed = clean().map((file) =>
    file.path.endsWith('configmap-web.yaml') ? { ...file, path: 'dev/web/Chart.yaml' } : file,
  );
  expect(places('argocd-folder', renamed)).toEqual(['ConfigMap web/web']);
  const text = (value: string): readonly ManifestFile[] =>
    changed('ConfigMap', 'web', ({ data }) => {
      data.x = value;
    });
  expect(places('argocd-folder', text(`+argocd${':'}skip-file-rendering`))).toEqual(['ConfigMap web/web data.x']);
  expect(places('argocd-folder', text('x'.repeat(1_100_000)))).toEqual(['ConfigMap web/web']);
});

test('a Namespace beside workloads is found', () => {
  expect(
    places('argocd-namespaces', plus(clean(), 'dev/web', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: extra}')),
  ).toEqual(['Namespace extra']);
});

test('waves need a root, and a health check it can wait for', () => {
  expect(findings('argocd-root', without(clean(), 'Application', 'dev-root'))).toMatchObject([
    { message: expect.stringContaining('no Application syncs their folder') },
  ]);
  expect(findings('argocd-root', without(clean(), 'ConfigMap', 'argocd-cm'))).toMatchObject([
    { message: expect.stringContaining('takes every Application for healthy') },
  ]);
});

test('a root that prunes is found', () => {
  const files = app(({ spec }) => {
    spec.syncPolicy.automated.prune = true;
  }, 'dev-root');
  expect(places('argocd-root', files)).toEqual([
    'Application.argoproj.io argocd/dev-root spec.syncPolicy.automated.prune',
  ]);
});
