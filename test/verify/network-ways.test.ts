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

const OPERATES = (namespace: string): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: operates, namespace: store}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}}]
    ports: [{port: 8000}, {port: 8443}, {port: 9090}, {port: 9091}]`;

const WEB_ENV = 'Deployment web/web spec.template.spec.containers[0].env[0].value';

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
spec: {serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}`;
  const policies = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: scrape, namespace: web}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: prometheus}}
  policyTypes: [Egress]
  egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: store}}}], ports: [{port: 9000}]}]`;
  const files = plus(without(clean(), 'NetworkPolicy', 'from-monitoring'), 'dev/web', prometheus);
  expect(places('way-in', plus(files, 'dev/web', policies))).toEqual([]);
  // Without a way out it is the Prometheus that is told of, on that side.
  expect(findings('way-in', files).map(({ message }) => message)).toEqual([
    'Prometheus cannot reach StatefulSet store/store on TCP port 9000: no egress policy in namespace web lets it out (looked at default-deny, allow-dns).',
  ]);
  // One that reads only monitors of its own namespace is not the one that scrapes.
  const beside = plus(files, 'dev/web', policies).map((file) =>
    file.manifest.kind === 'Prometheus'
      ? { ...file, manifest: { ...file.manifest, spec: { serviceMonitorSelector: {} } } }
      : file,
  );
  expect(places('way-in', beside)).toEqual(['ServiceMonitor.monitoring.coreos.com store/store spec.endpoints[0]']);
});

test('a policy that closes by the way is no default denial of its own', () => {
  const files = plus(withoutDenial('store'), 'dev/store', among(9000));
  expect(findings('network-isolation', files)).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('without allow-dns and among its pods may connect') },
    { severity: 'warning', message: expect.stringContaining('without among its pods take connections') },
  ]);
});

const withoutDenial = (namespace: string): readonly ManifestFile[] =>
  clean().filter(({ manifest: { metadata } }) => metadata.name !== 'default-deny' || metadata.namespace !== namespace);

test('policies for every pod of today are no default denial', () => {
  expect(findings('network-isolation', withoutDenial('store')).map(({ severity }) => severity)).toEqual([
    'warning',
    'error',
  ]);
});

test.each([
  ['nodes of a Kafka', KAFKA(3), [9090, 9091], 9090],
  ['nodes of a Kafka', KAFKA(3), [9090, 9091], 9091],
  ['instances of a database', PG(3), [5432, 8000], 5432],
  ['instances of a database', PG(3), [5432, 8000], 8000],
])('%s must reach each other on each of their ports', (_, text, ports, closed) => {
  const files = plus(clean(), 'dev/store', text);
  const operated = plus(files, 'dev/store', OPERATES('operators'));
  expect(places('operator-network', plus(operated, 'dev/store', among(...ports)))).toEqual([]);
  const rest = ports.filter((port) => port !== closed);
  const [found] = findings('operator-network', plus(operated, 'dev/store', among(...rest)));
  expect(found?.message).toContain(`on TCP port ${closed}`);
});

test('a lone pod needs no way to itself', () => {
  const files = plus(plus(clean(), 'dev/store', KAFKA(1)), 'dev/store', PG(1));
  expect(places('operator-network', plus(files, 'dev/store', OPERATES('operators')))).toEqual([]);
});

const CHART = (chart: string, namespace: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${chart}, namespace: argocd}
spec: {source: {chart: ${chart}, repoURL: https://charts.example.com}, destination: {namespace: ${namespace}}}`;

test('an operator must be let in from where its chart is installed, or from wherever where nobody knows', () => {
  const files = plus(plus(clean(), 'dev/store', PG(1)), 'dev/store', among(5432, 8000));
  expect(places('operator-network', files)).toEqual([]);
  const known = plus(files, 'dev/apps', CHART('cloudnative-pg', 'cnpg-system'));
  expect(findings('operator-network', known).map(({ message }) => message)).toEqual([
    'Its operator cloudnative-pg cannot reach pods of Cluster.postgresql.cnpg.io store/pg on TCP port 8000: no ingress policy in namespace store lets it in (looked at default-deny, among).',
  ]);
  expect(places('operator-network', plus(known, 'dev/store', OPERATES('elsewhere')))).toHaveLength(1);
  expect(places('operator-network', plus(known, 'dev/store', OPERATES('cnpg-system')))).toEqual([]);
});

test.each([
  ['Elasticsearch', 9200, '{nodeSets: [{name: a, count: 1}]}', 'elasticsearch.k8s.elastic.co/v1', 'elastic-operator'],
  ['DorisCluster', 9030, '{feSpec: {replicas: 1}}', 'doris.selectdb.com/v1', 'doris-operator'],
])('the operator of a %s must be let in on %i', (kind, port, spec, apiVersion, operator) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: store}\nspec: ${spec}`;
  const pod = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${operator}, namespace: web}
spec: {template: {metadata: {labels: {control: plane}}, spec: {containers: [{name: o, image: "a:1"}]}}}`;
  const files = plus(plus(clean(), 'dev/store', text), 'dev/web', pod);
  const found = findings('operator-network', files);
  expect(found.map(({ message }) => /in namespace (\w+) lets it/.exec(message)?.[1])).toEqual(['web']);
  expect(found[0]?.message).toContain(`TCP port ${port}`);
});

test('the controller that fills Secrets must be let into the store it reads', () => {
  const store = `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: vault}
spec: {provider: {vault: {server: "http://store.store.svc:9000"}}}`;
  const files = plus(clean(), 'dev/cluster', store);
  expect(places('network-closure', files)).toEqual([]);
  const known = plus(files, 'dev/apps', CHART('external-secrets', 'secrets'));
  expect(findings('network-closure', known)).toMatchObject([
    { object: 'ClusterSecretStore.external-secrets.io vault', at: 'spec.provider.vault.server' },
  ]);
  const way = OPERATES('secrets').replaceAll(/ports: .*/g, 'ports: [{port: 9000}]');
  expect(places('network-closure', plus(known, 'dev/store', way))).toEqual([]);
});

test('pods on the network of their node are reached by address, and no policy holds for them', () => {
  const onNode = (files: readonly ManifestFile[], kind: string): readonly ManifestFile[] =>
    files.map((file) => {
      if (file.manifest.kind !== kind) return file;
      const manifest = structuredClone(file.manifest) as Fields;
      manifest.spec.template.spec.hostNetwork = true;
      return { ...file, manifest };
    });
  expect(places('network-closure', onNode(clean(), 'StatefulSet'))).toContain(WEB_ENV);
  const byAddress = policy('web/to-store-http', (spec) => {
    spec.egress[0].to = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
  });
  expect(places('network-closure', onNode(byAddress, 'StatefulSet'))).not.toContain(WEB_ENV);
  expect(places('network-isolation', onNode(without(clean(), 'NetworkPolicy', 'allow-dns'), 'Deployment'))).toEqual([
    'Namespace store',
  ]);
});

test('of several servers that read one monitor, and of several places of one operator, one must get through', () => {
  const server = (namespace: string): string => `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p, namespace: ${namespace}}
spec: {serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}`;
  const files = plus(clean(), 'dev/a', server('monitoring'));
  expect(places('way-in', files)).toEqual([]);
  expect(places('way-in', plus(files, 'dev/b', server('elsewhere')))).toEqual([]);
  expect(places('way-in', plus(clean(), 'dev/b', server('elsewhere')))).toHaveLength(1);
  const operated = plus(plus(plus(clean(), 'dev/store', PG(1)), 'dev/store', among(5432)), 'dev/store', OPERATES('a'));
  expect(places('operator-network', plus(operated, 'dev/apps', CHART('cloudnative-pg', 'a')))).toEqual([]);
  const both = plus(plus(operated, 'dev/apps', CHART('cloudnative-pg', 'b')), 'dev/more', CHART('cloudnative-pg', 'a'));
  expect(places('operator-network', both)).toEqual([]);
  expect(places('operator-network', plus(operated, 'dev/apps', CHART('cloudnative-pg', 'b')))).toHaveLength(1);
});

test('a Prometheus must reach the Alertmanagers it names', () => {
  const alerting = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p, namespace: watch}
spec: {alerting: {alertmanagers: [{name: alertmanager-operated, namespace: alerts, port: web}]}}
---
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: a, namespace: alerts}
spec: {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: alerts}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}`;
  expect(findings('way-in', plus(clean(), 'dev/watch', alerting))).toMatchObject([
    { object: 'Prometheus.monitoring.coreos.com watch/p', at: 'spec.alerting.alertmanagers[0]' },
  ]);
});
