import { expect, test } from 'vitest';
import { clean, findings, plus } from './trees';

const found = (text: string): readonly string[] =>
  findings('replication', plus(clean(), 'dev/store', text)).map(({ severity, at }) => `${severity} ${at}`);

const kafka = (brokers: number, config: string): string => `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: store}
spec: {kafka: {config: {${config}}}}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: b, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: ${brokers}, roles: [broker]}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: c, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: 3, roles: [controller]}`;

const ONE =
  'offsets.topic.replication.factor: 1, transaction.state.log.replication.factor: 1, transaction.state.log.min.isr: 1';
const OFFSETS = 'error spec.kafka.config["offsets.topic.replication.factor"]';
const TRANSACTIONS = 'error spec.kafka.config["transaction.state.log.replication.factor"]';
const DEFAULT = 'error spec.kafka.config["default.replication.factor"]';

test.each<[number, string, readonly string[]]>([
  [3, '', []],
  [1, '', [OFFSETS, TRANSACTIONS]],
  [1, ONE, []],
  [0, '', []],
  [3, 'default.replication.factor: 3, min.insync.replicas: 2', []],
  [3, 'default.replication.factor: 4, min.insync.replicas: 2', [DEFAULT]],
  [3, 'default.replication.factor: 3, min.insync.replicas: 3', [DEFAULT, OFFSETS]],
  [3, 'default.replication.factor: 2, min.insync.replicas: 2', [DEFAULT]],
  [3, 'default.replication.factor: 2, min.insync.replicas: 3', [DEFAULT, OFFSETS]],
  [3, 'default.replication.factor: 3', []],
  [3, 'transaction.state.log.min.isr: 3', [TRANSACTIONS]],
  [
    3,
    'share.coordinator.state.topic.replication.factor: 5',
    ['error spec.kafka.config["share.coordinator.state.topic.replication.factor"]'],
  ],
])('%i brokers with %s', (brokers, config, expected) => {
  expect(found(kafka(brokers, config))).toEqual(expected);
});

test('only the brokers of its own cluster count', () => {
  const others = (place: string): string => `
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: other, ${place}}
spec: {replicas: 9, roles: [broker]}`;
  const config = 'default.replication.factor: 4';
  expect(found(kafka(3, config) + others('namespace: store, labels: {strimzi.io/cluster: bus}'))).toEqual([]);
  expect(found(kafka(3, config) + others('namespace: web, labels: {strimzi.io/cluster: bus}'))).toEqual([DEFAULT]);
  expect(found(kafka(3, config) + others('namespace: store, labels: {strimzi.io/cluster: other}'))).toEqual([DEFAULT]);
});

const cluster = (spec: string): string =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: store}\nspec: {${spec}}`;
const sync = (number: number, more = ''): string =>
  `postgresql: {synchronous: {method: any, number: ${number}${more}}}`;
const AT = 'spec.postgresql.synchronous.number';

test.each<[string, readonly string[]]>([
  [`instances: 3, ${sync(1)}`, []],
  [`instances: 3, ${sync(2)}`, [`warning ${AT}`]],
  [`instances: 3, ${sync(2, ', dataDurability: preferred')}`, []],
  [`instances: 3, ${sync(3)}`, [`error ${AT}`]],
  [`instances: 2, ${sync(1)}`, [`warning ${AT}`]],
  [`instances: 1, ${sync(1)}`, [`error ${AT}`]],
  [`instances: 1, ${sync(1, ', standbyNamesPre: [a, b]')}`, []],
  ['instances: 3, minSyncReplicas: 1, maxSyncReplicas: 2', []],
  ['instances: 3, minSyncReplicas: 2, maxSyncReplicas: 1', ['error spec.minSyncReplicas']],
  ['instances: 2, minSyncReplicas: 1, maxSyncReplicas: 2', ['error spec.maxSyncReplicas']],
  ['instances: 1', []],
  [sync(1), [`error ${AT}`]],
])('PostgreSQL with %s', (spec, expected) => {
  expect(found(cluster(spec))).toEqual(expected);
});
