import { expect, test } from 'vitest';
import { clean, findings, plus } from './trees';

const found = (text: string): readonly string[] =>
  findings('quorum', plus(clean(), 'dev/store', text)).map(({ severity, at }) => `${severity} ${at}`);

const pool = (name: string, replicas: number, roles: string): string =>
  `---\napiVersion: kafka.strimzi.io/v1\nkind: KafkaNodePool\nmetadata: {name: ${name}, namespace: store, labels: {strimzi.io/cluster: bus}}\nspec: {replicas: ${replicas}, roles: [${roles}]}\n`;

test.each([
  [pool('a', 0, 'controller'), []],
  [pool('a', 1, 'controller'), []],
  [pool('a', 1, 'controller').replace('replicas: 1, ', ''), []],
  [pool('a', 2, 'controller'), ['error spec.replicas']],
  [pool('a', 2, 'broker'), []],
  [pool('a', 2, 'broker, controller'), ['error spec.replicas']],
  [pool('a', 3, 'controller'), []],
  [pool('a', 4, 'controller'), ['warning spec.replicas']],
  [pool('a', 1, 'controller') + pool('b', 1, 'controller'), ['error spec.replicas']],
  [pool('a', 2, 'controller') + pool('b', 1, 'controller'), []],
])('controllers of Kafka: %#', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

const kafka = (replicas: number): string =>
  `apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata: {name: bus, namespace: store}\nspec: {zookeeper: {replicas: ${replicas}}}`;
const search = (sets: string): string =>
  `apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\nmetadata: {name: es, namespace: store}\nspec: {nodeSets: [${sets}]}`;
const doris = (replicas: number, more = ''): string =>
  `apiVersion: doris.selectdb.com/v1\nkind: DorisCluster\nmetadata: {name: d, namespace: store}\nspec: {feSpec: {replicas: ${replicas}${more}}}`;

test.each([
  [kafka(2), ['error spec.zookeeper.replicas']],
  [kafka(3), []],
  [search('{name: a, count: 2}'), ['error spec.nodeSets']],
  [search('{name: a, count: 1}, {name: b, count: 1}'), ['error spec.nodeSets']],
  [search('{name: a, count: 1}, {name: b, count: 1, config: {node.roles: [data]}}'), []],
  [search('{name: a, count: 2, config: {node.roles: [master, data]}}'), ['error spec.nodeSets']],
  [search('{name: a, count: 2, config: {node.master: false}}, {name: b, count: 1}'), []],
  [search('{name: a, count: 4}'), []],
  [search('{name: a, count: 2, config: {node.master: true}}'), ['error spec.nodeSets']],
  [doris(2), ['error spec.feSpec.replicas']],
  [doris(3), []],
  [doris(4), []],
  [doris(2).replace('replicas: 2', 'image: x'), []],
  [doris(4, ', electionNumber: 4'), ['warning spec.feSpec.replicas']],
  [doris(3, ', electionNumber: 2'), ['error spec.feSpec.replicas']],
])('custom resources: %#', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

const set = (image: string, replicas: number, more = ''): string =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s, namespace: store}\nspec: {replicas: ${replicas}, template: {spec: {containers: [{name: c, image: "${image}"${more}}], volumes: [{name: v, configMap: {name: conf}}]}}}`;
const config = (text: string): string =>
  `\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf, namespace: store}\ndata: {conf: '${text}'}`;

test.each([
  [set('quay.io/coreos/etcd:v3.5.0', 2), true],
  [set('quay.io/coreos/etcd:v3.5.0', 3), false],
  [set('registry.example.com:5000/etcd@sha256:abc', 2), true],
  [set('quay.io/example/etcd-backup:v1', 2), false],
  [set('zookeeper', 2), true],
  [set('zookeeper', 2, '}, {name: side, image: busybox'), true],
  [set('busybox', 2).replace('containers', 'initContainers: [{name: i, image: etcd}], containers'), false],
  [set('hashicorp/consul:1.20', 2), false],
  [set('hashicorp/consul:1.20', 2, ', args: [agent, -server]'), true],
  [set('hashicorp/vault:2.0', 2), false],
  [set('hashicorp/vault:2.0', 2) + config('{"storage": {"raft": {"path": "/vault"}}}'), true],
  [set('openbao/openbao:2.5', 2) + config('storage "raft" { path = "/data" }'), true],
  [set('hashicorp/vault:2.0', 2) + config('storage "consul" {}'), false],
])('StatefulSets by their images: %#', (text, expected) => {
  expect(found(text)).toEqual(expected ? ['error spec.replicas'] : []);
});
