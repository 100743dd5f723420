import { expect, test } from 'vitest';
import { madeOf } from '../../manifest/operators/index';
import type { Manifest } from '../../manifest/types';
import { among, parse } from './trees';

const external = (spec: string): Manifest =>
  parse(`apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: e}\nspec: {${spec}}`);

test.each<[string, readonly string[] | undefined]>([
  ['target: {template: {mergePolicy: Replace, data: {a: x}}}, data: [{secretKey: b}]', ['a']],
  ['target: {template: {mergePolicy: Merge, data: {a: x}}}, data: [{secretKey: b}]', ['a', 'b']],
  ['target: {template: {type: Opaque}}, data: [{secretKey: b}]', ['b']],
  ['data: [{secretKey: b}]', ['b']],
  ['dataFrom: [{extract: {key: x}}]', undefined],
  ['target: {template: {templateFrom: [{target: Data}], data: {a: x}}}', undefined],
])('an ExternalSecret with %s holds these keys', (spec, keys) => {
  expect(madeOf(external(spec), among()).secrets?.map((secret) => secret.keys)).toEqual([keys]);
});

test('an ExternalSecret has the name of its target and may make nothing', () => {
  expect(
    madeOf(external('target: {name: other, template: {type: kubernetes.io/basic-auth}}'), among()).secrets,
  ).toMatchObject([{ name: 'other', type: 'kubernetes.io/basic-auth' }]);
  expect(madeOf(external('target: {creationPolicy: None}'), among()).secrets).toEqual([]);
});

test('cert-manager writes Secrets of Certificates and annotated Ingresses', () => {
  const certificate = parse(
    'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: c}\nspec: {secretName: s, keystores: {pkcs12: {create: true}}, additionalOutputFormats: [{type: CombinedPEM}]}',
  );
  expect(madeOf(certificate, among()).secrets?.[0]).toEqual({
    name: 's',
    type: 'kubernetes.io/tls',
    keys: ['tls.crt', 'tls.key', 'ca.crt', 'keystore.p12', 'truststore.p12', 'tls-combined.pem'],
  });
  const ingress = (annotation: string): Manifest =>
    parse(
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, annotations: {${annotation}: x}}\nspec: {tls: [{secretName: s}, {hosts: [a]}]}`,
    );
  expect(madeOf(ingress('cert-manager.io/cluster-issuer'), among()).secrets?.map(({ name }) => name)).toEqual(['s']);
  expect(madeOf(ingress('other'), among()).secrets).toEqual([]);
});

test('the Prometheus operator makes governing Services', () => {
  const made = madeOf(
    parse('apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {replicas: 2}'),
    among(),
  );
  expect(made.services?.map(({ name, headless }) => [name, headless])).toEqual([['prometheus-operated', true]]);
  expect(made.pods).toMatchObject([
    { replicas: 2, labels: { prometheus: 'p', 'app.kubernetes.io/name': 'prometheus' } },
  ]);
});
