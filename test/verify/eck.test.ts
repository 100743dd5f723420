import { expect, test } from 'vitest';
import { madeOf } from '../../manifest/operators/index';
import { portsOf } from '../../manifest/pods';
import type { Manifest } from '../../manifest/types';
import { among, parse } from './trees';

const elasticsearch = (spec: string): Manifest =>
  parse(`apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: es, namespace: es}
spec: {version: 8.19.20, image: example.test/es:1, ${spec}}`);

const HOT = `nodeSets: [{name: hot, count: 3, podTemplate: {spec: {containers: [
  {name: elasticsearch, resources: {limits: {memory: 2Gi}}}]}}, volumeClaimTemplates: [
  {metadata: {name: elasticsearch-data}, spec: {storageClassName: fast, resources: {requests: {storage: 9Gi}}}}]}]`;

test('ECK makes the pods of each set of nodes, with what the author wrote about their container', () => {
  const { pods = [], links = [] } = madeOf(elasticsearch(HOT), among());
  expect(pods).toMatchObject([
    {
      replicas: 3,
      labels: {
        'common.k8s.elastic.co/type': 'elasticsearch',
        'elasticsearch.k8s.elastic.co/cluster-name': 'es',
        'elasticsearch.k8s.elastic.co/statefulset-name': 'es-es-hot',
      },
      spec: {
        containers: [{ name: 'elasticsearch', image: 'example.test/es:1', resources: { limits: { memory: '2Gi' } } }],
      },
      volumes: [{ name: 'elasticsearch-data', size: '9Gi', storageClass: 'fast' }],
      hostPrefix: 'es-es-hot-',
    },
  ]);
  expect(pods.flatMap(portsOf).map(({ port }) => port)).toEqual([9200, 9300]);
  expect(links.map(({ port }) => port)).toEqual([9300]);
});

test('ECK makes Services for clients, nodes and each set', () => {
  const { services = [] } = madeOf(elasticsearch(HOT), among());
  expect(services.map(({ name, ports, headless }) => [name, ports[0]?.name, ports[0]?.port, headless])).toEqual([
    ['es-es-http', 'https', 9200, false],
    ['es-es-internal-http', 'https', 9200, false],
    ['es-es-transport', 'tls-transport', 9300, true],
    ['es-es-hot', 'https', 9200, true],
  ]);
});

test.each([
  ['', 'https', ['es-es-elastic-user', 'es-es-http-certs-public', 'es-es-http-certs-internal']],
  ['http: {tls: {selfSignedCertificate: {disabled: true}}},', 'http', ['es-es-elastic-user']],
])('ECK with %j serves by %s and writes its Secrets', (http, port, names) => {
  const { services = [], secrets = [] } = madeOf(elasticsearch(`${http} ${HOT}`), among());
  expect(services[0]?.ports[0]?.name).toBe(port);
  expect(secrets.map(({ name }) => name)).toEqual(names);
});
