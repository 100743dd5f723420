import { type Case, drop, object, of, pop, push, set } from './case';

const kafkaYaml = object(`
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: kafka}
spec:
  kafka:
    version: 4.1.0
    metadataVersion: 4.1-IV1
    authorization: {type: simple}
    config:
      default.replication.factor: 3
      min.insync.replicas: 2
      log.retention.hours: 168
      message.max.bytes: 1048588
      num.partitions: 3
      unclean.leader.election.enable: false
    listeners:
    - {name: clients, port: 9093, type: internal, tls: true, authentication: {type: scram-sha-512}}
    - {name: plain, port: 9092, type: internal, tls: true, authentication: {type: scram-sha-512}}
  entityOperator: {topicOperator: {resources: {limits: {memory: 256Mi}}}}
  kafkaExporter: {topicRegex: .*}
  maintenanceTimeWindows: ['* * 1-4 ? * SAT *']
`);
const poolYaml = object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: broker, namespace: kafka, labels: {strimzi.io/cluster: bus}}
spec:
  replicas: 3
  roles: [broker]
  resources: {limits: {memory: 4Gi}}
  storage:
    type: jbod
    volumes:
    - {id: 0, type: persistent-claim, size: 200Gi, class: fast, deleteClaim: false, kraftMetadata: shared}
    - {id: 1, type: persistent-claim, size: 200Gi, class: fast, deleteClaim: false}
`);
const kafka = of(kafkaYaml, poolYaml);
const pool = of(poolYaml, kafkaYaml);
const voters = of(
  {
    ...poolYaml,
    metadata: { ...poolYaml.metadata, name: 'controller' },
    spec: { ...poolYaml.spec, roles: ['controller'] },
  },
  kafkaYaml,
);
const topic = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: orders, namespace: kafka, labels: {strimzi.io/cluster: bus}, annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}}
spec: {topicName: orders, partitions: 12, replicas: 3, config: {retention.ms: 604800000, cleanup.policy: delete, min.insync.replicas: 2}}
`),
);
const user = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: shop, namespace: kafka, labels: {strimzi.io/cluster: bus}}
spec:
  authentication: {type: scram-sha-512}
  authorization: {type: simple, acls: [{operations: [Read], resource: {type: topic, name: orders, patternType: literal}}]}
`),
);
const connect = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaConnect
metadata: {name: pipes, namespace: kafka}
spec: {version: 4.1.0, replicas: 3, bootstrapServers: 'bus:9093', config: {group.id: pipes}, image: 'x/connect:1.0.0'}
`),
);
const connector = of(
  object(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaConnector
metadata: {name: sink, namespace: kafka, labels: {strimzi.io/cluster: pipes}}
spec: {class: S3Sink, tasksMax: 2, state: running, config: {topics: orders}}
`),
);

/** Changes of what Strimzi keeps. */
export const strimzi: readonly Case[] = [
  kafka.change('minor version', set('spec.kafka.version', '4.2.0'), 'image', 'rolling-restart'),
  kafka.change('major version', set('spec.kafka.version', '5.0.0'), 'image-major', 'rolling-restart'),
  kafka.change('older version', set('spec.kafka.version', '4.0.1'), 'image-downgrade', 'rolling-restart'),
  kafka.change('metadata version', set('spec.kafka.metadataVersion', '4.2-IV0'), 'no-restart'),
  kafka.change(
    'shorter retention',
    set(['spec', 'kafka', 'config', 'log.retention.hours'], 24),
    'data-at-risk',
    'rolling-restart',
  ),
  kafka.change('longer retention', set(['spec', 'kafka', 'config', 'log.retention.hours'], 720), 'rolling-restart'),
  kafka.change(
    'fewer copies by default',
    set(['spec', 'kafka', 'config', 'default.replication.factor'], 1),
    'data-at-risk',
    'rolling-restart',
  ),
  kafka.change('fewer copies in sync', set(['spec', 'kafka', 'config', 'min.insync.replicas'], 1), 'data-at-risk'),
  kafka.change(
    'unclean leaders',
    set(['spec', 'kafka', 'config', 'unclean.leader.election.enable'], true),
    'data-at-risk',
  ),
  kafka.change(
    'a setting without restart',
    set(['spec', 'kafka', 'config', 'message.max.bytes'], 2097152),
    'no-restart',
  ),
  kafka.change('a setting with restart', set(['spec', 'kafka', 'config', 'num.partitions'], 6), 'rolling-restart'),
  kafka.change(
    'a listener outside',
    push('spec.kafka.listeners', {
      name: 'out',
      port: 9094,
      type: 'loadbalancer',
      tls: true,
      authentication: { type: 'tls' },
    }),
    'exposure',
    'rolling-restart',
  ),
  kafka.change(
    'a listener without credentials',
    drop('spec.kafka.listeners.1.authentication'),
    'exposure',
    'rolling-restart',
  ),
  kafka.change('a listener without TLS', set('spec.kafka.listeners.1.tls', false), 'exposure', 'rolling-restart'),
  kafka.change('a listener less', pop('spec.kafka.listeners'), 'availability', 'rolling-restart'),
  kafka.change('no authorization', drop('spec.kafka.authorization'), 'exposure', 'rolling-restart'),
  kafka.change('a super user', set('spec.kafka.authorization.superUsers', ['CN=admin']), 'exposure', 'rolling-restart'),
  kafka.change(
    'memory of the entity operator',
    set('spec.entityOperator.topicOperator.resources.limits.memory', '512Mi'),
    'rolling-restart',
  ),
  kafka.change('what is exported', set('spec.kafkaExporter.topicRegex', 'a.*'), 'rolling-restart'),
  kafka.change('maintenance windows', set('spec.maintenanceTimeWindows', []), 'no-restart'),
  kafka.change('a field that does not exist', set('spec.kafka.turbo', true), 'not-judged'),
  kafka.remove('data-at-risk', 'availability'),
  kafka.rename('other', 'data-at-risk', 'recreated'),
  pool.change('smaller volumes', set('spec.storage.volumes.0.size', '100Gi'), 'data-at-risk'),
  pool.change('larger volumes', set('spec.storage.volumes.0.size', '400Gi'), 'no-restart'),
  pool.change('a volume less', pop('spec.storage.volumes'), 'data-at-risk'),
  pool.change(
    'a volume more',
    push('spec.storage.volumes', { id: 2, type: 'persistent-claim', size: '200Gi' }),
    'no-restart',
  ),
  pool.change('ephemeral', set('spec.storage', { type: 'ephemeral' }), 'data-at-risk'),
  pool.change('volumes deleted with it', set('spec.storage.volumes.0.deleteClaim', true), 'data-at-risk'),
  pool.change('class', set('spec.storage.volumes.0.class', 'slow'), 'data-at-risk'),
  pool.change('fewer brokers', set('spec.replicas', 2), 'availability'),
  pool.change('more brokers', set('spec.replicas', 4), 'no-restart'),
  pool.change('memory', set('spec.resources.limits.memory', '8Gi'), 'rolling-restart'),
  pool.change('another cluster', set(['metadata', 'labels', 'strimzi.io/cluster'], 'other'), 'identity'),
  pool.remove('data-at-risk', 'availability'),
  voters.change('fewer voters', set('spec.replicas', 1), 'availability'),
  voters.change('more voters', set('spec.replicas', 5), 'availability'),
  voters.change('no longer voters', set('spec.roles', ['broker']), 'availability', 'rolling-restart'),
  topic.change('fewer partitions', set('spec.partitions', 6), 'rejected'),
  topic.change('more partitions', set('spec.partitions', 24), 'no-restart'),
  topic.change('fewer copies', set('spec.replicas', 1), 'data-at-risk', 'rejected'),
  topic.change('shorter retention', set(['spec', 'config', 'retention.ms'], 3600000), 'data-at-risk'),
  topic.change('endless retention', set(['spec', 'config', 'retention.ms'], -1), 'no-restart'),
  topic.change('compaction', set(['spec', 'config', 'cleanup.policy'], 'compact'), 'data-at-risk'),
  topic.change('name', set('spec.topicName', 'other'), 'rejected'),
  topic.change('protection lost', drop('metadata.annotations'), 'data-at-risk'),
  topic.remove('data-at-risk'),
  topic.move('two', 'data-at-risk'),
  user.change('another right', push('spec.authorization.acls.0.operations', 'Write'), 'exposure'),
  user.change('all topics', set('spec.authorization.acls.0.resource.name', '*'), 'exposure'),
  user.change('no rules', drop('spec.authorization'), 'exposure', 'availability'),
  user.change('other credentials', set('spec.authentication.type', 'tls'), 'availability'),
  user.change('quotas', set('spec.quotas', { producerByteRate: 1024 }), 'no-restart'),
  user.remove('data-at-risk'),
  connect.change('fewer workers', set('spec.replicas', 1), 'availability'),
  connect.change('image', set('spec.image', 'x/connect:2.0.0'), 'image-major', 'rolling-restart'),
  connect.change('settings', set(['spec', 'config', 'group.id'], 'other'), 'rolling-restart'),
  connector.change('settings', set('spec.config.topics', 'orders,bills'), 'no-restart'),
  connector.change('paused', set('spec.state', 'paused'), 'availability'),
  connector.remove('availability'),
];
