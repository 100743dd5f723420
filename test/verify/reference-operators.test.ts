import { expect, test } from 'vitest';
import { changed, clean, places, plus } from './trees';

const RULE = 'reference-closure';

const KAFKA = `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: events, namespace: store}
spec: {kafka: {metricsConfig: {type: jmxPrometheusExporter, valueFrom: {configMapKeyRef: {name: gone, key: rules}}}}}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: app, namespace: store, labels: {strimzi.io/cluster: event}}
spec: {authentication: {type: scram-sha-512, password: {valueFrom: {secretKeyRef: {name: store-web, key: pass}}}}}`;

const POSTGRES = `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: store}
spec:
  managed: {roles: [{name: a, passwordSecret: {name: store-web}}, {name: b, passwordSecret: {name: gone}}]}
  plugins: [{name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: gone}}]
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: a, namespace: store}
spec: {name: a, owner: a, cluster: {name: pgg}}`;

const PUSH = `
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: p, namespace: store}
spec:
  secretStoreRefs: [{kind: ClusterSecretStore, name: platform}, {kind: SecretStore, name: gone}]
  selector: {generatorRef: {apiVersion: generators.external-secrets.io/v1alpha1, kind: ClusterGenerator, name: gone}}`;

test.each([
  [
    'Strimzi',
    KAFKA,
    [
      'Kafka.kafka.strimzi.io store/events spec.kafka.metricsConfig.valueFrom.configMapKeyRef.key',
      'KafkaUser.kafka.strimzi.io store/app metadata.labels["strimzi.io/cluster"]',
      'KafkaUser.kafka.strimzi.io store/app spec.authentication.password.valueFrom.secretKeyRef.key',
    ],
  ],
  [
    'CloudNativePG',
    POSTGRES,
    [
      'Cluster.postgresql.cnpg.io store/pg spec.managed.roles[1].passwordSecret.name',
      'Cluster.postgresql.cnpg.io store/pg spec.plugins[0].parameters.barmanObjectName',
      'Database.postgresql.cnpg.io store/a spec.cluster.name',
    ],
  ],
  [
    'External Secrets',
    PUSH,
    [
      'PushSecret.external-secrets.io store/p spec.secretStoreRefs[1].name',
      'PushSecret.external-secrets.io store/p spec.selector.generatorRef.name',
    ],
  ],
])('finds dangling references of %s', (_, text, expected) => {
  expect(places(RULE, plus(clean(), 'dev/store', text))).toEqual(expected);
});

test('an Ingress needs its Service, the port of it and a Secret somebody writes', () => {
  const files = changed('Ingress', 'web', (ingress) => {
    ingress.spec.rules[0].http.paths[0].backend.service.port = { name: 'https' };
    ingress.metadata.annotations = {};
  });
  expect(places(RULE, files)).toEqual([
    'Ingress web/web spec.rules[0].http.paths[0].backend.service.port',
    'Ingress web/web spec.tls[0].secretName',
  ]);
});

test('a binding needs its role and its account', () => {
  const binding = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
subjects: [{kind: ServiceAccount, name: web, namespace: web}, {kind: ServiceAccount, name: gone, namespace: web}]`;
  expect(places(RULE, plus(clean(), 'dev/web', binding))).toEqual([
    'RoleBinding web/b roleRef.name',
    'RoleBinding web/b subjects[1].name',
  ]);
});
