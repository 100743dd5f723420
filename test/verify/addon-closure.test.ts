import { expect, test } from 'vitest';
import type { ManifestFile } from '../../manifest/types';
import { changed, clean, findings, plus, without } from './trees';

const RULE = 'addon-closure';

const chart = (name: string, values = '{}', wave = -20, more = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-${name}, namespace: argocd, annotations: {argocd.argoproj.io/sync-wave: "${wave}"}}
spec:
  project: dev
  source: {chart: ${name}, repoURL: https://charts.example.com, targetRevision: 1.0.0, helm: {valuesObject: ${values}${more}}}
  destination: {server: https://kubernetes.default.svc, namespace: ${name}}`;

/** Everything the small tree needs: its Ingress a class, its issuer, store, logins and monitor their kinds. */
const ADDONS: readonly string[] = [
  chart('cert-manager', '{crds: {enabled: true}}'),
  chart('external-secrets'),
  chart('kube-prometheus-stack'),
  chart('traefik', '{ingressClass: {name: nginx}}'),
];

const withAddons = (files: readonly ManifestFile[], addons = ADDONS): readonly ManifestFile[] =>
  addons.reduce((all, addon) => plus(all, 'dev/apps', addon), files);

const told = (files: readonly ManifestFile[]): readonly string[] =>
  findings(RULE, files).map(({ severity, object, message }) => {
    const facility = /brings (.*), which/.exec(message)?.[1];
    return `${severity} ${object.split(' ').at(-1)} ${facility}`;
  });

test('a tree that installs nothing is not asked what its cluster has', () => {
  expect(told(clean())).toEqual([]);
});

test('a tree that installs all it needs has no fault', () => {
  expect(told(withAddons(clean()))).toEqual([]);
});

test.each([
  ['cert-manager', ['error public API group cert-manager.io']],
  [
    'external-secrets',
    [
      'error platform API group external-secrets.io',
      'error store/store-web API group external-secrets.io',
      'error web/store-web API group external-secrets.io',
    ],
  ],
  ['kube-prometheus-stack', ['error store/store API group monitoring.coreos.com']],
  ['traefik', ['error web/web IngressClass nginx']],
])('without %s it is told who needs what', (name, expected) => {
  const left = ADDONS.filter((addon) => !addon.includes(`chart: ${name}`));
  expect(told(withAddons(clean(), left))).toEqual(expected);
});

test('a chart that is told to leave its CRDs out brings none', () => {
  const left = [chart('cert-manager'), ...ADDONS.slice(1)];
  expect(told(withAddons(clean(), left))).toEqual(['error public API group cert-manager.io']);
  const asText = [chart('cert-manager', '{}', -20, ', values: "installCRDs: true"').replace('valuesObject: {}, ', '')];
  expect(told(withAddons(clean(), [...asText, ...ADDONS.slice(1)]))).toEqual([]);
});

test.each([
  ['a chart nobody described', chart('platform-in-a-box')],
  ['a folder kustomize fills', chart('x').replace('chart: x', 'path: dist/dev/web, kustomize: {}')],
  ['a folder outside of the overlay', chart('x').replace('chart: x', 'path: other/place')],
  ['an ApplicationSet', chart('x').replace('kind: Application', 'kind: ApplicationSet')],
])('%s may bring anything', (_, more) => {
  expect(told(withAddons(clean(), [...ADDONS.slice(1), more]))).toEqual([]);
});

const CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: clusterissuers.cert-manager.io}
spec: {group: cert-manager.io}`;

test('a CRD of the tree brings its group', () => {
  expect(told(plus(withAddons(clean(), ADDONS.slice(1)), 'dev/cluster', CRD))).toEqual([]);
});

test('what an AppProject says the cluster has is there', () => {
  const files = changed('AppProject', 'dev', ({ metadata }) => {
    metadata.annotations['slipway.dev/brought'] = 'StorageClass fast, API group cert-manager.io';
  });
  expect(told(withAddons(files, ADDONS.slice(1)))).toEqual([]);
});

const claim = (name: string): string => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: d, namespace: web}
spec: {storageClassName: "${name}"}`;

const CLASS = (driver: string): string => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ${driver}`;

test.each([
  ['a class nobody brings', claim('fast'), ['error web/d StorageClass fast']],
  ['the class of a distribution', claim('standard'), []],
  ['no class', claim(''), []],
  ['a class of the tree', `${claim('fast')}\n---${CLASS('other.example.com')}`, []],
  ['a class whose driver is missing', CLASS('ebs.csi.aws.com'), ['warning fast CSI driver ebs.csi.aws.com']],
  ['a class of a chart', `${claim('fast')}\n---${chart('localpv-provisioner', '{hostpathClass: {name: fast}}')}`, []],
  [
    'an autoscaler',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: web}\nspec: {metrics: [{type: Resource}, {type: Pods}]}',
    ['warning web/web API metrics.k8s.io', 'warning web/web API custom.metrics.k8s.io'],
  ],
])('%s', (_, text, expected) => {
  expect(told(plus(withAddons(clean()), 'dev/web', text))).toEqual(expected);
});

test('the class of a volume every pod gets counts', () => {
  const files = changed('StatefulSet', 'store', ({ spec }) => {
    spec.volumeClaimTemplates[0].spec.storageClassName = 'fast';
  });
  expect(told(withAddons(files))).toEqual(['error store/store StorageClass fast']);
});

test('a chart asks for what it needs', () => {
  const plugin = chart('plugin-barman-cloud');
  expect(told(withAddons(clean(), [...ADDONS, plugin]))).toEqual([
    'error argocd/dev-plugin-barman-cloud API group postgresql.cnpg.io',
  ]);
});

const ordered = (files: readonly ManifestFile[]): readonly string[] =>
  findings('wave-order', files).map(({ object, message }) => `${object.split(' ')[1]} ${message.split('whose ')[1]}`);

test('kinds and classes are there before their objects', () => {
  const late = [chart('cert-manager', '{crds: {enabled: true}}', -1), ...ADDONS.slice(1)];
  expect(ordered(withAddons(clean()))).toEqual([]);
  expect(ordered(withAddons(clean(), late))).toEqual([
    'argocd/dev-cluster API group cert-manager.io ClusterIssuer.cert-manager.io public needs.',
  ]);
});

test('inside an Application a CRD is not later than its objects', () => {
  const wave = (text: string, at: string): string =>
    text.replace('metadata: {', `metadata: {annotations: {argocd.argoproj.io/sync-wave: "${at}"}, `);
  const files = (at: string) => findings('wave-order', plus(clean(), 'dev/cluster', wave(CRD, at)));
  expect(files('0')).toEqual([]);
  expect(files('1').map(({ object, at }) => `${object} ${at}`)).toEqual(['ClusterIssuer.cert-manager.io public kind']);
});

test('a repository of a project that nobody uses is told', () => {
  const files = changed('AppProject', 'dev', ({ spec }) => {
    spec.sourceRepos = ['https://git.example.com/platform.git', 'https://charts.example.com', 'https://*.example.com'];
  });
  const excess = (all: readonly ManifestFile[]) => findings('project-excess', all).map(({ at }) => at);
  expect(excess(files)).toEqual(['spec.sourceRepos[1]']);
  expect(excess(withAddons(files))).toEqual([]);
  expect(excess(without(files, 'Application', 'dev-web'))).toEqual(['spec.sourceRepos[1]']);
});
