import { podsOf } from '../../../manifest/pods';
import type { Change } from '../../change';
import { countPods, type Effect, type FieldTable, type FieldTables, quiet, refused, restarts } from './effect';

/** Pools of a Kafka's pods, which restart with it. */
const nodes: Effect = (change: Change, around) => {
  const neighbours = around.neighbours(change, 'after');
  const pools = neighbours('kafka.strimzi.io/KafkaNodePool').filter(
    ({ metadata }) => metadata.labels?.['strimzi.io/cluster'] === change.identity.name,
  );
  return {
    risk: 'rolling-restart',
    rule: 'pods-replaced',
    reason: 'Kafka nodes restart one after another, as partitions stay in sync.',
    remedy: 'Merge when clients may reconnect.',
    pods: countPods(pools.flatMap((pool) => podsOf(pool, neighbours))),
  };
};

const companion = (name: string): Effect => restarts(`The ${name} restarts; brokers do not.`, `spec.${name}`);
const operator = quiet('The operator follows by itself.');
const rolls = restarts('The nodes of the pool restart one after another.');
const worker = restarts('The workers restart one after another, and their tasks move.');
const tasks = quiet('Workers come or go, and tasks move to those that run; no other worker restarts.');
const KEPT = 'Create a new object under a new name and move what uses the old one.';

/**
 * Settings of brokers that take effect without a restart. Source: Apache Kafka documentation, broker configs of update mode
 * cluster-wide or per-broker; Strimzi applies those through the admin API.
 */
const DYNAMIC =
  /^(log\.retention\.(ms|bytes|hours|minutes)|log\.segment\.bytes|log\.cleaner\.threads|message\.max\.bytes|min\.insync\.replicas|num\.(io|network|recovery|replica)\.\S*threads\S*|num\.replica\.fetchers|unclean\.leader\.election\.enable|max\.connections(\.per\.ip)?|background\.threads|compression\.type|log\.cleanup\.policy)$/;
/** Dynamic in Kafka under `log.retention.ms` only. Source: the same list. */
const READ_ONLY = /^log\.retention\.(hours|minutes)$/;

const setting: Effect = (change, around) => {
  const names = change.edits.flatMap(({ path }) => (path[2] === 'config' ? [path[3] ?? ''] : []));
  return names.every((name) => DYNAMIC.test(name) && !READ_ONLY.test(name))
    ? operator(change, around)
    : nodes(change, around);
};

const fields = (prefix: string, names: string, effect: Effect): FieldTable =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${prefix}.${name}.**`, effect]));

const connect = fields(
  'spec',
  `version image bootstrapServers tls authentication config resources jvmOptions logging metricsConfig template
  externalConfiguration rack tracing livenessProbe readinessProbe build plugins clientRackInitImage jmxOptions
  groupId configStorageTopic offsetStorageTopic statusStorageTopic clusters mirrors target`,
  worker,
);

/** Strimzi. Sources: its CRDs; docs: rolling updates, changing storage, node pools, topic operator limits. */
export const strimzi: FieldTables = {
  'kafka.strimzi.io/Kafka': {
    'spec.kafka.config.**': setting,
    'spec.kafka.metadataVersion': operator,
    ...fields(
      'spec.kafka',
      `version image listeners authorization metricsConfig logging rack template resources jvmOptions jmxOptions
      livenessProbe readinessProbe brokerRackInitImage quotas tieredStorage`,
      nodes,
    ),
    'spec.entityOperator.**': companion('entityOperator'),
    'spec.kafkaExporter.**': companion('kafkaExporter'),
    'spec.cruiseControl.autoRebalance.**': operator,
    'spec.cruiseControl.**': companion('cruiseControl'),
    'spec.clusterCa.**': nodes,
    'spec.clientsCa.**': nodes,
    'spec.maintenanceTimeWindows.**': operator,
    'metadata.annotations.strimzi.io/**': operator,
  },
  'kafka.strimzi.io/KafkaNodePool': {
    'spec.replicas': operator,
    ...fields('spec', 'jvmOptions resources template roles', rolls),
    'spec.storage.**': operator,
  },
  'kafka.strimzi.io/KafkaTopic': {
    'spec.topicName': refused('The name of a topic cannot change.', KEPT),
    ...fields('spec', 'partitions replicas config', operator),
  },
  'kafka.strimzi.io/KafkaUser': fields('spec', 'authentication authorization quotas template', operator),
  'kafka.strimzi.io/KafkaConnect': { ...connect, 'spec.replicas': tasks },
  'kafka.strimzi.io/KafkaMirrorMaker2': { ...connect, 'spec.replicas': tasks },
  'kafka.strimzi.io/KafkaBridge': {
    ...connect,
    ...fields('spec', 'replicas http consumer producer adminClient', worker),
  },
  'kafka.strimzi.io/KafkaConnector': fields(
    'spec',
    'class tasksMax config autoRestart state pause version',
    quiet('The connector restarts its tasks; workers do not restart.'),
  ),
};
