import { expect, test } from 'vitest';
import { madeOf } from '../../manifest/operators/index';
import { podsOf, portsOf } from '../../manifest/pods';
import type { Manifest } from '../../manifest/types';
import { among, parse } from './trees';

const KAFKA = parse(`
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: events, namespace: kafka}
spec:
  kafka:
    listeners:
    - {name: plain, port: 9092, type: internal, tls: false}
    - {name: scram, port: 9095, type: internal, tls: true}
    - {name: outside, port: 9096, type: loadbalancer, tls: true}
    metricsConfig: {type: strimziMetricsReporter}
  entityOperator: {topicOperator: {}, userOperator: {resources: {requests: {cpu: 50m}}}}
  kafkaExporter: {}`);

const POOL = parse(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: broker, namespace: kafka, labels: {strimzi.io/cluster: events, team: data, app.kubernetes.io/name: x}}
spec: {replicas: 3, roles: [broker], resources: {requests: {cpu: "1"}}, storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, size: 200Gi, class: fast}]}}`);

test('Strimzi makes a bootstrap, a headless and a Service for each outside listener', () => {
  const { services = [], secrets = [] } = madeOf(KAFKA, among(KAFKA));
  expect(services.map(({ name, headless, ports }) => [name, headless, ports.map(({ port }) => port)])).toEqual([
    ['events-kafka-bootstrap', false, [9091, 9092, 9095]],
    ['events-kafka-brokers', true, [9090, 9091, 8443, 9092, 9095]],
    ['events-kafka-outside-bootstrap', false, [9096]],
  ]);
  expect(secrets).toContainEqual({ name: 'events-cluster-ca-cert', keys: ['ca.crt', 'ca.p12', 'ca.password'] });
});

test('pods of a node pool carry the labels and ports their Kafka gives them', () => {
  const [pool] = podsOf(POOL, among(KAFKA, POOL));
  expect(pool).toMatchObject({
    replicas: 3,
    made: true,
    hostPrefix: 'events-broker-',
    hostService: 'events-kafka-brokers',
  });
  expect(pool?.labels).toMatchObject({
    'strimzi.io/cluster': 'events',
    'strimzi.io/kind': 'Kafka',
    'strimzi.io/name': 'events-kafka',
    'strimzi.io/pool-name': 'broker',
    'strimzi.io/broker-role': 'true',
    'strimzi.io/controller-role': 'false',
    'app.kubernetes.io/name': 'kafka',
    team: 'data',
  });
  expect(pool && portsOf(pool).map(({ name }) => name)).toEqual([
    'tcp-kafkaagent',
    'tcp-replication',
    'tcp-clients',
    'tcp-scram',
    'tcp-outside',
    'tcp-prometheus',
  ]);
  expect(pool?.volumes).toEqual([{ name: 'data-0', size: '200Gi', storageClass: 'fast' }]);
});

test('a Kafka has pods for its operators and its exporter', () => {
  const pods = podsOf(KAFKA, among(KAFKA));
  expect(pods.map(({ labels }) => labels['strimzi.io/name'])).toEqual([
    'events-entity-operator',
    'events-kafka-exporter',
  ]);
  expect(pods.flatMap(portsOf).map(({ name }) => name)).toEqual(['healthcheck-to', 'healthcheck-uo', 'tcp-prometheus']);
  expect(pods[0]?.spec.containers[1].resources).toEqual({ requests: { cpu: '50m' } });
});

test('a KafkaUser becomes a Secret by its kind of login', () => {
  const user = (type: string): Manifest =>
    parse(
      `apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nmetadata: {name: u}\nspec: {authentication: {type: ${type}}}`,
    );
  expect(madeOf(user('scram-sha-512'), among()).secrets).toEqual([
    { name: 'u', keys: ['password', 'sasl.jaas.config'] },
  ]);
  expect(madeOf(user('tls'), among()).secrets?.[0]?.keys).toContain('user.p12');
  expect(madeOf(user('tls-external'), among()).secrets).toEqual([]);
});
