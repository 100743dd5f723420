import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'claim-closure';
const URL = 'Deployment web/web spec.template.spec.containers[0].env[0].value';

const POSTGRES = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {bootstrap: {initdb: {database: first, owner: chief}}, managed: {roles: [{name: managed}]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pool, namespace: store}
spec: {cluster: {name: pg}}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: role, namespace: store}
spec: {cluster: {name: pg}, name: web_role}`;

const database = (name: string, owner: string): string => `
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: ${name}, namespace: store}
spec: {cluster: {name: pg}, name: ${name}, owner: ${owner}}`;

const withUrl = (url: string): readonly ManifestFile[] => {
  const files = changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env[0].value = url;
  });
  return plus(plus(files, 'dev/store', POSTGRES), 'dev/store', database('shop', 'web_role'));
};

test.each([
  'jdbc:postgresql://pg-rw.store.svc:5432/shop?sslmode=require',
  'jdbc:postgresql://pg-rw.store.svc:5432/first',
  'postgresql://pool.store.svc:5432/shop',
  'postgresql://pg-rw.store.svc:5432/postgres',
  'http://pg-rw.store.svc:5432/gone',
  'postgresql://elsewhere.example.com:5432/gone',
])('accepts the address %s', (url) => {
  expect(places(RULE, withUrl(url))).toEqual([]);
});

test.each(['jdbc:postgresql://pg-rw.store.svc:5432/gone', 'postgresql://pool.store.svc:5432/gone'])(
  'finds the missing database of %s',
  (url) => {
    expect(places(RULE, withUrl(url))).toEqual([URL]);
  },
);

test('a database of another cluster is no database of this one', () => {
  const other = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: other, namespace: store}';
  expect(places(RULE, plus(withUrl('postgresql://other-rw.store.svc:5432/shop'), 'dev/store', other))).toEqual([URL]);
});

test.each([
  ['postgresql://web_role:x@pg-rw.store.svc:5432/shop', ''],
  ['postgresql://gone:x@pg-rw.store.svc:5432/shop', 'gone'],
  ['postgresql://gone@pool.store.svc:5432/shop', 'gone'],
  ['jdbc:postgresql://pg-rw.store.svc:5432/shop?user=gone&ssl=true', 'gone'],
  ['connection-url=jdbc:postgresql://pg-rw.store.svc:5432/shop\nconnection-user=gone\n', 'gone'],
  ['a.jdbc.url=jdbc:postgresql://pg-rw.store.svc:5432/shop\na.username=gone\nb.username=other\n', 'gone'],
  ['a.url=jdbc:postgresql://pg-rw.store.svc:5432/shop\na.username=web_role\nuser=other\n', ''],
])('of the address %j the role %j is missing', (url, role) => {
  const messages = findings(RULE, withUrl(url)).map(({ message }) => message);
  expect(messages).toEqual(role ? [`Cluster.postgresql.cnpg.io store/pg has no role ${role}.`] : []);
});

test('a login in the variable beside the address counts, also where it comes from a Secret', () => {
  const files = withUrl('jdbc:postgresql://pg-rw.store.svc:5432/shop');
  const env = (entry: Fields): readonly ManifestFile[] =>
    files.map((file) => {
      if (file.manifest.kind !== 'Deployment') return file;
      const manifest = structuredClone(file.manifest) as Fields;
      manifest.spec.template.spec.containers[0].env.push(entry);
      return { ...file, manifest };
    });
  const login = 'apiVersion: v1\nkind: Secret\nmetadata: {name: login, namespace: web}\nstringData: {user: nobody}';
  const key = { secretKeyRef: { name: 'login', key: 'user' } };
  expect(places(RULE, env({ name: 'STORE_USERNAME', value: 'web_role' }))).toEqual([]);
  expect(places(RULE, env({ name: 'OTHER_USERNAME', value: 'nobody' }))).toEqual([]);
  expect(places(RULE, env({ name: 'STORE_USERNAME', value: 'nobody' }))).toEqual([URL]);
  expect(places(RULE, plus(env({ name: 'STORE_USER', valueFrom: key }), 'dev/web', login))).toEqual([URL]);
});

test('what is asked to be gone is not there, and a role is no member of a missing one', () => {
  const gone = database('old', 'chief').replace('owner', 'ensure: absent, owner');
  expect(places(RULE, plus(withUrl('postgresql://pg-rw.store.svc:5432/old'), 'dev/store', gone))).toEqual([URL]);
  const member = (role: string): string =>
    `apiVersion: postgresql.cnpg.io/v1\nkind: DatabaseRole\nmetadata: {name: m, namespace: store}\nspec: {cluster: {name: pg}, name: m, inRoles: [pg_monitor, managed, ${role}]}`;
  const files = withUrl('x');
  expect(places(RULE, plus(files, 'dev/store', member('chief')))).toEqual([]);
  expect(places(RULE, plus(files, 'dev/store', member('nobody')))).toEqual([
    'DatabaseRole.postgresql.cnpg.io store/m spec.inRoles[2]',
  ]);
});

test.each([
  ['web_role', 0],
  ['managed', 0],
  ['chief', 0],
  ['postgres', 0],
  ['nobody', 1],
])('a database owned by %s has %i faults', (owner, count) => {
  const files = plus(plus(clean(), 'dev/store', POSTGRES), 'dev/store', database('shop', owner));
  expect(places(RULE, files)).toEqual(new Array(count).fill('Database.postgresql.cnpg.io store/shop spec.owner'));
});

test.each([
  ['[controller, broker]', 0],
  ['[broker]', 1],
  ['[controller]', 1],
])('a Kafka with nodes of roles %s lacks %i', (roles, count) => {
  const kafka = `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: k, namespace: store}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: p, namespace: store, labels: {strimzi.io/cluster: k}}
spec: {roles: ${roles}}`;
  expect(places(RULE, plus(clean(), 'dev/store', kafka))).toEqual(
    new Array(count).fill('Kafka.kafka.strimzi.io store/k'),
  );
});
