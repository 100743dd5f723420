import { expect, test } from 'vitest';
import type { ManifestFile } from '../../manifest/types';
import { type Provisions, provisionsIn } from '../../verify/claims/provisions';
import { changed, findings, places, plus } from './trees';

const RULE = 'bucket-closure';
const STORE = 'http://store.store.svc:9000';

/** The store of the clean overlay, with a Job that runs a script against it. */
const withScript = (script: string, files = changed('ConfigMap', 'web', () => {})): readonly ManifestFile[] =>
  plus(
    files,
    'dev/store',
    `
apiVersion: v1
kind: ConfigMap
metadata: {name: make, namespace: store}
data:
  make.sh: ${JSON.stringify(script)}
---
apiVersion: batch/v1
kind: Job
metadata: {name: make, namespace: store}
spec:
  template:
    spec:
      containers: [{name: mc, image: mc, env: [{name: ENDPOINT, value: "${STORE}"}]}]
      volumes: [{name: make, configMap: {name: make}}]`,
  );

const MADE = 'mc alias set own "$ENDPOINT"\nmc mb --ignore-existing own/lake\nmc admin user add own web\n';

/** `web` with a text in its properties. */
const reading = (text: string): readonly ManifestFile[] =>
  changed('ConfigMap', 'web', ({ data }) => {
    data['web.properties'] = text;
  });

const TEXT = 'ConfigMap web/web data["web.properties"]';

test.each([
  `s3.endpoint=${STORE}\ndirectory=s3://lake/x\n`,
  `endpoint: store.store.svc:9000\nbucketnames: lake\n`,
  `{"endpoint": "${STORE}", "bucket": "lake"}`,
  'directory=s3a://lake\n',
  `# s3://gone\nurl=s3://\${BUCKET}/x\nother=s3://gone-$1\n`,
  's3.endpoint=https://s3.example.com\ndirectory=s3://gone/x\n',
  'endpoint=https://s3.eu-central-1.amazonaws.com\nbucket=gone\n',
  'histogram_bucket: 10\nbucket: true\nnats.bucket=gone\n',
  `arn:aws:s3:::lake/* arn:aws:s3:::* arn:aws:s3:::la*`,
])('accepts %j', (text) => {
  expect(places(RULE, withScript(MADE, reading(text)))).toEqual([]);
});

test.each([
  `s3.endpoint=${STORE}\ndirectory=s3://gone/x\n`,
  'directory=s3a://gone\n',
  `{"endpoint": "${STORE}", "bucket": "gone"}`,
  'bucketnames: lake,gone\n',
  '--s3-bucket=gone',
  '"Resource": ["arn:aws:s3:::gone/*"]',
])('finds the bucket of %j', (text) => {
  const found = findings(RULE, withScript(MADE, reading(text)));
  expect(found.map(({ object, at, severity }) => `${severity} ${object} ${at}`)).toEqual([`error ${TEXT}`]);
  expect(found[0]?.message).toBe('Nobody makes bucket gone in the object store of namespace store.');
});

test('a bucket in a variable counts', () => {
  const files = changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env.push({ name: 'S3_BUCKET', value: 'gone' });
  });
  expect(places(RULE, withScript(MADE, files))).toEqual([
    'Deployment web/web spec.template.spec.containers[0].env[2].value',
  ]);
});

test.each<[string, Partial<Provisions>]>([
  ['mc mb own/a', { buckets: ['a'] }],
  ['/usr/bin/mc mb -p --region x own/a/', { buckets: ['a'] }],
  ['make() {\n  mc mb -p "own/$1"\n}\nmake a\nmake b\n', { buckets: ['a', 'b'] }],
  ['for b in a b; do mc mb "own/$b"; done\n', { buckets: ['a', 'b'] }],
  [`for b in a b\ndo\n  mc mb "own/\${b}"\ndone\n`, { buckets: ['a', 'b'] }],
  ['mc mb \\\n  own/a && mc mb own/b\n', { buckets: ['a', 'b'] }],
  ['aws --endpoint-url=x s3 mb s3://a\n', { buckets: ['a'] }],
  ['aws --endpoint-url http://store:9000 s3 mb s3://a', { buckets: ['a'] }],
  ['aws s3api create-bucket --bucket a', { buckets: ['a'] }],
  ['s3cmd mb s3://a', { buckets: ['a'] }],
  ['mc mb own/a\nmc mb "own/$(cat /name)"\n', { buckets: ['a'], isOpen: true }],
  ['mc admin user add own web "$(cat /password)"', { users: ['web'] }],
  ['printf x | mc admin user add own', {}],
  ['mc admin policy attach own rules --user web', { users: ['web'] }],
  ['mc ls own/a', {}],
])('reads the script %j', (script, expected) => {
  expect(provisionsIn(script)).toEqual({ buckets: [], users: [], isOpen: false, ...expected });
});

test('a script that makes what only the cluster knows may make anything', () => {
  const files = reading('directory=s3://gone\n');
  expect(places(RULE, withScript('mc mb own/lake\nmc mb "own/$(cat /name)"\n', files))).toEqual([]);
});

test('where nobody makes any bucket, a server known by its image is warned of', () => {
  const server = (env: string): readonly ManifestFile[] =>
    plus(
      reading('s3.endpoint=http://minio.store.svc:9000\ndirectory=s3://gone\n'),
      'dev/store',
      `
apiVersion: v1
kind: Service
metadata: {name: minio, namespace: store}
spec: {selector: {app: minio}, ports: [{port: 9000}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: minio, namespace: store}
spec:
  selector: {matchLabels: {app: minio}}
  template: {metadata: {labels: {app: minio}}, spec: {containers: [{name: a, image: quay.io/minio/minio:1, env: [${env}]}]}}`,
    );
  expect(findings(RULE, server('')).map(({ severity }) => severity)).toEqual(['warning']);
  expect(findings(RULE, server('{name: MINIO_DEFAULT_BUCKETS, value: "lake:public, gone"}'))).toEqual([]);
});

test.each([
  ['mc cp x own/gone/y', 'x', 1],
  ['mc cp x "own/$FOLDER/y"', 'gone/dev', 1],
  [`mc stat own/\${FOLDER}`, 'gone', 1],
  ['mc cp x "own/$FOLDER/y"', 'lake/dev', 0],
  ['mc cp x own/lake', 'x', 0],
  ['mc cp x other/gone', 'x', 0],
])('a script that does %j, with %j as its folder, misses %i buckets', (command, folder, count) => {
  const files = changed('Deployment', 'web', ({ spec }) => {
    spec.template.spec.containers[0].env.push({ name: 'FOLDER', value: folder });
  }).map((file) =>
    file.manifest.kind === 'ConfigMap' && file.manifest.metadata.namespace === 'web'
      ? {
          ...file,
          manifest: { ...file.manifest, data: { 'web.properties': `mc alias set own "$STORE_URL"\n${command}\n` } },
        }
      : file,
  );
  expect(places(RULE, withScript(MADE, files))).toEqual(new Array(count).fill(TEXT));
});

const LOGIN = (user: string): string => `
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: login, namespace: store}
spec:
  data: [{match: {remoteRef: {remoteKey: dev/store/login}}}]
  template: {data: {username: ${user}, password: "{{ .password }}"}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: login, namespace: web}
spec:
  target: {name: login, template: {data: {access-key: "{{ .username }}", secret-key: "{{ .password }}"}}}
  dataFrom: [{extract: {key: dev/store/login}}]`;

test.each([
  ['web', 0],
  ['gone', 1],
])('the user %s of an access key is missed %i times', (user, count) => {
  const files = changed('Deployment', 'web', ({ spec }) => {
    const valueFrom = { secretKeyRef: { name: 'login', key: 'access-key' } };
    spec.template.spec.containers[0].env.push({ name: 'KEY', valueFrom });
  });
  const found = findings(RULE, plus(withScript(MADE, files), 'dev/web', LOGIN(user)));
  expect(found.map(({ message }) => message)).toEqual(
    new Array(count).fill(`Nobody makes user ${user} in the object store of namespace store.`),
  );
});
