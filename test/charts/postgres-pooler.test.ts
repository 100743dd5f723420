import { expect, test } from 'vitest';
import { addons } from '../../charts/addons';
import { minio } from '../../charts/minio';
import { database, postgres } from '../../charts/postgres';
import type { Fields } from '../../manifest/types';
import { build } from '../../platform/build';
import { plan } from '../../platform/plan';
import { mirror } from '../../platform/registry';
import { defineService, type Service } from '../../platform/service';
import { ofKind, overlay, site } from '../toy';

/** PostgreSQL with a shop that has a database there, and what the shop is told. */
function installation(settings: Fields): { readonly host: string; readonly tree: ReturnType<typeof build> } {
  let host = '';
  const shop = defineService('shop', {
    serves: {},
    uses: { customers: database('crm') },
    settings: {},
    build(_, { uses }) {
      host = uses.customers.host;
    },
  });
  const services = { minio, postgres, shop } as unknown as Readonly<Record<string, Service>>;
  const enabled = ['barman-cloud-plugin', 'cert-manager', 'cloudnative-pg', 'external-secrets', 'prometheus-operator'];
  const here = { ...site, registry: mirror('harbor.example.test/mirror', 'pull') };
  const wanted = {
    site: here,
    services: { '*': true, postgres: settings },
    addons: Object.fromEntries(enabled.map((name) => [name, true])),
  } as Fields;
  const tree = build(plan(overlay(wanted), services, addons as Fields));
  return { host, tree };
}

const poolerOf = (settings: Fields): Fields => ofKind(installation(settings).tree, 'Pooler', 'postgres')[0]?.spec;
const wayIn = (settings: Fields): Fields =>
  ofKind(installation(settings).tree, 'NetworkPolicy', 'postgres').find(
    ({ metadata }) => metadata.name === 'shop-to-sql',
  )?.spec.podSelector.matchLabels;

test('without pooling consumers reach the primary', () => {
  expect(installation({}).host).toBe('postgres-rw.postgres.svc');
  expect(poolerOf({})).toBeUndefined();
});

test('with pooling consumers reach the poolers, and only these', () => {
  expect(installation({ pooling: 'session' }).host).toBe('postgres-pooler.postgres.svc');
  expect(wayIn({ pooling: 'session' })).toEqual({ 'cnpg.io/poolerName': 'postgres-pooler' });
});

test('statements prepared by drivers survive the change of a connection', () => {
  expect(poolerOf({ pooling: 'transaction' }).pgbouncer).toMatchObject({
    poolMode: 'transaction',
    parameters: { max_prepared_statements: '200', client_tls_sslmode: 'require' },
  });
  expect(poolerOf({ pooling: 'session' }).pgbouncer.parameters).not.toHaveProperty('max_prepared_statements');
});

test('all poolers together open fewer connections than the servers allow', () => {
  const { instances, pgbouncer } = poolerOf({ pooling: 'transaction', connections: 100 });
  expect(instances * Number(pgbouncer.parameters.default_pool_size)).toBeLessThan(100);
});

test('a single server has a single pooler, which a drain may take away', () => {
  const { tree } = installation({ instances: 1, pooling: 'transaction' });
  expect(ofKind(tree, 'Pooler', 'postgres')[0]?.spec.instances).toBe(1);
  expect(ofKind(tree, 'PodDisruptionBudget', 'postgres')).toEqual([]);
});

test('its image comes from the registry of the site, with its pull Secret', () => {
  const { pgbouncer, template } = poolerOf({ pooling: 'transaction' });
  expect(pgbouncer.image).toMatch(/^harbor\.example\.test\/mirror\/ghcr\.io\/cloudnative-pg\/pgbouncer:/);
  expect(template.spec.imagePullSecrets).toEqual([{ name: 'pull' }]);
});

test('another word for pooling is refused', () =>
  expect(() => installation({ pooling: 'statement' })).toThrow(/postgres → pooling/));
