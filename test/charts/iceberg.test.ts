import { expect, test } from 'vitest';
import { iceberg, warehouse } from '../../charts/iceberg';
import { minio } from '../../charts/minio';
import { postgres } from '../../charts/postgres';
import type { Fields, Manifest } from '../../manifest/types';
import { defineService, type Service } from '../../platform/service';
import { configFiles } from '../../platform/volume';
import { built, ofKind } from '../toy';

const engine = (name: string) =>
  defineService(name, {
    serves: {},
    uses: { lake: warehouse('lake') },
    settings: {},
    build(chart, { uses }) {
      configFiles(chart, name, { 'lake.json': JSON.stringify(uses.lake) });
    },
  });

const services = Object.fromEntries(
  ([iceberg, minio, postgres, engine('spark'), engine('flink')] as readonly unknown[] as readonly Service[]).map(
    (service) => [service.name, service],
  ),
);

const S3 = {
  external: {
    host: 's3.eu-central-1.amazonaws.com',
    port: 443,
    scheme: 'https',
    region: 'eu-central-1',
    pathStyle: false,
    bucketPrefix: '254carbon-',
  },
};
const RDS = { external: { host: 'db.example.test', port: 5432 } };

const tree = (settings: Fields = true) =>
  built({ services: { iceberg: settings, spark: true, flink: true, minio: S3, postgres: RDS } }, services);

const named = (objects: readonly Manifest[], name: string): Manifest => {
  const found = objects.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${name} among ${objects.map(({ metadata }) => metadata.name).join(', ')}`);
  return found;
};
const container = (workload: Manifest): Fields => workload.spec.template.spec.containers[0];
const script = (from = tree()): string =>
  named(ofKind(from, 'ConfigMap', 'iceberg'), 'iceberg-provisioning').data['provision.sh'];

test('a consumer is told the API, the token endpoint and the Secret with its login', () => {
  const { data } = named(ofKind(tree(), 'ConfigMap', 'spark'), 'spark');
  expect(JSON.parse(data['lake.json'])).toEqual({
    uri: 'http://iceberg.iceberg.svc:8181/api/catalog',
    tokenUri: 'http://iceberg.iceberg.svc:8181/api/catalog/v1/oauth/tokens',
    scope: 'PRINCIPAL_ROLE:ALL',
    warehouse: 'lake',
    secret: 'iceberg-spark',
  });
});

test('a REST catalog that somebody else runs is reached under its own path, and nothing is provisioned there', () => {
  const from = built(
    {
      services: {
        spark: true,
        iceberg: { external: { host: 'catalog.example.test', port: 443, scheme: 'https', path: '/v1' } },
      },
    },
    services,
  );
  const { data } = named(ofKind(from, 'ConfigMap', 'spark'), 'spark');
  expect(JSON.parse(data['lake.json'])).toMatchObject({ uri: 'https://catalog.example.test:443/v1' });
  expect(ofKind(from, 'Job')).toEqual([]);
});

test('servers share one signing key, which comes from a Secret and not from the configuration', () => {
  const from = tree();
  const { data } = named(ofKind(from, 'ConfigMap', 'iceberg'), 'iceberg');
  expect(data['application.properties']).toContain('token-broker.type=symmetric-key\n');
  expect(data['application.properties']).toContain('symmetric-key.file=/run/keys/symmetric.key\n');
  const { volumes } = named(ofKind(from, 'Deployment', 'iceberg'), 'iceberg').spec.template.spec;
  expect(volumes).toContainEqual({ name: 'iceberg-tokens', secret: { secretName: 'iceberg-tokens' } });
});

test('metadata is kept in the claimed database, never in memory', () => {
  const from = tree();
  expect(named(ofKind(from, 'ConfigMap', 'iceberg'), 'iceberg').data['application.properties']).toContain(
    'polaris.persistence.type=relational-jdbc\n',
  );
  const bootstrap = ofKind(from, 'Job', 'iceberg').find(({ metadata }) =>
    metadata.name.startsWith('iceberg-bootstrap'),
  );
  for (const workload of [bootstrap, named(ofKind(from, 'Deployment', 'iceberg'), 'iceberg')])
    expect(workload && container(workload).env).toContainEqual({
      name: 'QUARKUS_DATASOURCE_JDBC_URL',
      value: 'jdbc:postgresql://db.example.test:5432/iceberg?sslmode=require',
    });
});

test('the Service leads to servers only, not to the pods of its Jobs', () => {
  expect(named(ofKind(tree(), 'Service', 'iceberg'), 'iceberg').spec.selector).toEqual({
    'app.kubernetes.io/name': 'iceberg',
    'app.kubernetes.io/component': 'server',
  });
});

test('one server goes without a disruption budget and without spreading', () => {
  const from = tree({ replicas: 1 });
  expect(ofKind(from, 'PodDisruptionBudget', 'iceberg')).toEqual([]);
  expect(
    named(ofKind(from, 'Deployment', 'iceberg'), 'iceberg').spec.template.spec.topologySpreadConstraints,
  ).toBeUndefined();
  expect(ofKind(tree(), 'PodDisruptionBudget', 'iceberg')).toHaveLength(1);
});

test('a warehouse lies in the bucket as the object store names it, with region and path style', () => {
  const line =
    script()
      .split('\n')
      .find((text) => text.startsWith('warehouse lake ')) ?? '';
  const [properties, storage] = [...line.matchAll(/'([^']*)'/g)].map(([, json = '']) => JSON.parse(json));
  expect(properties['default-base-location']).toBe('s3://254carbon-lake/lake');
  expect(storage).toMatchObject({
    allowedLocations: ['s3://254carbon-lake/lake'],
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    region: 'eu-central-1',
    pathStyleAccess: false,
  });
});

test('a warehouse of several consumers is made once, a login and a grant for each', () => {
  const lines = script().split('\n');
  expect(lines.filter((line) => line.startsWith('warehouse '))).toHaveLength(1);
  expect(lines.filter((line) => /^(principal|grant) /.test(line))).toEqual([
    'principal flink',
    'principal spark',
    'grant flink lake',
    'grant spark lake',
  ]);
});

test('provisioning waits for healthy servers and is repeated for changed passwords', () => {
  const from = tree();
  const job = ofKind(from, 'Job', 'iceberg').find(({ metadata }) => metadata.name.startsWith('iceberg-provision-'));
  expect(job?.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
  const again = named(ofKind(from, 'CronJob', 'iceberg'), 'iceberg-reprovision');
  expect(again.spec.jobTemplate.spec.template).toEqual(job?.spec.template);
});

test('without claims there is nothing to provision', () => {
  const from = built({ services: { iceberg: true, minio: S3, postgres: RDS } }, services);
  expect(ofKind(from, 'CronJob')).toEqual([]);
});
