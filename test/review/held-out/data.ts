import { type Case, drop, object, of, pop, push, set } from '../corpus/case';

const kafka = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: main, namespace: kafka}
spec:
  kafka:
    version: 4.0.0
    authorization: {type: simple}
    listeners: [{name: tls, port: 9093, type: internal, tls: true, authentication: {type: scram-sha-512}}]
    config: {min.insync.replicas: 2, default.replication.factor: 3, auto.create.topics.enable: false}
  entityOperator: {topicOperator: {}, userOperator: {}}
`),
);
const config = (name: string): readonly string[] => ['spec', 'kafka', 'config', name];
const pool = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: all, namespace: kafka, labels: {strimzi.io/cluster: main}}
spec:
  replicas: 3
  roles: [broker, controller]
  jvmOptions: {-Xmx: 2g}
  storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, size: 100Gi, deleteClaim: false}]}
`),
);
const topic = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: orders, namespace: kafka, labels: {strimzi.io/cluster: main}}
spec: {partitions: 12, replicas: 3, config: {retention.ms: 604800000, cleanup.policy: compact}}
`),
);
const user = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: shop, namespace: kafka, labels: {strimzi.io/cluster: main}}
spec:
  authentication: {type: scram-sha-512}
  authorization: {type: simple, acls: [{resource: {type: topic, name: orders}, operations: [Read]}]}
`),
);
const connect = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaConnect
metadata: {name: sink, namespace: kafka}
spec:
  replicas: 3
  bootstrapServers: main-kafka-bootstrap:9093
  config: {group.id: sink, offset.storage.topic: sink-offsets}
`),
);
const sql = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: sql, namespace: postgres}
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:16.4
  primaryUpdateStrategy: unsupervised
  storage: {size: 50Gi}
  postgresql: {parameters: {log_min_duration_statement: '1000'}, pg_hba: [hostssl all all 10.0.0.0/8 scram-sha-256]}
  backup: {barmanObjectStore: {destinationPath: 's3://backups/sql'}, retentionPolicy: 30d}
`),
);
const pooler = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: sql-rw, namespace: postgres}
spec: {cluster: {name: sql}, type: rw, instances: 3, pgbouncer: {poolMode: session}}
`),
);
const search = of(
  object(`
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: search, namespace: search}
spec:
  version: 8.14.1
  nodeSets:
    - name: data
      count: 3
      config: {node.store.allow_mmap: false}
      volumeClaimTemplates:
        - metadata: {name: elasticsearch-data}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 50Gi}}}
`),
);
const kibana = of(
  object(`
apiVersion: kibana.k8s.elastic.co/v1
kind: Kibana
metadata: {name: search, namespace: search}
spec: {version: 8.14.1, count: 2, elasticsearchRef: {name: search}}
`),
);
const doris = of(
  object(`
apiVersion: doris.selectdb.com/v1
kind: DorisCluster
metadata: {name: doris, namespace: doris}
spec:
  feSpec:
    replicas: 3
    image: apache/doris:fe-3.0.5
    service: {type: ClusterIP}
    persistentVolumes: [{mountPath: /opt/apache-doris/fe/doris-meta, name: meta, persistentVolumeClaimSpec: {resources: {requests: {storage: 20Gi}}}}]
  beSpec:
    replicas: 3
    image: apache/doris:be-3.0.5
    limits: {memory: 16Gi}
    persistentVolumes: [{mountPath: /opt/apache-doris/be/storage, name: data, persistentVolumeClaimSpec: {resources: {requests: {storage: 200Gi}}}}]
`),
);

/** Resources of databases, queues and search engines, labelled before the rules were run on them. */
export const data: readonly Case[] = [
  kafka.change('version', set('spec.kafka.version', '4.1.0'), 'rolling-restart', 'image'),
  kafka.change('one copy is enough', set(config('min.insync.replicas'), 1), 'data-at-risk'),
  kafka.change('topics by themselves', set(config('auto.create.topics.enable'), true), 'rolling-restart'),
  kafka.change('copies of new topics', set(config('default.replication.factor'), 1), 'data-at-risk', 'rolling-restart'),
  kafka.change(
    'listener outside',
    push('spec.kafka.listeners', { name: 'outside', port: 9094, type: 'loadbalancer', tls: true }),
    'exposure',
    'rolling-restart',
  ),
  kafka.change('no authorization', drop('spec.kafka.authorization'), 'exposure', 'rolling-restart'),
  kafka.change('no TLS', set('spec.kafka.listeners.0.tls', false), 'exposure', 'rolling-restart'),
  kafka.remove('data-at-risk', 'availability'),
  pool.change('fewer brokers', set('spec.replicas', 2), 'availability'),
  pool.change('heap', set(['spec', 'jvmOptions', '-Xmx'], '4g'), 'rolling-restart'),
  pool.change('claims go too', set('spec.storage.volumes.0.deleteClaim', true), 'data-at-risk'),
  pool.change('larger', set('spec.storage.volumes.0.size', '200Gi'), 'no-restart'),
  topic.change('fewer partitions', set('spec.partitions', 6), 'rejected'),
  topic.change('more partitions', set('spec.partitions', 24), 'no-restart'),
  topic.change('kept for a day', set(['spec', 'config', 'retention.ms'], 86_400_000), 'data-at-risk'),
  topic.change('deletes instead of compacting', set(['spec', 'config', 'cleanup.policy'], 'delete'), 'data-at-risk'),
  topic.change('one copy', set('spec.replicas', 1), 'data-at-risk', 'rejected'),
  user.change(
    'may do anything',
    push('spec.authorization.acls', { resource: { type: 'topic', name: '*' }, operations: ['All'] }),
    'exposure',
  ),
  user.change('by certificate', set('spec.authentication.type', 'tls'), 'availability'),
  user.change('one rule less', pop('spec.authorization.acls'), 'availability'),
  connect.change('fewer workers', set('spec.replicas', 1), 'availability'),
  connect.change(
    'other offsets',
    set(['spec', 'config', 'offset.storage.topic'], 'sink-offsets-2'),
    'data-at-risk',
    'rolling-restart',
  ),
  sql.change('one instance', set('spec.instances', 1), 'data-at-risk', 'availability'),
  sql.change(
    'next major',
    set('spec.imageName', 'ghcr.io/cloudnative-pg/postgresql:17.2'),
    'availability',
    'image-major',
    'rolling-restart',
  ),
  sql.change(
    'backups elsewhere',
    set('spec.backup.barmanObjectStore.destinationPath', 's3://other/sql'),
    'data-at-risk',
  ),
  sql.change('no backups', drop('spec.backup'), 'data-at-risk'),
  sql.change('kept a week', set('spec.backup.retentionPolicy', '7d'), 'data-at-risk'),
  sql.change('updates by hand', set('spec.primaryUpdateStrategy', 'supervised'), 'no-restart'),
  sql.change('what is logged', set('spec.postgresql.parameters.log_min_duration_statement', '500'), 'no-restart'),
  sql.change('no fsync', set('spec.postgresql.parameters.fsync', 'off'), 'data-at-risk'),
  sql.change('commits unconfirmed', set('spec.postgresql.parameters.synchronous_commit', 'off'), 'data-at-risk'),
  sql.change('trusts all', push('spec.postgresql.pg_hba', 'host all all 0.0.0.0/0 trust'), 'exposure'),
  pooler.change('by transaction', set('spec.pgbouncer.poolMode', 'transaction'), 'no-restart'),
  pooler.change('one pod', set('spec.instances', 1), 'availability'),
  search.change('minor version', set('spec.version', '8.15.0'), 'rolling-restart', 'image'),
  search.change('major version', set('spec.version', '9.0.0'), 'image-major', 'rolling-restart'),
  search.change('version back', set('spec.version', '8.13.0'), 'rejected', 'image-downgrade', 'rolling-restart'),
  search.change('fewer nodes', set('spec.nodeSets.0.count', 1), 'availability'),
  search.change('setting', set(['spec', 'nodeSets', '0', 'config', 'node.attr.zone'], 'a'), 'rolling-restart'),
  search.change(
    'nobody must log in',
    set(['spec', 'nodeSets', '0', 'config', 'xpack.security.authc.anonymous.roles'], 'superuser'),
    'exposure',
    'rolling-restart',
  ),
  search.change('load balancer', set('spec.http.service.spec.type', 'LoadBalancer'), 'exposure'),
  search.change('no disruption budget', set('spec.podDisruptionBudget', {}), 'availability'),
  search.remove('data-at-risk', 'availability'),
  kibana.change('one pod', set('spec.count', 1), 'availability'),
  kibana.change('other cluster', set('spec.elasticsearchRef.name', 'archive'), 'rolling-restart'),
  doris.change('one frontend', set('spec.feSpec.replicas', 1), 'availability'),
  doris.change('fewer backends', set('spec.beSpec.replicas', 2), 'data-at-risk', 'availability'),
  doris.change('image', set('spec.beSpec.image', 'apache/doris:be-3.0.6'), 'rolling-restart', 'image'),
  doris.change('node port', set('spec.feSpec.service.type', 'NodePort'), 'exposure'),
  doris.change('memory', set('spec.beSpec.limits.memory', '24Gi'), 'rolling-restart'),
  doris.remove('data-at-risk', 'availability'),
];
