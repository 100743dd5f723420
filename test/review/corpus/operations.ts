import { type Case, drop, object, of, pop, push, set } from './case';

const prometheus = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: watch}
spec:
  version: v3.5.0
  replicas: 2
  retention: 15d
  scrapeInterval: 30s
  resources: {limits: {memory: 4Gi}}
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 50Gi}}}}}
`),
);
const monitor = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: watch}
spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: http, interval: 30s}]}
`),
);
const rules = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: web, namespace: watch}
spec: {groups: [{name: web, rules: [{alert: Down, expr: up == 0, for: 5m}]}]}
`),
);
const schedule = of(
  object(`
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: nightly, namespace: velero}
spec: {schedule: 0 2 * * *, paused: false, template: {ttl: 720h0m0s, includedNamespaces: [shop, db], storageLocation: offsite}}
`),
);
const location = of(
  object(`
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: offsite, namespace: velero}
spec: {provider: aws, accessMode: ReadWrite, objectStorage: {bucket: backups}, config: {region: eu-central-1}}
`),
);
const appYaml = object(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: prod-shop, namespace: argocd}
spec:
  project: prod
  destination: {server: 'https://kubernetes.default.svc', namespace: shop}
  source: {repoURL: 'https://git.example.com/it.git', path: dist/prod/shop, targetRevision: refs/heads/main}
  syncPolicy: {automated: {prune: false, selfHeal: true, allowEmpty: false}, syncOptions: [ServerSideApply=true]}
`);
const app = of(appYaml);
const root = of({ ...appYaml, spec: { ...appYaml.spec, source: { ...appYaml.spec.source, path: 'dist/prod/apps' } } });
const cascading = of({
  ...appYaml,
  metadata: { ...appYaml.metadata, name: 'prod-old', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
});
const chart = of(
  object(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: prod-strimzi, namespace: argocd}
spec:
  project: prod
  destination: {server: 'https://kubernetes.default.svc', namespace: strimzi}
  source: {repoURL: 'https://charts.example.com', chart: strimzi, targetRevision: 1.0.0, helm: {valuesObject: {a: 1}}}
`),
);
const project = of(
  object(`
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: prod, namespace: argocd}
spec:
  sourceRepos: ['https://git.example.com/it.git']
  destinations: [{server: 'https://kubernetes.default.svc', namespace: shop}]
  clusterResourceWhitelist: []
  namespaceResourceWhitelist: [{group: apps, kind: Deployment}]
`),
);
const fleet = of(
  object(`
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: fleet, namespace: argocd}
spec: {syncPolicy: {preserveResourcesOnDeletion: true}, generators: []}
`),
);

const onArgo: readonly Case[] = [
  app.rename('prod-store', 'identity', 'recreated'),
  app.remove('identity'),
  cascading.remove('data-at-risk'),
  cascading.rename('prod-store', 'data-at-risk', 'recreated'),
  app.change('another namespace', set('spec.destination.namespace', 'store'), 'identity'),
  app.change('another cluster', set('spec.destination.server', 'https://other'), 'identity'),
  app.change('another path', set('spec.source.path', 'dist/prod/store'), 'identity'),
  app.change('another project', set('spec.project', 'default'), 'exposure'),
  app.change('another revision', set('spec.source.targetRevision', 'refs/heads/next'), 'not-judged'),
  app.change('prunes', set('spec.syncPolicy.automated.prune', true), 'identity'),
  app.change('may become empty', set('spec.syncPolicy.automated.allowEmpty', true), 'identity'),
  app.change('a finalizer', set('metadata.finalizers', ['resources-finalizer.argocd.argoproj.io']), 'data-at-risk'),
  app.change('replaces', push('spec.syncPolicy.syncOptions', 'Replace=true'), 'recreated'),
  app.change('no longer by itself', drop('spec.syncPolicy.automated'), 'no-restart'),
  app.change('wave', set('metadata.annotations', { 'argocd.argoproj.io/sync-wave': '3' }), 'no-restart'),
  app.add('no-restart'),
  root.change('prunes its children', set('spec.syncPolicy.automated.prune', true), 'identity'),
  chart.change('minor version of a chart', set('spec.source.targetRevision', '1.1.0'), 'image', 'not-judged'),
  chart.change('major version of a chart', set('spec.source.targetRevision', '2.0.0'), 'image-major', 'not-judged'),
  chart.change('older version of a chart', set('spec.source.targetRevision', '0.9.0'), 'image-downgrade', 'not-judged'),
  chart.change(
    'a second source beside the chart',
    (o) => {
      const { source } = o.spec;
      delete o.spec.source;
      o.spec.sources = [source, { repoURL: 'https://git.example.com/it.git', path: 'x', targetRevision: 'main' }];
    },
    'not-judged',
  ),
  chart.change('another chart', set('spec.source.chart', 'other'), 'identity', 'not-judged'),
  chart.change('values of a chart', set('spec.source.helm.valuesObject.a', 2), 'not-judged'),
  project.change('another repository', push('spec.sourceRepos', '*'), 'exposure'),
  project.change('another destination', push('spec.destinations', { server: '*', namespace: '*' }), 'exposure'),
  project.change('another kind', push('spec.namespaceResourceWhitelist', { group: '', kind: 'Secret' }), 'exposure'),
  project.change('a kind less', set('spec.namespaceResourceWhitelist', []), 'no-restart'),
  project.change('description', set('spec.description', 'x'), 'no-restart'),
  fleet.change(
    'deletes what it made',
    set('spec.syncPolicy.preserveResourcesOnDeletion', false),
    'data-at-risk',
    'not-judged',
  ),
  fleet.change('generators', set('spec.generators', [{ list: {} }]), 'not-judged'),
];

/** Changes of what watches, backs up and syncs. */
export const operations: readonly Case[] = [
  prometheus.change('shorter retention', set('spec.retention', '5d'), 'data-at-risk', 'rolling-restart'),
  prometheus.change('retention left out', drop('spec.retention'), 'data-at-risk', 'rolling-restart'),
  prometheus.change('longer retention', set('spec.retention', '30d'), 'rolling-restart'),
  prometheus.change(
    'smaller storage',
    set('spec.storage.volumeClaimTemplate.spec.resources.requests.storage', '20Gi'),
    'data-at-risk',
  ),
  prometheus.change(
    'larger storage',
    set('spec.storage.volumeClaimTemplate.spec.resources.requests.storage', '80Gi'),
    'no-restart',
  ),
  prometheus.change('fewer replicas', set('spec.replicas', 1), 'availability'),
  prometheus.change('minor version', set('spec.version', 'v3.6.0'), 'image', 'rolling-restart'),
  prometheus.change('pace', set('spec.scrapeInterval', '15s'), 'no-restart'),
  prometheus.change('admin API', set('spec.enableAdminAPI', true), 'exposure'),
  prometheus.remove('availability'),
  monitor.change('pace', set('spec.endpoints.0.interval', '15s'), 'no-restart'),
  monitor.remove('availability'),
  rules.change('patience', set('spec.groups.0.rules.0.for', '10m'), 'no-restart'),
  rules.remove('availability'),
  schedule.change('paused', set('spec.paused', true), 'data-at-risk'),
  schedule.change('shorter retention', set('spec.template.ttl', '168h'), 'data-at-risk'),
  schedule.change('fewer namespaces', pop('spec.template.includedNamespaces'), 'data-at-risk'),
  schedule.change('more namespaces', push('spec.template.includedNamespaces', 'kafka'), 'no-restart'),
  schedule.change('hour', set('spec.schedule', '0 4 * * *'), 'no-restart'),
  schedule.remove('data-at-risk'),
  location.change('another bucket', set('spec.objectStorage.bucket', 'other'), 'data-at-risk'),
  location.change('read only', set('spec.accessMode', 'ReadOnly'), 'data-at-risk'),
  location.remove('data-at-risk'),
  ...onArgo,
];
