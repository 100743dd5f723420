import { type Case, drop, object, of, refused, set } from './case';

const SYNC = ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'];
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

const claim = object(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files, namespace: shop, annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}}
spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 10Gi}}}
`);
const bare = of({ ...claim, metadata: { name: 'scratch', namespace: 'shop' } });
const guarded = of(claim);

const store = of(
  object(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store, namespace: shop}
spec:
  replicas: 3
  serviceName: store
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain}
  selector: {matchLabels: {app: store}}
  template: {metadata: {labels: {app: store}}, spec: {containers: [{name: store, image: 'x/store:1.0.0'}]}}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}}]
`),
);
const pool = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: brokers, namespace: bus, labels: {strimzi.io/cluster: bus}}
spec:
  replicas: 3
  roles: [broker]
  storage: {type: persistent-claim, size: 100Gi, deleteClaim: false}
  template: {persistentVolumeClaim: {metadata: {annotations: {argocd.argoproj.io/sync-options: Prune=false}}}}
`),
);
const appYaml = object(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: prod-shop, namespace: argocd, annotations: {argocd.argoproj.io/sync-options: Prune=confirm}}
spec:
  project: prod
  source: {repoURL: 'https://git.example/it.git', path: dist/prod/shop, targetRevision: refs/heads/main}
  destination: {server: 'https://kubernetes.default.svc', namespace: shop}
  syncPolicy: {automated: {prune: false, selfHeal: true, allowEmpty: false}}
`);
const app = of(appYaml);
const root = of({ ...appYaml, spec: { ...appYaml.spec, source: { ...appYaml.spec.source, path: 'dist/prod/apps' } } });
const fleet = of(
  object(`
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: fleet, namespace: argocd}
spec: {syncPolicy: {preserveResourcesOnDeletion: true, applicationsSync: create-update}, generators: []}
`),
);
const web = of(
  object(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'x/web:1.0.0'}]}}
`),
);
const agent = of(
  object(`
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  selector: {matchLabels: {app: agent}}
  template: {metadata: {labels: {app: agent}}, spec: {containers: [{name: agent, image: 'x/agent:1.0.0'}]}}
`),
);
const job = of(
  object(`
apiVersion: batch/v1
kind: Job
metadata: {name: once, namespace: shop}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: once, image: 'x/once:1.0.0'}]}}}
`),
);
const service = of(
  object(`
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80, protocol: TCP}]}
`),
);
const secret = of(
  object('{apiVersion: v1, kind: Secret, metadata: {name: key, namespace: shop}, type: Opaque, data: {a: YQ==}}'),
);
const settings = of(
  object('{apiVersion: v1, kind: ConfigMap, metadata: {name: fixed, namespace: shop}, immutable: true, data: {a: b}}'),
);
const fast = of(
  object(
    '{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: a.csi, parameters: {type: ssd}}',
  ),
);
const binding = of(
  object(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`),
);

const templateClaim = 'spec.volumeClaimTemplates.0.spec.resources.requests.storage';

/** Changes that the contract with Argo CD forbids, each with the rule by which the guard refuses it. */
export const identity: readonly Case[] = [
  refused('D1', bare.remove('data-at-risk')),
  refused('D1', guarded.change('no longer protected', drop(SYNC), 'data-at-risk')),
  refused('D1', guarded.change('pruned again', set(SYNC, 'Delete=false'), 'data-at-risk')),
  refused(
    'D2',
    store.change(
      'volumes go with it',
      set('spec.persistentVolumeClaimRetentionPolicy.whenDeleted', 'Delete'),
      'data-at-risk',
    ),
  ),
  refused(
    'D2',
    store.change(
      'volumes go when it shrinks',
      set('spec.persistentVolumeClaimRetentionPolicy.whenScaled', 'Delete'),
      'data-at-risk',
    ),
  ),
  refused('D2', pool.change('claims go with it', set('spec.storage.deleteClaim', true), 'data-at-risk')),
  refused(
    'D2',
    pool.change('claims are pruned', drop('spec.template.persistentVolumeClaim'), 'data-at-risk', 'rolling-restart'),
  ),
  refused('D3', guarded.remove('data-at-risk')),
  refused('D3', guarded.move('two', 'data-at-risk')),
  refused('D3', web.move('two', 'identity')),
  refused('D3', app.rename('prod-store', 'identity', 'recreated')),
  refused('D3', app.change('another place', set('spec.destination.namespace', 'store'), 'identity')),
  refused('D3', app.change('another path', set('spec.source.path', 'dist/prod/store'), 'identity')),
  refused('D3', app.remove('identity')),
  refused('D4', app.change('may become empty', set('spec.syncPolicy.automated.allowEmpty', true), 'identity')),
  refused('D5', app.change('finalizer', set('metadata.finalizers', [FINALIZER]), 'data-at-risk')),
  refused(
    'D5',
    of({ ...appYaml, metadata: { ...appYaml.metadata, name: 'prod-old', finalizers: [FINALIZER] } }).remove(
      'data-at-risk',
    ),
  ),
  refused(
    'D5',
    fleet.change(
      'deletes with itself',
      set('spec.syncPolicy.preserveResourcesOnDeletion', false),
      'data-at-risk',
      'not-judged',
    ),
  ),
  refused(
    'D5',
    fleet.change(
      'deletes what it does not find',
      set('spec.syncPolicy.applicationsSync', 'sync'),
      'data-at-risk',
      'not-judged',
    ),
  ),
  refused('D6', root.change('prunes Applications', set('spec.syncPolicy.automated.prune', true), 'identity')),
  refused('D6', app.change('pruned without a question', drop(SYNC), 'identity')),
  refused('D7', web.change('selector', set('spec.selector.matchLabels.app', 'site'), 'rejected')),
  refused('D7', agent.change('selector', set('spec.selector.matchLabels.app', 'site'), 'rejected')),
  refused('D7', store.change('selector', set('spec.selector.matchLabels.app', 'site'), 'rejected')),
  refused('D7', store.change('governing Service', set('spec.serviceName', 'other'), 'rejected')),
  refused('D7', store.change('order of pods', set('spec.podManagementPolicy', 'Parallel'), 'rejected')),
  refused('D7', store.change('larger template', set(templateClaim, '20Gi'), 'rejected')),
  refused(
    'D7',
    store.change('label of the template', set('spec.volumeClaimTemplates.0.metadata.labels', { a: 'b' }), 'rejected'),
  ),
  refused('D7', job.change('image', set('spec.template.spec.containers.0.image', 'x/once:1.1.0'), 'rejected', 'image')),
  refused('D7', service.change('an address', set('spec.clusterIP', '10.0.0.7'), 'rejected')),
  refused('D7', secret.change('type', set('type', 'kubernetes.io/tls'), 'rejected')),
  refused('D7', settings.change('content', set('data.a', 'c'), 'rejected')),
  refused('D7', fast.change('parameters', set('parameters.type', 'hdd'), 'rejected')),
  refused('D7', bare.change('class', set('spec.storageClassName', 'slow'), 'rejected')),
  refused('D7', bare.change('smaller', set('spec.resources.requests.storage', '5Gi'), 'data-at-risk', 'rejected')),
  refused('D7', binding.change('other role', set('roleRef.name', 'edit'), 'rejected')),
  refused('D8', web.change('replicas left out', drop('spec.replicas'), 'availability')),
  refused('D8', store.change('replicas left out', drop('spec.replicas'), 'availability')),
];
