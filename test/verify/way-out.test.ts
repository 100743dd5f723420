import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { reachesInternet } from '../../verify/network/addresses';
import { changed, clean, findings, places, plus } from './trees';

const ROLE = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: watch, namespace: web}
rules: [{apiGroups: [""], resources: [pods], verbs: [list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: watch, namespace: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: watch}
subjects: [{kind: ServiceAccount, name: web}]`;

const egress = (to: string, port: number): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: web}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{${to}, ports: [{port: ${port}}]}]}`;

const API = 'to: [{ipBlock: {cidr: 10.96.0.1/32}}]';

const withToken = (files: readonly ManifestFile[] = clean()): readonly ManifestFile[] =>
  files.map((file) => {
    if (file.manifest.kind !== 'Deployment') return file;
    const manifest = structuredClone(file.manifest) as Fields;
    manifest.spec.template.spec.automountServiceAccountToken = true;
    return { ...file, manifest };
  });

const POD = 'Deployment web/web spec.template.spec';

test('pods with rights and a token need a way to the Kubernetes API', () => {
  const files = plus(withToken(), 'dev/web', ROLE);
  expect(findings('way-out', files)).toMatchObject([
    {
      object: 'Deployment web/web',
      message:
        'Deployment web/web, to whose account watch gives rights, cannot reach the Kubernetes API on TCP port 443 or 6443: ' +
        'no egress policy in namespace web lets it out (looked at default-deny, allow-dns, to-store-http).',
    },
  ]);
  expect(places('way-out', plus(files, 'dev/web', egress(API, 6443)))).toEqual([]);
  expect(places('way-out', plus(files, 'dev/web', egress(API, 443)))).toEqual([]);
  expect(places('way-out', plus(files, 'dev/web', egress('to: []', 443)))).toEqual([]);
  expect(places('way-out', plus(files, 'dev/web', egress(API, 8443)))).toEqual([POD]);
  expect(places('way-out', plus(files, 'dev/web', egress('to: [{namespaceSelector: {}}]', 443)))).toEqual([POD]);
});

test('without a token, or without rights, nobody calls the API', () => {
  expect(places('way-out', plus(clean(), 'dev/web', ROLE))).toEqual([]);
  expect(places('way-out', withToken())).toEqual([]);
  expect(places('way-out', plus(withToken(), 'dev/web', ROLE.replace('name: web}]', 'name: other}]')))).toEqual([]);
});

test('the token may also be a volume of its own, unless it is for somebody else', () => {
  const mounts = (token: string): readonly ManifestFile[] =>
    plus(
      changed('Deployment', 'web', ({ spec }) => {
        spec.template.spec.volumes.push({
          name: 't',
          projected: { sources: [{ serviceAccountToken: JSON.parse(token) }] },
        });
      }),
      'dev/web',
      ROLE,
    );
  expect(places('way-out', mounts('{"path":"token"}'))).toEqual([POD]);
  expect(places('way-out', mounts('{"path":"token","audience":"vault"}'))).toEqual([]);
});

test.each([
  [
    'all accounts of the namespace',
    ROLE.replace('ServiceAccount, name: web', 'Group, name: system:serviceaccounts:web'),
  ],
  [
    'a ClusterRoleBinding',
    ROLE.replace('kind: RoleBinding', 'kind: ClusterRoleBinding').replace('name: web}]', 'name: web, namespace: web}]'),
  ],
])('rights of %s count', (_, text) => {
  expect(places('way-out', plus(withToken(), 'dev/web', text))).toEqual([POD]);
});

test('instances of a database and the operators of a Kafka call the API by rights nobody wrote', () => {
  const pg =
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg, namespace: web}\nspec: {instances: 1}';
  const kafka =
    'apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: {name: k, namespace: web}\nspec: {kafka: {listeners: []}, entityOperator: {topicOperator: {}}}';
  const files = plus(plus(clean(), 'dev/web', pg), 'dev/web', kafka);
  expect(places('way-out', files)).toEqual(['Cluster.postgresql.cnpg.io web/pg', 'Kafka.kafka.strimzi.io web/k']);
  expect(places('way-out', plus(files, 'dev/web', egress(API, 443)))).toEqual([]);
});

const calls = (value: string): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env[0] = { name: 'DATABASE', value };
  });

test.each([
  ['jdbc:postgresql://db.eu.example.com:5432/web?sslmode=require', 5432],
  ['postgresql://web@db.eu.example.com:6432/web', 6432],
  ['kafka-1.example.com:9094,kafka-2.example.com:9094', 9094],
])('a host outside that is called on a port of its own, as %s, needs a way out', (value, port) => {
  const [first] = findings('way-out', calls(value));
  expect(first).toMatchObject({ object: 'Deployment web/web', at: 'spec.template.spec.containers[0].env[0].value' });
  expect(first?.message).toContain(`TCP port ${port}`);
  expect(places('way-out', plus(calls(value), 'dev/web', egress('to: [{ipBlock: {cidr: 0.0.0.0/0}}]', port)))).toEqual(
    [],
  );
});

test.each([
  'https://example.com',
  'https://docs.example.com:443/page',
  'registry.example.com:5000/web:1.2.3',
  'http://store-0.store-peers.store:9000',
  'http://store.store.svc.cluster.local:9000',
  'com.example.web:12',
  'at 12.30:45',
  'http://web.254carbon.localhost:8080',
])('nothing is said of %s', (value) => {
  expect(places('way-out', calls(value))).toEqual([]);
});

const states = (text: string): readonly ManifestFile[] =>
  changed('Namespace', 'web', ({ metadata }) => {
    metadata.annotations['slipway.dev/needs'] = text;
  });

const AT = 'Namespace web metadata.annotations["slipway.dev/needs"]';

test('what a Namespace states is held against its policies', () => {
  expect(places('way-out', states('internet:443, nodes:10250'))).toEqual([AT, AT]);
  const files = plus(states('internet:443'), 'dev/web', egress('to: [{ipBlock: {cidr: 0.0.0.0/0}}]', 443));
  expect(places('way-out', files)).toEqual([]);
  expect(places('way-out', plus(states('internet:443'), 'dev/web', egress(API, 443)))).toEqual([AT]);
  expect(places('way-out', plus(states('nodes:443'), 'dev/web', egress(API, 443)))).toEqual([]);
  expect(places('way-out', plus(states('anywhere:443'), 'dev/web', egress(API, 443)))).toEqual([AT]);
  const but = 'to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]';
  expect(places('way-out', plus(states('anywhere:443'), 'dev/web', egress(but, 443)))).toEqual([AT]);
  expect(places('way-out', plus(states('internet:443'), 'dev/web', egress(but, 443)))).toEqual([]);
});

test('peers are open to each other when one way between them is', () => {
  expect(places('way-out', states('peers:7946'))).toEqual([AT, AT]);
  const policy = egress('to: [{podSelector: {}}]', 7946)
    .replace('policyTypes: [Egress],', '')
    .replace('egress:', 'ingress: [{from: [{podSelector: {}}], ports: [{port: 7946}]}], egress:');
  expect(places('way-out', plus(states('peers:7946'), 'dev/web', policy))).toEqual([]);
});

test.each(['everything', 'internet', 'internet:https', 'moon:443', 'toString:1'])('%s is no need', (text) => {
  expect(findings('way-out', states(text))).toMatchObject([{ message: `${text} is no need.` }]);
});

test.each([
  ['0.0.0.0/0', true],
  ['10.0.0.0/8', false],
  ['10.96.0.1/32', false],
  ['172.16.0.0/12', false],
  ['172.0.0.0/8', true],
  ['192.168.1.0/24', false],
  ['203.0.113.0/24', true],
  ['::/0', true],
  ['fd00::/8', false],
  ['anything', true],
])('a block %s holds hosts of the internet: %s', (cidr, expected) => {
  expect(reachesInternet({ cidr })).toBe(expected);
});
