import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus, without } from './trees';

const APP = 'Application.argoproj.io argocd/dev-web';

const app = (edit: (manifest: Fields) => void, name = 'dev-web'): readonly ManifestFile[] =>
  changed('Application', name, edit);

test.each<[string, readonly ManifestFile[], readonly string[]]>([
  ['a folder without Application', without(clean(), 'Application', 'dev-web'), ['Deployment web/web']],
  [
    'a path without folder',
    app(({ spec }) => {
      spec.source.path = 'dist/dev/gone';
    }),
    [`${APP} spec.source.path`, 'ServiceAccount web/web'],
  ],
  [
    'a path out of the overlay',
    app(({ spec }) => {
      spec.source.path = 'dist/staging/web';
    }),
    [`${APP} spec.source.path`, 'ServiceAccount web/web'],
  ],
  [
    'a folder with two Applications',
    app(({ spec }) => {
      spec.source.path = 'dist/dev/store';
    }),
    ['ServiceAccount store/store', 'ServiceAccount web/web'],
  ],
])('finds %s', (_, files, expected) => {
  expect(places('application-closure', files).length).toBe(expected.length);
  expect(findings('application-closure', files).every(({ message }) => /web|store|gone/.test(message))).toBe(true);
});

test('a tree without Applications needs none', () => {
  const files = clean().filter(({ manifest }) => manifest.kind !== 'Application');
  expect(places('application-closure', files)).toEqual([]);
});

const project = (edit: (spec: Fields) => void): readonly ManifestFile[] =>
  changed('AppProject', 'dev', ({ spec }) => edit(spec));

test.each<[string, readonly ManifestFile[], readonly string[]]>([
  [
    'an unknown project',
    app(({ spec }) => {
      spec.project = 'gone';
    }),
    [`${APP} spec.project`],
  ],
  [
    'another repository',
    app(({ spec }) => {
      spec.source.repoURL = 'https://git.example.com/other.git';
    }),
    [`${APP} spec.project`],
  ],
  [
    'another cluster',
    app(({ spec }) => {
      spec.destination.server = 'https://other.example.com';
    }, 'dev-web'),
    [APP],
  ],
  [
    'a cluster-wide kind',
    project((spec) => {
      spec.clusterResourceWhitelist.pop();
    }),
    ['ClusterSecretStore.external-secrets.io platform kind'],
  ],
  [
    'a kind',
    project((spec) => {
      spec.namespaceResourceWhitelist = spec.namespaceResourceWhitelist.filter(
        ({ kind }: Fields) => kind !== 'Ingress',
      );
    }),
    ['Ingress web/web kind'],
  ],
  [
    'a name of a cluster-wide kind',
    project((spec) => {
      spec.clusterResourceWhitelist[2].name = 'plat?';
    }),
    ['ClusterSecretStore.external-secrets.io platform kind'],
  ],
  [
    'a denied kind',
    project((spec) => {
      spec.namespaceResourceBlacklist = [{ group: 'networking.k8s.io', kind: 'Ing*' }];
    }),
    ['Ingress web/web kind'],
  ],
])('finds %s the project does not permit', (_, files, expected) => {
  const found = places('project-closure', files);
  expect(found.length).toBeGreaterThan(0);
  for (const place of expected) expect(found.join('\n')).toContain(place);
});

test('a destination the project lacks is found at the Application and at every object', () => {
  const files = project((spec) => {
    spec.destinations[1].namespace = 'shop';
  });
  expect(places('project-closure', files)).toContain(`${APP} spec.destination`);
  expect(places('project-closure', files)).toContain('ConfigMap web/web metadata.namespace');
});

test('patterns permit what they match', () => {
  const files = project((spec) => {
    spec.destinations = [{ server: '*', namespace: '*' }];
    spec.sourceRepos = ['https://git.example.com/*'];
    spec.clusterResourceWhitelist = [{ group: '*', kind: '*' }];
    delete spec.namespaceResourceWhitelist;
  });
  expect(places('project-closure', files)).toEqual([]);
});

const WAVE = 'metadata.annotations["argocd.argoproj.io/sync-wave"]';
const waved = (name: string, wave: string): readonly ManifestFile[] =>
  app(({ metadata }) => {
    metadata.annotations['argocd.argoproj.io/sync-wave'] = wave;
  }, name);

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
  expect(places('argocd-folder', plus(clean(), 'dev/web', lease))).toEqual([
    'Lease.coordination.k8s.io web/l kind'.replace('.coordination.k8s.io', ''),
  ]);
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

const PUSH = (name: string, key: string): string => `
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: ${name}, namespace: store}
spec:
  secretStoreRefs: [{kind: ClusterSecretStore, name: platform}]
  selector: {secret: {name: store-web}}
  data: [{match: {remoteRef: {remoteKey: ${key}}}}]`;

test('a credential nobody writes and one written twice are found', () => {
  expect(places('credential-closure', plus(clean(), 'dev/store', PUSH('a', 'dev/store/web')))).toEqual([]);
  expect(
    findings('credential-closure', plus(clean(), 'dev/store', PUSH('a', 'dev/store/other'))).map(
      ({ severity, object }) => `${severity} ${object}`,
    ),
  ).toEqual([
    'error ExternalSecret.external-secrets.io store/store-web',
    'error ExternalSecret.external-secrets.io web/store-web',
  ]);
  const twice = plus(plus(clean(), 'dev/store', PUSH('a', 'dev/store/web')), 'dev/store', PUSH('b', 'dev/store/web'));
  expect(places('credential-closure', twice)).toEqual([
    'PushSecret.external-secrets.io store/b spec.data[0].match.remoteRef.remoteKey',
  ]);
});

test('a consumer of a credential is synced after its owner', () => {
  const files = plus(waved('dev-web', '0'), 'dev/store', PUSH('a', 'dev/store/web')).filter(
    ({ manifest: { kind, metadata } }) => metadata.namespace !== 'web' || kind === 'ExternalSecret',
  );
  expect(findings('wave-order', files).map(({ message }) => message)).toEqual([
    'dev-web (wave 0) is not synced after dev-store (wave 0), whose credential platform:dev/store/web ExternalSecret.external-secrets.io web/store-web needs.',
  ]);
});
