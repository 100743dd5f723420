import { type Case, drop, object, of, push, set } from './case';

const search = of(
  object(`
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: search, namespace: search}
spec:
  version: 8.19.2
  volumeClaimDeletePolicy: DeleteOnScaledownOnly
  updateStrategy: {changeBudget: {maxUnavailable: 1}}
  http: {tls: {selfSignedCertificate: {disabled: false}}}
  nodeSets:
  - name: default
    count: 3
    config: {node.store.allow_mmap: false}
    podTemplate: {spec: {containers: [{name: elasticsearch, resources: {limits: {memory: 4Gi}}}]}}
    volumeClaimTemplates:
    - {metadata: {name: elasticsearch-data}, spec: {storageClassName: fast, resources: {requests: {storage: 50Gi}}}}
`),
);
const kibana = of(
  object(`
apiVersion: kibana.k8s.elastic.co/v1
kind: Kibana
metadata: {name: search, namespace: search}
spec: {version: 8.19.2, count: 2, elasticsearchRef: {name: search}, config: {a: b}}
`),
);
const doris = of(
  object(`
apiVersion: doris.selectdb.com/v1
kind: DorisCluster
metadata: {name: olap, namespace: olap}
spec:
  feSpec:
    replicas: 3
    electionNumber: 3
    image: apache/doris:fe-3.0.8
    requests: {cpu: '1'}
    persistentVolumes: [{name: fe-meta, mountPath: /meta, persistentVolumeClaimSpec: {resources: {requests: {storage: 20Gi}}}}]
  beSpec:
    replicas: 3
    image: apache/doris:be-3.0.8
    persistentVolumes: [{name: be-storage, mountPath: /data, persistentVolumeClaimSpec: {resources: {requests: {storage: 100Gi}}}}]
`),
);

/** Changes of what ECK and the Doris operator keep. */
export const searchAndWarehouse: readonly Case[] = [
  search.change('minor version', set('spec.version', '8.19.3'), 'image', 'rolling-restart'),
  search.change('major version', set('spec.version', '9.1.0'), 'image-major', 'rolling-restart'),
  search.change('older version', set('spec.version', '8.18.0'), 'rejected', 'image-downgrade', 'rolling-restart'),
  search.change(
    'smaller storage',
    set('spec.nodeSets.0.volumeClaimTemplates.0.spec.resources.requests.storage', '20Gi'),
    'data-at-risk',
    'rejected',
  ),
  search.change(
    'larger storage',
    set('spec.nodeSets.0.volumeClaimTemplates.0.spec.resources.requests.storage', '80Gi'),
    'no-restart',
  ),
  search.change(
    'storage class',
    set('spec.nodeSets.0.volumeClaimTemplates.0.spec.storageClassName', 'slow'),
    'data-at-risk',
    'rejected',
  ),
  search.change('fewer nodes', set('spec.nodeSets.0.count', 2), 'availability'),
  search.change('more nodes', set('spec.nodeSets.0.count', 5), 'no-restart'),
  search.change('another set of nodes', push('spec.nodeSets', { name: 'hot', count: 2 }), 'no-restart'),
  search.change(
    'volumes deleted with it',
    set('spec.volumeClaimDeletePolicy', 'DeleteOnScaledownAndClusterDeletion'),
    'data-at-risk',
  ),
  search.change('policy left out', drop('spec.volumeClaimDeletePolicy'), 'data-at-risk'),
  search.change(
    'settings of nodes',
    set(['spec', 'nodeSets', '0', 'config', 'xpack.ml.enabled'], false),
    'rolling-restart',
  ),
  search.change(
    'memory',
    set('spec.nodeSets.0.podTemplate.spec.containers.0.resources.limits.memory', '8Gi'),
    'rolling-restart',
  ),
  search.change('no TLS', set('spec.http.tls.selfSignedCertificate.disabled', true), 'exposure'),
  search.change('load balancer', set('spec.http.service', { spec: { type: 'LoadBalancer' } }), 'exposure'),
  search.change('users', set('spec.auth', { fileRealm: [{ secretName: 'users' }] }), 'no-restart'),
  search.change('a field that does not exist', set('spec.turbo', true), 'not-judged'),
  search.remove('data-at-risk', 'availability'),
  search.rename('other', 'data-at-risk', 'recreated'),
  kibana.change('version', set('spec.version', '8.19.3'), 'image', 'rolling-restart'),
  kibana.change('fewer', set('spec.count', 1), 'availability'),
  kibana.change('settings', set('spec.config.a', 'c'), 'rolling-restart'),
  doris.change('fewer backends', set('spec.beSpec.replicas', 2), 'data-at-risk', 'availability'),
  doris.change('more backends', set('spec.beSpec.replicas', 4), 'no-restart'),
  doris.change('fewer frontends', set('spec.feSpec.replicas', 1), 'availability'),
  doris.change('fewer voters', set('spec.feSpec.electionNumber', 1), 'availability'),
  doris.change('minor version', set('spec.beSpec.image', 'apache/doris:be-3.0.9'), 'image', 'rolling-restart'),
  doris.change('major version', set('spec.beSpec.image', 'apache/doris:be-4.0.0'), 'image-major', 'rolling-restart'),
  doris.change(
    'smaller storage',
    set('spec.beSpec.persistentVolumes.0.persistentVolumeClaimSpec.resources.requests.storage', '50Gi'),
    'data-at-risk',
  ),
  doris.change(
    'larger storage',
    set('spec.beSpec.persistentVolumes.0.persistentVolumeClaimSpec.resources.requests.storage', '200Gi'),
    'no-restart',
  ),
  doris.change('no storage', drop('spec.beSpec.persistentVolumes'), 'data-at-risk', 'rejected'),
  doris.change('resources', set('spec.feSpec.requests.cpu', '2'), 'rolling-restart'),
  doris.remove('data-at-risk', 'availability'),
];
