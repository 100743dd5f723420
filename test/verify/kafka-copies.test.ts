import { expect, test } from 'vitest';
import { clean, findings, plus } from './trees';

interface Wanted {
  readonly brokers?: number;
  readonly kafka?: string;
  readonly topic?: string;
}

const told = ({ brokers = 3, kafka = 'min.insync.replicas: 2', topic = 'replicas: 3' }: Wanted): readonly string[] => {
  const text = `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: store}
spec: {kafka: {config: {${kafka}}}}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: a, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: ${brokers}, roles: [broker]}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: b, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {replicas: 3, roles: [controller]}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: t, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {partitions: 1, ${topic}}`;
  return findings('kafka-copies', plus(clean(), 'dev/store', text)).map(
    ({ severity, object, at }) => `${severity} ${object.split(' ')[1]} ${at}`,
  );
};

test.each<[string, Wanted]>([
  ['as many copies as brokers', {}],
  ['one broker', { brokers: 1, kafka: 'min.insync.replicas: 1', topic: 'replicas: 1' }],
  ['no word on copies', { topic: 'config: {retention.ms: 1}' }],
  [
    'fewer in sync than the Kafka says',
    { kafka: 'min.insync.replicas: 3', topic: 'replicas: 3, config: {min.insync.replicas: 2}' },
  ],
])('accepts %s', (_, wanted) => {
  expect(told(wanted)).toEqual([]);
});

test.each<[string, Wanted, string]>([
  ['more copies than brokers', { brokers: 2 }, 'error store/t spec.replicas'],
  ['all copies in sync', { topic: 'replicas: 2' }, 'warning store/t spec.replicas'],
  [
    'more in sync than copies',
    { topic: 'replicas: 2, config: {min.insync.replicas: "3"}' },
    'error store/t spec.config["min.insync.replicas"]',
  ],
  [
    'more copies by default than brokers',
    { kafka: 'default.replication.factor: 4' },
    'error store/bus spec.kafka.config["default.replication.factor"]',
  ],
  [
    'more copies of offsets than brokers',
    { kafka: 'offsets.topic.replication.factor: 5' },
    'error store/bus spec.kafka.config["offsets.topic.replication.factor"]',
  ],
  [
    'all copies in sync by default',
    { kafka: 'default.replication.factor: 3, min.insync.replicas: 3', topic: 'config: {}' },
    'warning store/bus spec.kafka.config["min.insync.replicas"]',
  ],
])('finds %s', (_, wanted, expected) => {
  expect(told(wanted)).toEqual([expected]);
});
