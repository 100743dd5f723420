import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus, without } from './trees';

const policy = (place: string, edit: (spec: Fields) => void): readonly ManifestFile[] =>
  changed('NetworkPolicy', place, (manifest) => edit(manifest.spec));

const withPoliciesOfWeb = (...names: readonly string[]): readonly ManifestFile[] =>
  clean().filter(
    ({ manifest: { kind, metadata } }) =>
      kind !== 'NetworkPolicy' || metadata.namespace !== 'web' || names.includes(metadata.name),
  );

const fromMonitoring = (port: number): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: from-monitoring, namespace: web}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}], ports: [{port: ${port}}]}]`;

const KAFKA = (replicas: number): string => `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: k, namespace: store}
spec: {kafka: {listeners: [{name: plain, port: 9092, type: internal}]}}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: p, namespace: store, labels: {strimzi.io/cluster: k}}
spec: {replicas: ${replicas}, roles: [controller, broker]}`;

const PG = (instances: number): string => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec: {instances: ${instances}}`;

const among = (...ports: readonly number[]): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: among, namespace: store}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {}}], ports: [${ports.map((port) => `{port: ${port}}`)}]}]
  egress: [{to: [{podSelector: {}}], ports: [${ports.map((port) => `{port: ${port}}`)}]}]`;

test('a tree whose connections are all allowed has no finding', () => {
  for (const rule of ['network-closure', 'network-isolation', 'way-in']) expect(places(rule, clean())).toEqual([]);
});

test('a namespace without policies is open both ways', () => {
  const found = findings('network-isolation', withPoliciesOfWeb());
  expect(found.map(({ object }) => object)).toEqual(['Namespace web', 'Namespace web']);
  expect(found.map(({ message }) => /take connections|may connect/.exec(message)?.[0])).toEqual([
    'may connect',
    'take connections',
  ]);
});

test('a closed namespace without DNS is deaf', () => {
  expect(places('network-isolation', withPoliciesOfWeb('default-deny'))).toEqual(['Namespace web']);
});

test('DNS over UDP alone is not enough', () => {
  const files = policy('web/allow-dns', (spec) => {
    spec.egress[0].ports.pop();
  });
  expect(places('network-isolation', files)).toEqual(['Namespace web']);
});

test('a published port without a way in is found at its Ingress', () => {
  expect(places('way-in', without(clean(), 'NetworkPolicy', 'from-ingress'))).toEqual([
    'Ingress web/web spec.rules[0].http.paths[0].backend.service',
  ]);
});

test('a scraped port without a way in is found at its monitor', () => {
  const files = without(without(clean(), 'NetworkPolicy', 'from-monitoring'), 'NetworkPolicy', 'from-web');
  expect(places('way-in', files)).toEqual(['ServiceMonitor.monitoring.coreos.com store/store spec.endpoints[0]']);
});

test('who publishes and who scrapes one port each need a way in', () => {
  const monitor = `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: web, namespace: web}
spec: {selector: {matchLabels: {app.kubernetes.io/name: web}}, podMetricsEndpoints: [{port: http}]}`;
  const files = plus(clean(), 'dev/web', monitor);
  const both = [
    'Ingress web/web spec.rules[0].http.paths[0].backend.service',
    'PodMonitor.monitoring.coreos.com web/web spec.podMetricsEndpoints[0]',
  ];
  expect(places('way-in', plus(files, 'dev/web', fromMonitoring(8080)))).toEqual([]);
  expect(places('way-in', plus(files, 'dev/web', fromMonitoring(8081)))).toEqual(both);
  expect(places('way-in', files)).toEqual(both);
});

test('the way in of a caller is no way in for Prometheus', () => {
  expect(places('way-in', without(clean(), 'NetworkPolicy', 'from-monitoring'))).toEqual([
    'ServiceMonitor.monitoring.coreos.com store/store spec.endpoints[0]',
  ]);
});

test('a Prometheus of the tree comes in by the way of its namespace, also where that calls the port', () => {
  const prometheus = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p, namespace: web}
spec: {}`;
  const files = without(clean(), 'NetworkPolicy', 'from-monitoring');
  expect(places('way-in', plus(files, 'dev/web', prometheus))).toEqual([]);
});

test('policies for every pod of today are no default denial', () => {
  const files = clean().filter(
    ({ manifest: { metadata } }) => metadata.name !== 'default-deny' || metadata.namespace !== 'store',
  );
  expect(places('network-isolation', files)).toEqual(['Namespace store']);
});

test.each([
  ['nodes of a Kafka', KAFKA(3), [9090, 9091], 9090],
  ['nodes of a Kafka', KAFKA(3), [9090, 9091], 9091],
  ['instances of a database', PG(3), [5432, 8000], 5432],
  ['instances of a database', PG(3), [5432, 8000], 8000],
])('%s must reach each other on each of their ports', (_, text, ports, closed) => {
  const files = plus(clean(), 'dev/store', text);
  expect(places('operator-network', plus(files, 'dev/store', among(...ports)))).toEqual([]);
  const rest = ports.filter((port) => port !== closed);
  const [found] = findings('operator-network', plus(files, 'dev/store', among(...rest)));
  expect(found?.message).toContain(`on port ${closed}`);
});

test('a lone pod needs no way to itself', () => {
  expect(places('operator-network', plus(plus(clean(), 'dev/store', KAFKA(1)), 'dev/store', PG(1)))).toEqual([]);
});
