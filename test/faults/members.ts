import { added, type Fault } from './fault';
import { CLUSTER, KAFKA, pool } from './operator-texts';

const store = (rule: string, name: string, names: string, text: string): Fault =>
  added(rule, name, names, 'dev/store', text);

const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: own, namespace: store}\nspec: {${spec}}`;
const cron = (schedule: string, more = ''): string =>
  object(
    'batch/v1',
    'CronJob',
    `schedule: "${schedule}"${more}, jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}`,
  );
const set = (image: string, replicas: number): string =>
  object(
    'apps/v1',
    'StatefulSet',
    `replicas: ${replicas}, template: {spec: {containers: [{name: c, image: "${image}"}]}}`,
  );
const bus = (config: string): string =>
  KAFKA.replace('listeners: []', `listeners: [], config: {${config}}`) + pool('b', 'broker') + pool('c', 'controller');
const pg = (more: string): string => CLUSTER.replace('instances: 3', more);

/** Members that must agree, copies they keep, and times that come. */
export const members: readonly Fault[] = [
  store('quorum', 'two controllers of Kafka', 'controllers', KAFKA + pool('c', 'controller').replace('3', '2')),
  store('quorum', 'four controllers of Kafka', 'controllers', KAFKA + pool('c', 'controller').replace('3', '4')),
  store(
    'quorum',
    'two masters',
    'master',
    object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'nodeSets: [{name: a, count: 2}]'),
  ),
  store(
    'quorum',
    'two electing frontends',
    'frontends',
    object('doris.selectdb.com/v1', 'DorisCluster', 'feSpec: {replicas: 2}'),
  ),
  store('quorum', 'two members of etcd', 'etcd', set('quay.io/coreos/etcd:v3.6.0', 2)),
  store('quorum', 'two servers of ZooKeeper', 'ZooKeeper', set('docker.io/library/zookeeper:3.9.0', 2)),
  store('replication', 'more copies than brokers', 'default.replication.factor', bus('default.replication.factor: 5')),
  store(
    'replication',
    'copies that must all be there',
    'All 3 copies',
    bus('default.replication.factor: 3, min.insync.replicas: 3'),
  ),
  store(
    'replication',
    'more that must be there than copies',
    'transaction.state.log',
    bus('transaction.state.log.replication.factor: 1'),
  ),
  store(
    'replication',
    'the defaults of three on one broker',
    'offsets.topic',
    bus('').replace('replicas: 3, roles: [broker]', 'replicas: 1, roles: [broker]'),
  ),
  store(
    'replication',
    'commits that wait for whom there is not',
    'synchronous.number',
    pg('instances: 2, postgresql: {synchronous: {method: any, number: 2}}'),
  ),
  store(
    'replication',
    'commits that wait for everybody',
    'synchronous.number',
    pg('instances: 2, postgresql: {synchronous: {method: any, number: 1}}'),
  ),
  store(
    'replication',
    'more synchronous standbys at least than at most',
    'minSyncReplicas',
    pg('instances: 3, minSyncReplicas: 2, maxSyncReplicas: 1'),
  ),
  store('schedule', 'a Sunday of another calendar', "'7'", cron('0 1 * * 7')),
  store('schedule', 'a day that never comes', 'no such day', cron('0 1 30 2 *')),
  store('schedule', 'six fields', '6 fields', cron('0 0 1 * * *')),
  store('schedule', 'a time zone nobody knows', 'timeZone', cron('0 1 * * *', ', timeZone: Europe/Nowhere')),
  store(
    'schedule',
    'a backup of five fields',
    'seconds',
    object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'schedule: "30 2 * * *", cluster: {name: pg}'),
  ),
  store(
    'schedule',
    'a Schedule of words',
    'every night',
    object('velero.io/v1', 'Schedule', 'schedule: every night, template: {}'),
  ),
];
