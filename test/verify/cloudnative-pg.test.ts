import { expect, test } from 'vitest';
import { madeOf } from '../../manifest/operators/index';
import { portsOf } from '../../manifest/pods';
import type { Manifest } from '../../manifest/types';
import { among, parse } from './trees';

const cluster = (spec: string): Manifest =>
  parse(`apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: db}\nspec: {${spec}}`);

test('CloudNativePG makes three Services before its instances', () => {
  const {
    services = [],
    pods = [],
    serviceAccounts,
  } = madeOf(cluster('instances: 3, storage: {size: 50Gi}, walStorage: {size: 20Gi, storageClass: fast}'), among());
  expect(services.map(({ name, ports }) => [name, ports[0]?.port])).toEqual([
    ['pg-rw', 5432],
    ['pg-ro', 5432],
    ['pg-r', 5432],
  ]);
  expect(pods).toMatchObject([
    {
      replicas: 3,
      labels: { 'cnpg.io/cluster': 'pg', 'cnpg.io/podRole': 'instance' },
      volumes: [
        { name: 'data', size: '50Gi' },
        { name: 'wal', size: '20Gi', storageClass: 'fast' },
      ],
    },
  ]);
  expect(pods.flatMap(portsOf)).toEqual([
    { name: 'postgresql', port: 5432, protocol: 'TCP' },
    { name: 'metrics', port: 9187, protocol: 'TCP' },
    { name: 'status', port: 8000, protocol: 'TCP' },
  ]);
  expect(serviceAccounts).toEqual(['pg']);
});

test.each([
  ['', ['pg-ca', 'pg-server', 'pg-replication', 'pg-app']],
  ['bootstrap: {initdb: {secret: {name: own}}}', ['pg-ca', 'pg-server', 'pg-replication']],
  [
    'bootstrap: {recovery: {secret: {name: own}}}, enableSuperuserAccess: true',
    ['pg-ca', 'pg-server', 'pg-replication', 'pg-superuser'],
  ],
  ['certificates: {serverCASecret: a, clientCASecret: b, serverTLSSecret: c, replicationTLSSecret: d}', ['pg-app']],
])('CloudNativePG with %j writes its Secrets', (spec, names) => {
  expect(madeOf(cluster(spec), among()).secrets?.map(({ name }) => name)).toEqual(names);
});

test('a Pooler is a Service of its own name', () => {
  const made = madeOf(
    parse(
      'apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata: {name: pool}\nspec: {cluster: {name: pg}, instances: 2}',
    ),
    among(),
  );
  expect(made.services).toMatchObject([
    { name: 'pool', selector: { 'cnpg.io/poolerName': 'pool' }, ports: [{ port: 5432 }] },
  ]);
  expect(made.pods).toMatchObject([
    { replicas: 2, labels: { 'cnpg.io/poolerName': 'pool', 'cnpg.io/podRole': 'pooler' } },
  ]);
});
