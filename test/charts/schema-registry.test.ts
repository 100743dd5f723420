import { expect, test } from 'vitest';
import { postgres } from '../../charts/postgres';
import { schemaRegistry, schemas } from '../../charts/schema-registry';
import type { Fields } from '../../manifest/types';
import { defineService, type Service } from '../../platform/service';
import { built, ofKind } from '../toy';

let received: Fields;
const reader = defineService('reader', {
  serves: {},
  uses: { schemas: schemas() },
  settings: {},
  build(_, { uses }) {
    received = uses.schemas;
  },
});

const services = Object.fromEntries(
  ([postgres, reader, schemaRegistry] as readonly unknown[] as readonly Service[]).map((each) => [each.name, each]),
);
const RDS = { external: { host: 'db.example.test', port: 5432 } };
const tree = (settings: Fields = true) =>
  built({ services: { postgres: RDS, reader: true, 'schema-registry': settings } }, services);
const container = (from = tree()): Fields =>
  ofKind(from, 'Deployment', 'schema-registry')[0]?.spec.template.spec.containers[0];
const env = (name: string, from = tree()): Fields =>
  container(from).env.find((variable: Fields) => variable.name === name);

test('a consumer is told the URL of the API that serializers speak', () => {
  tree();
  expect(received).toEqual({ url: 'http://schema-registry.schema-registry.svc:8080/apis/ccompat/v7' });
});

test('a registry that somebody else runs is told by its own scheme and path', () => {
  const external = { host: 'schemas.example.test', port: 443, scheme: 'https', path: '' };
  tree({ external });
  expect(received).toEqual({ url: 'https://schemas.example.test:443' });
});

test('schemas are kept in PostgreSQL, whose login is nowhere in clear', () => {
  expect(env('APICURIO_STORAGE_SQL_KIND').value).toBe('postgresql');
  expect(env('APICURIO_DATASOURCE_URL').value).toBe('jdbc:postgresql://db.example.test:5432/schemas?sslmode=require');
  expect(env('APICURIO_DATASOURCE_PASSWORD').valueFrom.secretKeyRef).toEqual({
    name: 'postgres-schemas',
    key: 'password',
  });
});

test('a server opens as many connections as it is allowed, not a hundred', () => {
  expect(env('APICURIO_DATASOURCE_JDBC_MAX_SIZE', tree({ connections: 4 })).value).toBe('4');
  expect(Number(env('APICURIO_DATASOURCE_JDBC_INITIAL_SIZE').value)).toBeLessThanOrEqual(2);
  expect(() => tree({ connections: 1 })).toThrow(/schema-registry → connections/);
});

test('no probe asks after the database', () => {
  const { startupProbe, readinessProbe, livenessProbe } = container();
  for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe])
    expect(httpGet).toMatchObject({ path: '/apis/registry/v3/system/info', port: 'http' });
});

test('only declared consumers reach it, and Prometheus only its metrics', () => {
  const ways = ofKind(tree(), 'NetworkPolicy', 'schema-registry').filter(({ spec }) => spec.ingress);
  expect(ways.map(({ metadata, spec }) => [metadata.name, spec.ingress[0].ports[0].port])).toEqual([
    ['reader-to-http', 8080],
    ['prometheus-to-management', 9000],
  ]);
});

test('one server has no disruption budget, two have one that lets one go', () => {
  expect(ofKind(tree({ replicas: 1 }), 'PodDisruptionBudget', 'schema-registry')).toEqual([]);
  expect(ofKind(tree(), 'PodDisruptionBudget', 'schema-registry')[0]?.spec.maxUnavailable).toBe(1);
});
