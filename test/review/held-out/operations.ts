import { type Case, drop, object, of, pop, push, set } from '../corpus/case';

const certificate = of(
  object(`
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: shop}
spec: {secretName: web-tls, dnsNames: [shop.example], renewBefore: 360h, issuerRef: {name: public, kind: ClusterIssuer}}
`),
);
const issuer = of(
  object(`
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: public}
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef: {name: account}
    solvers: [{http01: {ingress: {class: nginx}}}]
`),
);
const reader = object(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: x/web:1.0.0
          env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: web-token, key: password}}}]
`);
const external = of(
  object(`
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: web-token, namespace: shop}
spec:
  refreshInterval: 1h
  secretStoreRef: {name: main, kind: ClusterSecretStore}
  target: {name: web-token, creationPolicy: Owner}
  data:
    - {secretKey: user, remoteRef: {key: shop/web, property: user}}
    - {secretKey: password, remoteRef: {key: shop/web, property: password}}
`),
  reader,
);
const store = of(
  object(`
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: main}
spec:
  conditions: [{namespaces: [shop]}]
  provider: {vault: {server: 'https://vault.example', path: secret, auth: {kubernetes: {role: reader, mountPath: kubernetes}}}}
`),
);
const schedule = of(
  object(`
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: daily, namespace: velero}
spec:
  schedule: 0 1 * * *
  template: {ttl: 720h0m0s, includedNamespaces: [shop, kafka], snapshotVolumes: true}
`),
);
const location = of(
  object(`
apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: default, namespace: velero}
spec: {provider: aws, objectStorage: {bucket: backups, prefix: prod}}
`),
);
const prometheus = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: monitoring}
spec:
  version: v2.55.0
  replicas: 2
  retention: 30d
  retentionSize: 50GB
  externalUrl: https://prometheus.example
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 60Gi}}}}}
`),
);
const alertmanager = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: main, namespace: monitoring}
spec: {replicas: 3}
`),
);
const alerts = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: web, namespace: shop}
spec:
  groups:
    - name: web
      rules:
        - {alert: WebDown, expr: up == 0, for: 5m}
        - {alert: WebSlow, expr: latency > 1, for: 5m}
`),
);
const monitor = of(
  object(`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: http, interval: 30s}]}
`),
);
const appYaml = object(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: prod-shop, namespace: argocd}
spec:
  project: shop
  source: {repoURL: 'https://git.example/shop.git', path: dist/prod/shop, targetRevision: refs/heads/main}
  destination: {server: 'https://kubernetes.default.svc', namespace: shop}
  syncPolicy: {automated: {prune: false, selfHeal: true}}
`);
const app = of(appYaml);
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
const cascading = of({ ...appYaml, metadata: { ...appYaml.metadata, name: 'prod-old', finalizers: [FINALIZER] } });
const chart = of(
  object(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: prod-cert-manager, namespace: argocd}
spec:
  project: shop
  source: {repoURL: 'https://charts.example', chart: cert-manager, targetRevision: 1.15.0, helm: {valuesObject: {replicaCount: 2}}}
  destination: {server: 'https://kubernetes.default.svc', namespace: cert-manager}
`),
);
const projectYaml = object(`
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop, namespace: argocd}
spec:
  sourceRepos: ['https://git.example/shop.git']
  destinations: [{server: 'https://kubernetes.default.svc', namespace: shop}, {server: 'https://kubernetes.default.svc', namespace: kafka}]
  clusterResourceWhitelist: [{group: '', kind: Namespace}]
`);
const project = of(projectYaml);

/** Resources of operators and of Argo CD, labelled before the rules were run on them. */
export const operations: readonly Case[] = [
  certificate.change('another name', push('spec.dnsNames', 'store.example'), 'no-restart'),
  certificate.change('other Secret', set('spec.secretName', 'shop-tls'), 'availability'),
  certificate.change('kind of key', set('spec.privateKey', { algorithm: 'ECDSA', size: 256 }), 'no-restart'),
  certificate.change('renewed later', set('spec.renewBefore', '240h'), 'no-restart'),
  certificate.remove('availability'),
  issuer.change(
    'staging of the authority',
    set('spec.acme.server', 'https://acme-staging-v02.api.letsencrypt.org/directory'),
    'availability',
  ),
  issuer.remove('availability'),
  external.change('how often', set('spec.refreshInterval', '5m'), 'no-restart'),
  external.change('one key less', pop('spec.data'), 'availability'),
  external.change('other target', set('spec.target.name', 'token'), 'availability'),
  external.change('other entry in the store', set('spec.data.1.remoteRef.key', 'shop/other'), 'no-restart'),
  external.remove('availability'),
  store.change('other server', set('spec.provider.vault.server', 'https://vault.other.example'), 'not-judged'),
  store.change('all namespaces', drop('spec.conditions'), 'exposure'),
  store.remove('availability'),
  schedule.change('kept a day', set('spec.template.ttl', '24h0m0s'), 'data-at-risk'),
  schedule.change('one namespace less', pop('spec.template.includedNamespaces'), 'data-at-risk'),
  schedule.change('no snapshots', set('spec.template.snapshotVolumes', false), 'data-at-risk'),
  schedule.change(
    'claims left out',
    set('spec.template.excludedResources', ['persistentvolumeclaims']),
    'data-at-risk',
  ),
  schedule.change('hour', set('spec.schedule', '0 2 * * *'), 'no-restart'),
  schedule.remove('data-at-risk'),
  location.change('other bucket', set('spec.objectStorage.bucket', 'archive'), 'data-at-risk'),
  prometheus.change('kept a week', set('spec.retention', '7d'), 'data-at-risk', 'rolling-restart'),
  prometheus.change('less kept', set('spec.retentionSize', '10GB'), 'data-at-risk', 'rolling-restart'),
  prometheus.change('one pod', set('spec.replicas', 1), 'availability'),
  prometheus.change('next major', set('spec.version', 'v3.0.0'), 'image-major', 'rolling-restart'),
  prometheus.change('address', set('spec.externalUrl', 'https://metrics.example'), 'rolling-restart'),
  prometheus.change('remote write', set('spec.remoteWrite', [{ url: 'https://metrics.example/write' }]), 'no-restart'),
  alertmanager.change('one pod', set('spec.replicas', 1), 'availability'),
  alerts.change('one alert less', pop('spec.groups.0.rules'), 'availability'),
  alerts.change('expression', set('spec.groups.0.rules.1.expr', 'latency > 2'), 'no-restart'),
  alerts.remove('availability'),
  monitor.change('interval', set('spec.endpoints.0.interval', '60s'), 'no-restart'),
  monitor.remove('availability'),
  app.change('destination', set('spec.destination.namespace', 'store'), 'identity'),
  app.change('cluster', set('spec.destination.server', 'https://other.example'), 'identity'),
  app.change('path', set('spec.source.path', 'dist/prod/store'), 'identity'),
  app.change('deletes what leaves Git', set('spec.syncPolicy.automated.prune', true), 'identity'),
  app.change('cascading finalizer', set('metadata.finalizers', [FINALIZER]), 'data-at-risk'),
  app.change(
    'ignored field',
    set('spec.ignoreDifferences', [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }]),
    'no-restart',
  ),
  app.change('branch', set('spec.source.targetRevision', 'refs/heads/next'), 'not-judged'),
  app.remove('identity'),
  app.rename('prod-store', 'identity', 'recreated'),
  cascading.remove('data-at-risk'),
  chart.change('next major of a chart', set('spec.source.targetRevision', '2.0.0'), 'image-major', 'not-judged'),
  chart.change('values', set('spec.source.helm.valuesObject.replicaCount', 1), 'not-judged'),
  project.change('any repository', push('spec.sourceRepos', '*'), 'exposure'),
  project.change('any namespace', push('spec.destinations', { server: '*', namespace: '*' }), 'exposure'),
  project.change('any cluster kind', push('spec.clusterResourceWhitelist', { group: '*', kind: '*' }), 'exposure'),
  project.change('a destination less that nobody uses', pop('spec.destinations'), 'no-restart'),
  of(projectYaml, appYaml).change('the destination less that is used', set('spec.destinations', []), 'rejected'),
];
