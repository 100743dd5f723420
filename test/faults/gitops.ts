import type { Fields } from '../../manifest/types';
import { added, edited, type Fault, refiled, removed } from './fault';

const WEB: readonly [string, string] = ['Application', 'dev-web'];
const ROOT: readonly [string, string] = ['Application', 'dev-root'];
const PROJECT: readonly [string, string] = ['AppProject', 'dev'];
const ARGO = 'argocd.argoproj.io';

const app = (rule: string, name: string, names: string, edit: (manifest: Fields) => void): Fault =>
  edited(rule, name, names, WEB, edit);

const policy = (name: string, names: string, edit: (syncPolicy: Fields) => void): Fault =>
  app('argocd-application', name, names, ({ spec }) => edit(spec.syncPolicy));

const note = (name: string, key: string, value: string | undefined): Fault =>
  app('argocd-application', name, key, ({ metadata }) => {
    metadata.annotations[`${ARGO}/${key}`] = value;
    if (value === undefined) delete metadata.annotations[`${ARGO}/${key}`];
  });

const option = (name: string, value: string, [kind, place]: readonly [string, string]): Fault =>
  edited('argocd-options', name, value.split(',').at(-1) ?? value, [kind, place], ({ metadata }) => {
    metadata.annotations = { ...metadata.annotations, [`${ARGO}/sync-options`]: value };
  });

const wave = (name: string, application: string, value: string): Fault =>
  edited('wave-order', name, application, ['Application', application], ({ metadata }) => {
    metadata.annotations[`${ARGO}/sync-wave`] = value;
  });

/** Applications, projects, waves and what Argo CD makes of files. */
export const gitops: readonly Fault[] = [
  app('application-closure', 'a path with a letter too many', 'dist/dev/webb', ({ spec }) => {
    spec.source.path = 'dist/dev/webb';
  }),
  app('application-closure', 'a path of another overlay', 'dist/prod/web', ({ spec }) => {
    spec.source.path = 'dist/prod/web';
  }),
  removed('application-closure', 'a folder nobody syncs', 'web', 'Application', 'dev-web'),
  app('application-closure', 'two Applications for one folder', 'dev-store', ({ spec }) => {
    spec.source.path = 'dist/dev/store';
  }),
  app('argocd-application', 'the default project', 'project', ({ spec }) => {
    spec.project = 'default';
  }),
  policy('client-side apply', 'syncOptions', (own) => {
    own.syncOptions = ['PruneLast=true'];
  }),
  policy('Replace for everything', 'syncOptions', (own) => own.syncOptions.push('Replace=true')),
  policy('a namespace made on the side', 'syncOptions', (own) => own.syncOptions.push('CreateNamespace=true')),
  policy('five retries', 'retry.limit', (own) => {
    own.retry.limit = 5;
  }),
  policy('no retry', 'retry.limit', (own) => {
    delete own.retry;
  }),
  policy('an empty folder allowed', 'allowEmpty', (own) => {
    own.automated.allowEmpty = true;
  }),
  app('argocd-application', 'a short revision', 'targetRevision', ({ spec }) => {
    spec.source.targetRevision = 'main';
  }),
  app('argocd-application', 'a cascading finalizer', 'finalizers', ({ metadata }) => {
    metadata.finalizers = ['resources-finalizer.argocd.argoproj.io'];
  }),
  note('no server-side diff', 'compare-options', undefined),
  note('every commit renders it', 'manifest-generate-paths', undefined),
  note('a wave that is no number', 'sync-wave', 'first'),
  refiled('argocd-folder', 'a file that makes the folder a chart', 'Chart.yaml', (file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/web/Chart.yaml' } : file,
  ),
  refiled('argocd-folder', 'a file that makes the folder an overlay of kustomize', 'kustomization.yaml', (file) =>
    file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/web/kustomization.yaml' } : file,
  ),
  added(
    'argocd-folder',
    'a kind Argo CD leaves out',
    'Lease',
    'dev/web',
    'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: l, namespace: web}',
  ),
  edited('argocd-folder', 'a text that skips the file', 'web.properties', ['ConfigMap', 'web'], ({ data }) => {
    data['web.properties'] += ['+argocd', 'skip-file-rendering'].join(':');
  }),
  edited('argocd-folder', 'an object of two megabytes', 'ConfigMap', ['ConfigMap', 'web'], ({ data }) => {
    data.large = 'x'.repeat(2_000_000);
  }),
  refiled('argocd-namespaces', 'a Namespace beside its workloads', 'Namespace web', (file) =>
    file.manifest.kind === 'Namespace' && file.manifest.metadata.name === 'web'
      ? { ...file, path: 'dev/web/namespace-web.yaml' }
      : file,
  ),
  added(
    'argocd-namespaces',
    'a Namespace beside a bare pod',
    'Namespace tool',
    'dev/tool',
    'apiVersion: v1\nkind: Namespace\nmetadata: {name: tool}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: tool}',
  ),
  refiled('argocd-namespaces', 'a Namespace beside a StatefulSet', 'Namespace store', (file) =>
    file.manifest.kind === 'Namespace' ? { ...file, path: `dev/store/n-${file.manifest.metadata.name}.yaml` } : file,
  ),
  option('an option with a capital too many', 'Prune=False', ['Service', 'web']),
  option('an option nobody knows', 'Prunes=false', ['Deployment', 'web']),
  option('one of several options misspelt', 'Prune=false,Deleted=false', ['StatefulSet', 'store']),
  option('Replace on a Deployment', 'Replace=true', ['Deployment', 'web']),
  option('Force on a StatefulSet', 'Force=true', ['StatefulSet', 'store']),
  app('argocd-options', 'an option of an Application nobody knows', 'ServerSide=true', ({ spec }) =>
    spec.syncPolicy.syncOptions.push('ServerSide=true'),
  ),
  edited('argocd-options', 'a tracking mark of another cluster', 'tracking-id', ['Service', 'web'], ({ metadata }) => {
    metadata.annotations = { [`${ARGO}/tracking-id`]: 'x' };
  }),
  edited('argocd-root', 'a root that prunes', 'prune', ROOT, ({ spec }) => {
    spec.syncPolicy.automated.prune = true;
  }),
  edited('argocd-root', 'no health check for Applications', 'healthy', ['ConfigMap', 'argocd-cm'], (config) => {
    config.data = {};
  }),
  removed('argocd-root', 'waves without a root', 'no Application syncs', 'Application', 'dev-root'),
  removed('argocd-root', 'no argocd-cm', 'healthy', 'ConfigMap', 'argocd-cm'),
  edited('project-closure', 'a kind the project does not permit', 'Deployment', PROJECT, ({ spec }) => {
    spec.namespaceResourceWhitelist = spec.namespaceResourceWhitelist.filter(({ group }: Fields) => group !== 'apps');
  }),
  edited('project-closure', 'a cluster-wide kind it does not permit', 'ClusterIssuer', PROJECT, ({ spec }) => {
    spec.clusterResourceWhitelist = [{ group: '', kind: 'Namespace' }];
  }),
  edited(
    'project-closure',
    'an object of the cluster it does not permit by its name',
    'Namespace store',
    PROJECT,
    ({ spec }) => {
      spec.clusterResourceWhitelist[0].name = 'web';
    },
  ),
  edited('project-closure', 'a namespace it does not permit', 'namespace web', PROJECT, ({ spec }) => {
    spec.destinations = spec.destinations.filter(({ namespace }: Fields) => namespace !== 'web');
  }),
  edited('project-closure', 'a repository it does not permit', 'platform.git', PROJECT, ({ spec }) => {
    spec.sourceRepos = ['https://git.example.com/other.git'];
  }),
  edited('project-closure', 'a kind it forbids', 'ConfigMap', PROJECT, ({ spec }) => {
    spec.namespaceResourceBlacklist = [{ group: '', kind: 'ConfigMap' }];
  }),
  app('project-closure', 'a project that is missing', 'AppProject gone', ({ spec }) => {
    spec.project = 'gone';
  }),
  wave('a consumer together with its provider', 'dev-web', '0'),
  wave('a consumer before its provider', 'dev-web', '-1'),
  wave('a service before its namespace', 'dev-store', '-3'),
  wave('a store of credentials after its readers', 'dev-store', '-1'),
  edited('wave-order', 'a ConfigMap after its pods', 'ConfigMap', ['ConfigMap', 'web'], ({ metadata }) => {
    metadata.annotations = { [`${ARGO}/sync-wave`]: '5' };
  }),
  edited('wave-order', 'an account after its pods', 'ServiceAccount', ['ServiceAccount', 'web'], ({ metadata }) => {
    metadata.annotations = { [`${ARGO}/sync-wave`]: '1' };
  }),
];
