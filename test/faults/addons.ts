import type { Fields } from '../../manifest/types';
import { clean, plus } from '../verify/trees';
import { added, CLEAN, edited, type Fault, ofFiles } from './fault';

const chart = (name: string, wave: number, values = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-${name}, namespace: argocd, annotations: {argocd.argoproj.io/sync-wave: "${wave}"}}
spec:
  project: dev
  source: {chart: ${name}, repoURL: https://git.example.com/platform.git, targetRevision: 1.0.0, helm: {valuesObject: {${values}}}}
  destination: {server: https://kubernetes.default.svc, namespace: argocd}`;

const CHARTS: Readonly<Record<string, string>> = {
  'cert-manager': 'crds: {enabled: true}',
  'external-secrets': '',
  'ingress-nginx': '',
  'kube-prometheus-stack': '',
};

/** The small tree with the charts it needs but one, or with one in another wave, and objects besides. */
const installed = (rule: string, name: string, names: string, less: string, more = '', wave = -20): Fault =>
  ofFiles({ rule, name, names, origin: CLEAN }, () => {
    const charts = Object.entries(CHARTS)
      .filter(([each]) => each !== less || wave !== -20)
      .map(([each, values]) => chart(each, each === less ? wave : -20, values));
    return plus(plus(clean(), 'dev/apps', charts.join('\n---')), 'dev/web', more);
  });

const missing = (name: string, names: string, less: string): Fault => installed('addon-closure', name, names, less);
const asked = (name: string, names: string, more: string): Fault => installed('addon-closure', name, names, '', more);
const late = (name: string, names: string, which: string): Fault => installed('wave-order', name, names, which, '', 5);

const object = (type: string, fields: string): string => {
  const [apiVersion, kind] = type.split(' ');
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: web}\n${fields}`;
};

const project = (name: string, names: string, edit: (spec: Fields) => void): Fault =>
  edited('project-excess', name, names, ['AppProject', 'dev'], ({ spec }) => edit(spec));

const ingress = (name: string, names: string, fields: string): Fault =>
  added('host-path', name, names, 'dev/web', object('networking.k8s.io/v1 Ingress', fields));

const HTTP = 'http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}';
const ROUTE = 'spec: {hostnames: [a.example.com], rules: [{matches: [{path: {value: /x}}]}]}';
const RULE = 'spec: {routes: [{kind: Rule, match: "Host(`a.example.com`) && PathPrefix(`/x`)"}]}';
const twice = (type: string, fields: string): string =>
  `${object(type, fields)}\n---\n${object(type, fields).replace('name: x', 'name: y')}`;

/** Add-ons that are missing or late, repositories left over, and two routes to one address. */
export const addons: readonly Fault[] = [
  missing('no cert-manager', 'API group cert-manager.io', 'cert-manager'),
  missing('no External Secrets', 'API group external-secrets.io', 'external-secrets'),
  missing('no Prometheus operator', 'API group monitoring.coreos.com', 'kube-prometheus-stack'),
  missing('no ingress controller', 'IngressClass nginx', 'ingress-nginx'),
  asked(
    'a volume of no class',
    'StorageClass fast',
    object('v1 PersistentVolumeClaim', 'spec: {storageClassName: fast}'),
  ),
  asked(
    'an autoscaler without metrics',
    'API metrics.k8s.io',
    object('autoscaling/v2 HorizontalPodAutoscaler', 'spec: {metrics: [{type: Resource}]}'),
  ),
  asked(
    'a class of no driver',
    'CSI driver ebs.csi.aws.com',
    object('storage.k8s.io/v1 StorageClass', 'provisioner: ebs.csi.aws.com'),
  ),
  asked('a chart that needs another', 'API group postgresql.cnpg.io', chart('plugin-barman-cloud', -19)),
  late('kinds after their objects', 'API group cert-manager.io', 'cert-manager'),
  late('a class after its Ingress', 'IngressClass nginx', 'ingress-nginx'),
  late('logins before their operator', 'API group external-secrets.io', 'external-secrets'),
  project('a repository nobody uses', 'https://charts.example.com', ({ sourceRepos }) =>
    sourceRepos.push('https://charts.example.com'),
  ),
  project('a registry nobody uses', 'registry.example.com/charts', ({ sourceRepos }) =>
    sourceRepos.push('registry.example.com/charts'),
  ),
  project('a repository spelt twice', 'https://git.example.com/Platform.git', ({ sourceRepos }) =>
    sourceRepos.push('https://git.example.com/Platform.git'),
  ),
  ingress(
    'two Ingresses of one host and path',
    'web.example.com',
    `spec: {ingressClassName: nginx, rules: [{host: web.example.com, ${HTTP}}]}`,
  ),
  ingress(
    'two certificates of one host',
    'Secret other-tls',
    'spec: {tls: [{hosts: [web.example.com], secretName: other-tls}]}',
  ),
  added(
    'host-path',
    'two HTTPRoutes of one match',
    'a.example.com',
    'dev/web',
    twice('gateway.networking.k8s.io/v1 HTTPRoute', ROUTE),
  ),
  added(
    'host-path',
    'two IngressRoutes of one rule',
    'a.example.com',
    'dev/web',
    twice('traefik.io/v1alpha1 IngressRoute', RULE),
  ),
];
