import { expect, test } from 'vitest';
import type { ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus } from './trees';

const RULE = 'secret-material';
const ENV = 'Deployment web/web spec.template.spec.containers[0].env[0].value';

const variable = (name: string, value: string): readonly ManifestFile[] =>
  changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env[0] = { name, value };
  });

const text = (value: string): readonly ManifestFile[] =>
  changed('ConfigMap', 'web', ({ data }) => {
    data['web.properties'] = value;
  });
const TEXT = 'ConfigMap web/web data["web.properties"]';

/** Put together here so that no scanner takes them for real ones. */
const join = (...parts: readonly string[]): string => parts.join('');

test.each([
  ['DB_PASSWORD', 'hunter2'],
  ['dbPassword', 'hunter2'],
  ['API_TOKEN', 'abc'],
  ['CLIENT_SECRET', 'abc'],
  ['s3.aws-secret-key', 'abc'],
  ['APIKEY', 'abc'],
  ['AWS_SECRET_ACCESS_KEY', 'abc'],
  ['URL', 'postgresql://web:hunter2@store.store.svc:9000/db'],
  ['ANY', join('AKIA', 'ABCDEFGHIJKLMNOP')],
  ['ANY', join('ghp_', 'a'.repeat(36))],
  ['ANY', join('-----BEGIN RSA ', 'PRIVATE KEY-----')],
  ['ANY', join('eyJhbGciOiJI', '.eyJzdWIiOiIx', '.c2lnbmF0dXJl')],
])('finds the variable %s = %s', (name, value) => {
  expect(places(RULE, variable(name, value))).toEqual([ENV]);
});

test.each([
  ['DB_PASSWORD', '$(OTHER)'],
  ['DB_PASSWORD', `\${ENV:X}`],
  ['DB_PASSWORD', '{{ .password }}'],
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', '/run/secrets/password'],
  ['DB_PASSWORD_FILE', '/run/secrets/password'],
  ['PASSWORD_SECRET', 'store-web'],
  ['TOKEN_URL', 'https://id.example.com/token'],
  ['USE_TOKEN', 'true'],
  ['TOKEN_TTL', '1h'],
  ['SECRET_NAME', 'something'],
  ['AWS_ACCESS_KEY_ID', 'web'],
  ['URL', `postgresql://web:\${PASSWORD}@store.store.svc:9000/db`],
  ['KEYSTORE', 'monkey'],
])('accepts the variable %s = %s', (name, value) => {
  expect(places(RULE, variable(name, value))).toEqual([]);
});

test.each([
  'db.user=a\ndb.password=hunter2\n',
  'db:\n  password: "hunter2"\n',
  '{\n  "clientSecret": "hunter2"\n}\n',
  'export DB_PASSWORD=hunter2\nrun\n',
  "x\nCREATE ROLE a PASSWORD 'hunter2';\n",
  'password=hunter2',
])('finds a literal in text: %j', (value) => {
  expect(places(RULE, text(value))).toEqual([TEXT]);
});

test.each([
  `db.password=\${ENV:DB_PASSWORD}\n`,
  'password: {{ .password }}\n',
  'export P="$(cat /run/p)"\nPASSWORD=$P\n',
  "x\nALTER ROLE a PASSWORD '{{ .password }}';\n",
  'token.ttl=1h\npassword.file=/etc/p\npassword:\n',
  'password = os.environ["P"]\n',
  'http-server.authentication.type=PASSWORD\n',
])('accepts references in text: %j', (value) => {
  expect(places(RULE, text(value))).toEqual([]);
});

test('a Secret with values is found at every key', () => {
  const files = plus(
    clean(),
    'dev/web',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: web}\ndata: {a: eA==}\nstringData: {b: x}',
  );
  expect(places(RULE, files)).toEqual(['Secret web/s data.a', 'Secret web/s stringData.b']);
});

test('custom resources and Helm values are searched', () => {
  const files = plus(
    clean(),
    'dev/web',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: c, namespace: argocd}\nspec: {source: {chart: x, helm: {valuesObject: {adminPassword: hunter2, existingSecret: store-web}}}}',
  );
  expect(places(RULE, files)).toEqual(['Application.argoproj.io argocd/c spec.source.helm.valuesObject.adminPassword']);
});

test('fields of custom resources name Secrets, unless they hold the secret of a login', () => {
  const resource = (field: string): readonly string[] =>
    places(
      RULE,
      plus(
        clean(),
        'dev/web',
        `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: t, namespace: web}\nspec: {${field}: thing-login}`,
      ),
    );
  expect([resource('authSecret'), resource('configSecret')]).toEqual([[], []]);
  expect([resource('clientSecret'), resource('secret')].flat()).toHaveLength(2);
});

test('names of keys in a store are no secrets', () => {
  const files = plus(
    clean(),
    'dev/web',
    'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: e, namespace: web}\nspec: {secretStoreRef: {kind: ClusterSecretStore, name: platform}, data: [{secretKey: password, remoteRef: {key: a, property: password}}]}',
  );
  expect(places(RULE, files)).toEqual([]);
});

test('the secret itself is not repeated in the finding', () => {
  expect(JSON.stringify(findings(RULE, variable('DB_PASSWORD', 'hunter2')))).not.toContain('hunter2');
});
