import { type Case, drop, object, of, pop, set } from './case';

const PROTECTED = 'argocd.argoproj.io/sync-options';

const stateful = of(
  object(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store, namespace: data}
spec:
  replicas: 3
  serviceName: store
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: store}}
  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
      - {name: store, image: 'x/store:3.1.0', volumeMounts: [{name: data, mountPath: /data}]}
  volumeClaimTemplates:
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 100Gi}}}
`),
);
const claim = of(
  object(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files, namespace: data, annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}}
spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 100Gi}}}
`),
);
const volume = of(
  object(`
apiVersion: v1
kind: PersistentVolume
metadata: {name: pv-1}
spec:
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  nfs: {server: 10.0.0.1, path: /exports}
`),
);
const storageClass = of(
  object(`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: csi.example.com
parameters: {type: ssd}
reclaimPolicy: Retain
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
`),
);
const namespace = of(
  object(`
apiVersion: v1
kind: Namespace
metadata:
  name: data
  labels: {pod-security.kubernetes.io/enforce: restricted}
  annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}
`),
);
const definition = of(
  object(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions: [{name: v1, served: true, storage: true, schema: {}}, {name: v1beta1, served: true, storage: false, schema: {}}]
`),
);

/** Changes of what holds data by Kubernetes' own means. */
export const storage: readonly Case[] = [
  stateful.change(
    'smaller volumes',
    set('spec.volumeClaimTemplates.0.spec.resources.requests.storage', '50Gi'),
    'data-at-risk',
    'rejected',
  ),
  stateful.change(
    'larger volumes',
    set('spec.volumeClaimTemplates.0.spec.resources.requests.storage', '200Gi'),
    'rejected',
  ),
  stateful.change(
    'the same size, written otherwise',
    (o) => {
      o.spec.volumeClaimTemplates[0].spec.resources.requests.storage = '102400Mi';
      o.spec.replicas = 4;
    },
    'no-restart',
  ),
  stateful.change(
    'class of volumes',
    set('spec.volumeClaimTemplates.0.spec.storageClassName', 'slow'),
    'data-at-risk',
    'rejected',
  ),
  stateful.change('label of volumes', set('spec.volumeClaimTemplates.0.metadata.labels', { a: 'b' }), 'rejected'),
  stateful.change('volumes removed', drop('spec.volumeClaimTemplates'), 'data-at-risk', 'rejected'),
  stateful.change('governing Service', set('spec.serviceName', 'other'), 'rejected'),
  stateful.change('order of start', set('spec.podManagementPolicy', 'OrderedReady'), 'rejected'),
  stateful.change(
    'volumes deleted with it',
    set('spec.persistentVolumeClaimRetentionPolicy.whenDeleted', 'Delete'),
    'data-at-risk',
  ),
  stateful.change(
    'volumes deleted on scale down',
    set('spec.persistentVolumeClaimRetentionPolicy.whenScaled', 'Delete'),
    'data-at-risk',
  ),
  stateful.change('updates only on delete', set('spec.updateStrategy', { type: 'OnDelete' }), 'no-restart'),
  stateful.change('image', set('spec.template.spec.containers.0.image', 'x/store:3.2.0'), 'image', 'rolling-restart'),
  stateful.change(
    'older image',
    set('spec.template.spec.containers.0.image', 'x/store:2.9.0'),
    'image-downgrade',
    'rolling-restart',
  ),
  stateful.change('fewer replicas', set('spec.replicas', 2), 'availability'),
  stateful.rename('storage', 'data-at-risk', 'recreated'),
  stateful.remove('data-at-risk', 'availability'),
  stateful.move('two', 'data-at-risk'),
  stateful.add('no-restart'),
  claim.change('smaller', set('spec.resources.requests.storage', '50Gi'), 'data-at-risk', 'rejected'),
  claim.change('larger', set('spec.resources.requests.storage', '200Gi'), 'no-restart'),
  claim.change('class', set('spec.storageClassName', 'slow'), 'rejected'),
  claim.change('access modes', set('spec.accessModes', ['ReadWriteMany']), 'rejected'),
  claim.change('protection lost', drop('metadata.annotations'), 'data-at-risk'),
  claim.change(
    'protection misspelt',
    (o) => {
      o.metadata.annotations[PROTECTED] = 'Prune=False,Delete=false';
    },
    'data-at-risk',
  ),
  claim.change(
    'protection to be confirmed',
    (o) => {
      o.metadata.annotations[PROTECTED] = 'Prune=confirm,Delete=confirm';
    },
    'no-restart',
  ),
  claim.remove('data-at-risk'),
  claim.rename('archive', 'data-at-risk', 'recreated'),
  claim.move('two', 'data-at-risk'),
  volume.change('reclaim policy Delete', set('spec.persistentVolumeReclaimPolicy', 'Delete'), 'data-at-risk'),
  volume.change('source', set('spec.nfs.path', '/other'), 'rejected'),
  volume.remove('data-at-risk'),
  storageClass.change('parameters', set('parameters.type', 'hdd'), 'rejected'),
  storageClass.change('provisioner', set('provisioner', 'other.example.com'), 'rejected'),
  storageClass.change('reclaim policy Delete', set('reclaimPolicy', 'Delete'), 'data-at-risk', 'rejected'),
  storageClass.change('binding', set('volumeBindingMode', 'Immediate'), 'rejected'),
  storageClass.change('volumes may grow', set('allowVolumeExpansion', false), 'no-restart'),
  storageClass.remove('data-at-risk'),
  namespace.change(
    'level lowered',
    set(['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'baseline'),
    'exposure',
  ),
  namespace.change('level removed', drop(['metadata', 'labels', 'pod-security.kubernetes.io/enforce']), 'exposure'),
  namespace.change('label', set(['metadata', 'labels', 'app.kubernetes.io/part-of'], 'shop'), 'no-restart'),
  namespace.change('protection lost', drop('metadata.annotations'), 'data-at-risk'),
  namespace.remove('data-at-risk'),
  namespace.add('no-restart'),
  definition.change('a version removed', pop('spec.versions'), 'rejected', 'not-judged'),
  definition.change('schema', set('spec.versions.0.schema', { openAPIV3Schema: { type: 'object' } }), 'not-judged'),
  definition.change('scope', set('spec.scope', 'Cluster'), 'rejected'),
  definition.remove('data-at-risk'),
];
