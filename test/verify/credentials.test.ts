import { expect, test } from 'vitest';
import { changed, clean, findings, places, plus } from './trees';

const PUSH = (name: string, key: string): string => `
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: ${name}, namespace: store}
spec:
  secretStoreRefs: [{kind: ClusterSecretStore, name: platform}]
  selector: {secret: {name: store-web}}
  data: [{match: {remoteRef: {remoteKey: ${key}}}}]`;

test('a credential nobody writes and one written twice are found', () => {
  expect(places('credential-closure', plus(clean(), 'dev/store', PUSH('a', 'dev/store/web')))).toEqual([]);
  expect(
    findings('credential-closure', plus(clean(), 'dev/store', PUSH('a', 'dev/store/other'))).map(
      ({ severity, object }) => `${severity} ${object}`,
    ),
  ).toEqual([
    'error ExternalSecret.external-secrets.io store/store-web',
    'error ExternalSecret.external-secrets.io web/store-web',
  ]);
  const twice = plus(plus(clean(), 'dev/store', PUSH('a', 'dev/store/web')), 'dev/store', PUSH('b', 'dev/store/web'));
  expect(places('credential-closure', twice)).toEqual([
    'PushSecret.external-secrets.io store/b spec.data[0].match.remoteRef.remoteKey',
  ]);
});

const WRITES = (fields: string): string =>
  PUSH('a', 'dev/store/web').replace('selector:', `template: {data: {${fields}}}\n  selector:`);

test('a field that is read and not written is found, and named with who might write it', () => {
  const tree = (fields: string) => findings('credential-closure', plus(clean(), 'dev/store', WRITES(fields)));
  expect(tree('username: web, password: "{{ .password }}"')).toEqual([]);
  const [first, ...more] = tree('username: web');
  expect(first).toMatchObject({
    object: 'ExternalSecret.external-secrets.io store/store-web',
    at: 'spec.target.template.data',
  });
  expect(first?.message).toMatch(/^No field password is written to .*dev\/store\/web by PushSecret.* store\/a\.$/);
  expect(more.map(({ object }) => object)).toEqual(['ExternalSecret.external-secrets.io web/store-web']);
});

test('fields of one entry may come from a key each, and of several entries from any of them', () => {
  const keys = '{secretKey: a, remoteRef: {remoteKey: dev/store/web, property: password}}';
  const one = PUSH('a', 'dev/store/web').replace(/ data: .*/, ` data: [{match: ${keys}}]`);
  const other = PUSH('b', 'dev/store/ca').replace('selector:', 'template: {data: {ca.crt: x}}\n  selector:');
  const reads = (text: string) =>
    changed('ExternalSecret', 'web/store-web', ({ spec }) => {
      spec.target.template.data = { text };
      spec.dataFrom.push({ extract: { key: 'dev/store/ca' } });
    });
  const tree = (text: string) =>
    places('credential-closure', plus(plus(reads(text), 'dev/store', one), 'dev/store', other));
  expect(tree('{{ .password }} {{ index . "ca.crt" | trim }}')).toEqual([]);
  expect(tree('{{ .passwort }} {{ index . "ca.pem" }} {{ "a .quoted" }}')).toHaveLength(2);
  expect(tree('{{ range . }}{{ .anything }}{{ end }}')).toEqual([]);
});

test('one key of an entry is read', () => {
  const asks = (property: string) =>
    changed('ExternalSecret', 'web/store-web', ({ spec }) => {
      spec.data = [{ secretKey: 'password', remoteRef: { key: 'dev/store/web', property } }];
      delete spec.dataFrom;
    });
  const tree = (property: string) =>
    places('credential-closure', plus(asks(property), 'dev/store', WRITES('username: web, password: x')));
  expect(tree('password')).toEqual([]);
  expect(tree('pass')).toEqual(['ExternalSecret.external-secrets.io web/store-web spec.data[0].remoteRef']);
});

test('stores that lead to one place by different logins are one store', () => {
  const store = (name: string, server: string): string => `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: ${name}}
spec: {provider: {vault: {server: "${server}", path: kv, auth: {kubernetes: {mountPath: kubernetes, role: ${name}}}}}}`;
  const push = PUSH('a', 'dev/store/other').replace('name: platform', 'name: writer');
  const read = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: other, namespace: web}
spec:
  secretStoreRef: {kind: ClusterSecretStore, name: reader}
  dataFrom: [{extract: {key: dev/store/missing}}]`;
  const tree = (server: string) =>
    [push, read, store('writer', 'https://vault.example.com'), store('reader', server)].reduce(
      (files, object) => plus(files, 'dev/store', object),
      clean(),
    );
  const found = 'ExternalSecret.external-secrets.io web/other spec.dataFrom[0].extract.key';
  expect(places('credential-closure', tree('https://vault.example.com'))).toContain(found);
  expect(places('credential-closure', tree('https://elsewhere.example.com'))).not.toContain(found);
});

test('what nothing asks for is a warning', () => {
  const spare = `
apiVersion: v1
kind: ConfigMap
metadata: {name: spare, namespace: web}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: dashboard, namespace: web, labels: {grafana_dashboard: "1"}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: mentioned, namespace: web}
---
apiVersion: example.com/v1
kind: Thing
metadata: {name: thing, namespace: web}
spec: {settingsFrom: mentioned}`;
  expect(findings('unused', plus(clean(), 'dev/web', spare))).toMatchObject([
    { severity: 'warning', object: 'ConfigMap web/spare', message: 'Nothing in namespace web uses spare.' },
  ]);
});

test('a credential nobody reads is told at its ExternalSecret', () => {
  const files = changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env.pop();
  });
  expect(places('unused', files)).toEqual(['ExternalSecret.external-secrets.io web/store-web']);
});
