import { expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { ofKind } from '../toy';
import { container, file, named, tree } from './trino-tree';

test('every variable a file quotes is in the environment of every node', () => {
  const from = tree();
  const texts = ofKind(from, 'ConfigMap', 'trino').flatMap(({ data }) => Object.values(data) as string[]);
  const quoted = new Set(texts.flatMap((text) => [...text.matchAll(/\$\{ENV:(\w+)\}/g)].map(([, name]) => name)));
  expect(quoted.size).toBeGreaterThan(0);
  for (const node of ['trino-coordinator', 'trino-worker'])
    expect(container(node, from).env.map(({ name }: Fields) => name)).toEqual(expect.arrayContaining([...quoted]));
});

test('no file holds a password', () => {
  for (const { data } of ofKind(tree(), 'ConfigMap', 'trino'))
    for (const line of Object.values<string>(data).join('\n').split('\n'))
      if (/(password|secret|credential|access-key|secret-key)=/.test(line)) expect(line).toMatch(/=\$\{ENV:\w+\}$/);
});

test('the lake is read with the login of Trino at the catalog and at the object store', () => {
  expect(file('trino-catalogs', 'lake.properties')).toMatchObject({
    'iceberg.rest-catalog.uri': 'http://iceberg.iceberg.svc:8181/api/catalog',
    'iceberg.rest-catalog.warehouse': 'lake',
    'iceberg.rest-catalog.security': 'OAUTH2',
    'fs.native-s3.enabled': 'true',
    's3.endpoint': 'http://minio.example.test:9000',
    's3.path-style-access': 'true',
  });
  expect(container('trino-worker').env).toContainEqual({
    name: 'LAKE_CREDENTIAL',
    valueFrom: { secretKeyRef: { name: 'iceberg-trino', key: 'credential' } },
  });
});

test('S3 in its own region, with bucket names of the account, needs no change here', () => {
  const s3 = {
    host: 's3.eu-central-1.amazonaws.com',
    port: 443,
    scheme: 'https',
    region: 'eu-central-1',
    pathStyle: false,
  };
  const from = tree(true, { minio: { external: { ...s3, bucketPrefix: '254carbon-' } } });
  expect(file('trino-catalogs', 'lake.properties', from)).toMatchObject({
    's3.endpoint': 'https://s3.eu-central-1.amazonaws.com',
    's3.region': 'eu-central-1',
    's3.path-style-access': 'false',
  });
  expect(file('trino-worker', 'exchange-manager.properties', from)).toMatchObject({
    'exchange.base-directories': 's3://254carbon-trino-exchange',
    'exchange.s3.path-style-access': 'false',
  });
});

test('Kafka is a catalog only where it runs, and its client file is mounted where the catalog says', () => {
  const from = tree({ kafkaTables: ['orders', 'web.clicks'] });
  expect(file('trino-catalogs', 'kafka.properties', from)).toMatchObject({
    'kafka.nodes': 'kafka.example.test:9093',
    'kafka.config.resources': '/run/kafka/client.properties',
    'kafka.table-names': 'orders,web.clicks',
  });
  expect(container('trino-worker', from).volumeMounts).toContainEqual({
    name: 'kafka-trino',
    mountPath: '/run/kafka',
    readOnly: true,
  });
  const without = tree(true, { kafka: false });
  expect(Object.keys(named('ConfigMap', 'trino-catalogs', without).data)).toEqual([
    'lake.properties',
    'postgres.properties',
  ]);
});

test('topics with a schema are tables of a catalog of their own, where a registry runs', () => {
  const registry = { external: { host: 'schemas.example.test', port: 8081, path: '' } };
  const from = tree(true, { 'schema-registry': registry });
  expect(file('trino-catalogs', 'kafka_schemas.properties', from)).toMatchObject({
    'kafka.nodes': 'kafka.example.test:9093',
    'kafka.table-description-supplier': 'CONFLUENT',
    'kafka.confluent-schema-registry-url': 'http://schemas.example.test:8081',
  });
  expect(named('ConfigMap', 'trino-catalogs', tree()).data).not.toHaveProperty(['kafka_schemas.properties']);
});

test('a changed catalog restarts every node', () => {
  const checksum = (settings: Fields, name: string): string =>
    named('Deployment', name, tree(settings)).spec.template.metadata.annotations['slipway.dev/config-checksum'];
  for (const node of ['trino-coordinator', 'trino-worker'])
    expect(checksum({ tpch: true }, node)).not.toBe(checksum({ tpch: false }, node));
});
