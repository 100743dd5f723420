import { expect, test } from 'vitest';
import { groupKind } from '../../manifest/kinds';
import { madeOf } from '../../manifest/operators/index';
import { containersOf, podsOf, portsOf } from '../../manifest/pods';
import type { Manifest } from '../../manifest/types';
import { manifests } from './trees';

const parse = (text: string): Manifest => {
  const [manifest] = manifests(text);
  if (!manifest) throw new Error('no manifest');
  return manifest;
};

const among =
  (...all: readonly Manifest[]) =>
  (kind: string): readonly Manifest[] =>
    all.filter((manifest) => groupKind(manifest) === kind);

test.each([
  [
    'Deployment',
    'apps/v1',
    'replicas: 3, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    3,
    false,
  ],
  [
    'StatefulSet',
    'apps/v1',
    'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    1,
    false,
  ],
  [
    'DaemonSet',
    'apps/v1',
    'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    1,
    false,
  ],
  [
    'ReplicaSet',
    'apps/v1',
    'replicas: 0, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    0,
    false,
  ],
  [
    'Job',
    'batch/v1',
    'parallelism: 2, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}',
    'spec.template.spec',
    2,
    true,
  ],
  [
    'CronJob',
    'batch/v1',
    'jobTemplate: {spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}}}',
    'spec.jobTemplate.spec.template.spec',
    1,
    true,
  ],
])('the pods of a %s are found', (kind, apiVersion, spec, at, replicas, finite) => {
  const pods = podsOf(
    parse(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: n, namespace: ns}\nspec: {${spec}}`),
  );
  expect(pods).toMatchObject([{ at, replicas, finite, labels: { a: 'b' }, made: false }]);
  expect(pods.flatMap(containersOf).map((container) => container.at)).toEqual([`${at}.containers[0]`]);
});

test('a bare Pod has its own labels', () => {
  const pod = parse('apiVersion: v1\nkind: Pod\nmetadata: {name: n, labels: {a: b}}\nspec: {containers: [{name: c}]}');
  expect(podsOf(pod)).toMatchObject([{ at: 'spec', labels: { a: 'b' }, finite: false }]);
});

test('a StatefulSet names its pods and their volumes', () => {
  const set = parse(
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: n}\nspec: {serviceName: h, template: {}, volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: fast, resources: {requests: {storage: 5Gi}}}}]}',
  );
  expect(podsOf(set)).toMatchObject([
    { hostPrefix: 'n-', hostService: 'h', volumes: [{ name: 'data', size: '5Gi', storageClass: 'fast' }] },
  ]);
});

test('other kinds have no pods', () => {
  expect(podsOf(parse('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}'))).toEqual([]);
});

const KAFKA = parse(`
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: events, namespace: kafka}
spec:
  kafka:
    listeners:
    - {name: plain, port: 9092, type: internal, tls: false}
    - {name: scram, port: 9095, type: internal, tls: true}
    - {name: outside, port: 9096, type: loadbalancer, tls: true}
    metricsConfig: {type: strimziMetricsReporter}
  entityOperator: {topicOperator: {}, userOperator: {resources: {requests: {cpu: 50m}}}}
  kafkaExporter: {}`);
const POOL = parse(`
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: broker, namespace: kafka, labels: {strimzi.io/cluster: events, team: data, app.kubernetes.io/name: x}}
spec: {replicas: 3, roles: [broker], resources: {requests: {cpu: "1"}}, storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, size: 200Gi, class: fast}]}}`);

test('Strimzi makes a bootstrap, a headless and a Service for each outside listener', () => {
  const { services = [], secrets = [] } = madeOf(KAFKA, among(KAFKA));
  expect(services.map(({ name, headless, ports }) => [name, headless, ports.map(({ port }) => port)])).toEqual([
    ['events-kafka-bootstrap', false, [9091, 9092, 9095]],
    ['events-kafka-brokers', true, [9090, 9091, 8443, 9092, 9095]],
    ['events-kafka-outside-bootstrap', false, [9096]],
  ]);
  expect(secrets).toContainEqual({ name: 'events-cluster-ca-cert', keys: ['ca.crt', 'ca.p12', 'ca.password'] });
});

test('pods of a node pool carry the labels and ports their Kafka gives them', () => {
  const [pool] = podsOf(POOL, among(KAFKA, POOL));
  expect(pool).toMatchObject({
    replicas: 3,
    made: true,
    hostPrefix: 'events-broker-',
    hostService: 'events-kafka-brokers',
  });
  expect(pool?.labels).toMatchObject({
    'strimzi.io/cluster': 'events',
    'strimzi.io/kind': 'Kafka',
    'strimzi.io/name': 'events-kafka',
    'strimzi.io/pool-name': 'broker',
    'strimzi.io/broker-role': 'true',
    'strimzi.io/controller-role': 'false',
    'app.kubernetes.io/name': 'kafka',
    team: 'data',
  });
  expect(pool && portsOf(pool).map(({ name }) => name)).toEqual([
    'tcp-kafkaagent',
    'tcp-replication',
    'tcp-clients',
    'tcp-scram',
    'tcp-outside',
    'tcp-prometheus',
  ]);
  expect(pool?.volumes).toEqual([{ name: 'data-0', size: '200Gi', storageClass: 'fast' }]);
});

test('a Kafka has pods for its operators and its exporter', () => {
  const pods = podsOf(KAFKA, among(KAFKA));
  expect(pods.map(({ labels }) => labels['strimzi.io/name'])).toEqual([
    'events-entity-operator',
    'events-kafka-exporter',
  ]);
  expect(pods.flatMap(portsOf).map(({ name }) => name)).toEqual(['healthcheck-to', 'healthcheck-uo', 'tcp-prometheus']);
  expect(pods[0]?.spec.containers[1].resources).toEqual({ requests: { cpu: '50m' } });
});

test('a KafkaUser becomes a Secret by its kind of login', () => {
  const user = (type: string): Manifest =>
    parse(
      `apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nmetadata: {name: u}\nspec: {authentication: {type: ${type}}}`,
    );
  expect(madeOf(user('scram-sha-512'), among()).secrets).toEqual([
    { name: 'u', keys: ['password', 'sasl.jaas.config'] },
  ]);
  expect(madeOf(user('tls'), among()).secrets?.[0]?.keys).toContain('user.p12');
  expect(madeOf(user('tls-external'), among()).secrets).toEqual([]);
});

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
