import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, without } from './trees';

const APP = 'Application.argoproj.io argocd/dev-web';
const REPO = 'https://git.example.com/platform.git';

const app = (edit: (manifest: Fields) => void, name = 'dev-web'): readonly ManifestFile[] =>
  changed('Application', name, edit);

const project = (edit: (spec: Fields) => void): readonly ManifestFile[] =>
  changed('AppProject', 'dev', ({ spec }) => edit(spec));

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

test('a path may be written from the root and with a slash at its end', () => {
  const files = app(({ spec }) => {
    spec.source.path = './dist/dev/web/';
  });
  expect(places('application-closure', files)).toEqual([]);
});

test('a tree without Applications needs none', () => {
  const files = clean().filter(({ manifest }) => manifest.kind !== 'Application');
  expect(places('application-closure', files)).toEqual([]);
});

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

test.each<[string, (spec: Fields) => void]>([
  ['one that refuses another namespace', (spec) => spec.destinations.push({ server: '*', namespace: '!kube-*' })],
  ['a repository written with other capitals', (spec) => Object.assign(spec, { sourceRepos: [REPO.toUpperCase()] })],
  ['a repository without its ending', (spec) => Object.assign(spec, { sourceRepos: [REPO.replace(/\.git$/, '')] })],
  [
    'every repository but another one',
    (spec) => Object.assign(spec, { sourceRepos: ['!https://git.example.com/old'] }),
  ],
  ['one of several', (spec) => Object.assign(spec, { sourceRepos: [REPO.replace('https', '{http,https}')] })],
  ['any depth', (spec) => Object.assign(spec, { sourceRepos: ['https://**'] })],
])('a project permits by %s', (_, edit) => {
  expect(places('project-closure', project(edit))).toEqual([]);
});

test.each<[string, (spec: Fields) => void, string]>([
  ['a namespace', (spec) => spec.destinations.push({ server: '*', namespace: '!web' }), 'destination'],
  ['a repository', (spec) => Object.assign(spec, { sourceRepos: ['*', `!${REPO}`] }), 'project'],
  ['what lies deeper than a pattern', (spec) => Object.assign(spec, { sourceRepos: ['https://*'] }), 'project'],
  [
    'all, by a pattern that cannot be read',
    (spec) => Object.assign(spec, { sourceRepos: ['https://[z-a]'] }),
    'project',
  ],
])('a project refuses %s', (_, edit, field) => {
  expect(places('project-closure', project(edit)).join('\n')).toContain(`${APP} spec.${field}`);
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

test.each(['store', 'web'])(
  'a project that permits one object of the cluster by its name permits no other of its kind',
  (permitted) => {
    const files = project((spec) => {
      spec.clusterResourceWhitelist[0].name = permitted;
    });
    const refused = permitted === 'web' ? 'store' : 'web';
    expect(places('project-closure', files)).toEqual([`Namespace ${refused} kind`]);
  },
);
