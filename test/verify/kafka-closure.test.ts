import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, plus } from './trees';

const RULE = 'kafka-closure';
const BOOTSTRAP = 'bus-kafka-bootstrap.store.svc:9093';

const topic = (name: string, fields = ''): string => `
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: ${name}, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {partitions: 1, replicas: 1${fields}}`;

const user = (name: string, acls: string): string => `
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: ${name}, namespace: store, labels: {strimzi.io/cluster: bus}}
spec: {authentication: {type: scram-sha-512}, authorization: {type: simple, acls: [${acls}]}}`;

const acl = (type: string, name: string, more = '', operation = 'Read'): string =>
  `{operations: [${operation}], resource: {type: ${type}, name: "${name}"${more}}}`;

interface Kafka {
  readonly config?: string;
  readonly guarded?: boolean;
  readonly acls?: string;
}

const OFF = 'auto.create.topics.enable: false';

/** A Kafka with the topic `events` and the user `web`. */
const kafka = ({ config = OFF, guarded = true, acls = '' }: Kafka = {}): string => `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: bus, namespace: store}
spec:
  kafka:
    ${guarded ? 'authorization: {type: simple}' : ''}
    config: {${config}}
    listeners: [{name: clients, port: 9093, type: internal, tls: true, authentication: {type: scram-sha-512}}]
${topic('events')}${user('web', [acl('topic', 'events'), acl('group', 'web'), ...(acls ? [acls] : [])].join(', '))}`;

const JAAS = (login: string): string =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${login}" password="$(P)";`;

/** `web` with these variables besides the address of the Kafka. */
const client = (variables: Readonly<Record<string, string>>, login = 'web'): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }: Fields) => {
    const all = { KAFKA_BOOTSTRAP: BOOTSTRAP, SASL_JAAS: JAAS(login), ...variables };
    spec.template.spec.containers[0].env.push(...Object.entries(all).map(([name, value]) => ({ name, value })));
  });

const told = (files: readonly ManifestFile[], text = kafka()): readonly string[] =>
  findings(RULE, plus(files, 'dev/store', text)).map(({ severity, message }) => `${severity} ${message}`);

const BUS = 'Kafka.kafka.strimzi.io store/bus';
const WEB = 'KafkaUser.kafka.strimzi.io store/web';

test.each([
  { EVENTS_TOPIC_NAME: 'events' },
  { TOPICS: 'events' },
  { CONFIG: 'kafka.table-names=events\n' },
  { CONFIG: '{"topic": "events", "other": "gone"}' },
  { MQTT_TOPIC: 'gone' },
  { topicPattern: 'gone.*', AUTO_CREATE_TOPICS: 'true' },
  { GROUP_ID: 'web' },
])('accepts %j', (variables) => {
  expect(told(client(variables))).toEqual([]);
});

test.each([
  { EVENTS_TOPIC_NAME: 'gone' },
  { KAFKA_TOPICS: 'events, gone' },
  { CONFIG: 'kafka.table-names=events,gone\n' },
  { CONFIG: 'config.storage.topic: gone\n' },
  { CONFIG: '{"topic": "gone"}' },
])('finds the topic of %j', (variables) => {
  expect(told(client(variables))).toEqual([`error ${BUS} has no topic gone.`]);
});

test('where topics are made when they are asked for, none is missed', () => {
  expect(told(client({ TOPIC: 'gone' }), kafka({ config: 'num.partitions: 3', acls: acl('topic', 'gone') }))).toEqual(
    [],
  );
});

test('where a client may make topics itself, none is missed', () => {
  const make = acl('topic', 'go', ', patternType: prefix', 'Create');
  expect(told(client({ TOPIC: 'gone' }), kafka({ acls: make }))).toEqual([]);
});

test('where everybody may make topics, a missing one is only warned of, and one of Kafka itself is not', () => {
  expect(told(client({ TOPICS: 'events,__consumer_offsets' }), kafka({ guarded: false }))).toEqual([]);
  expect(told(client({ TOPIC: 'gone' }), kafka({ guarded: false }))).toEqual([`warning ${BUS} has no topic gone.`]);
});

test('a topic of another Kafka is none of this one', () => {
  const other = `apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: {name: other, namespace: store}${topic('gone').replace('bus', 'other')}`;
  expect(told(client({ TOPIC: 'gone' }), `${kafka()}\n---\n${other}`)).toEqual([`error ${BUS} has no topic gone.`]);
});

test('a topic or group its user has no right to is told', () => {
  expect(told(client({ TOPIC: 'more', GROUP_ID: 'web-2' }), kafka() + topic('more'))).toEqual([
    `error No ACL of ${WEB} lets it use topic more.`,
    `error No ACL of ${WEB} lets it use group web-2.`,
  ]);
  const all = [acl('topic', '*'), acl('group', 'web-', ', patternType: prefix')].join(', ');
  expect(told(client({ TOPIC: 'more', GROUP_ID: 'web-2' }), kafka({ acls: all }) + topic('more'))).toEqual([]);
});

test.each(['gone', '$(KAFKA_USER)', `\${env:KAFKA_USER}`])('a login as %s, who is no user, is told', (login) => {
  expect(told(client({ KAFKA_USER: 'gone' }, login))).toEqual([`error Nobody makes user gone in ${BUS}.`]);
});

test('a login nobody can tell is left alone', () => {
  expect(told(client({ TOPIC: 'events' }, '$(NOWHERE)'))).toEqual([]);
});

test.each([
  ['a topic that is missing', acl('topic', 'gone'), [`error ${BUS} has no topic gone.`]],
  [
    'a prefix of no topic',
    acl('topic', 'gone', ', patternType: prefix'),
    [`warning No topic of ${BUS} begins with gone.`],
  ],
  ['a prefix of some', acl('topic', 'ev', ', patternType: prefix'), []],
  ['every topic', acl('topic', '*'), []],
  ['a group', acl('group', 'gone'), []],
])('an ACL about %s', (_, acls, expected) => {
  expect(told(clean(), kafka({ acls }))).toEqual(expected);
});

test('a topic that names no Kafka, and one written twice', () => {
  expect(told(clean(), kafka() + topic('more').replace('labels: {strimzi.io/cluster: bus}', 'labels: {}'))).toEqual([
    'error The resource says of no Kafka that it belongs to it, so nobody makes it.',
  ]);
  expect(told(clean(), kafka() + topic('again', ', topicName: events'))).toHaveLength(1);
});
