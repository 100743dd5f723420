import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { strimzi } from '../../charts/addons/strimzi';
import { kafka, topic, topicReader } from '../../charts/kafka';
import type { Fields, Manifest } from '../../manifest/types';
import { type Built, build } from '../../platform/build';
import type { AddonCatalog, Catalog } from '../../platform/overlay';
import { plan } from '../../platform/plan';
import { ProblemError } from '../../platform/problem';
import { mirror } from '../../platform/registry';
import { defineService, type References, type Service } from '../../platform/service';
import type { Site } from '../../platform/site';
import { addons, ofKind, overlay, site } from '../toy';

/** A service that only claims topics. */
const claimant = (name: string, uses: References): Service =>
  defineService(name, { serves: {}, uses, settings: {}, build() {} }) as Service;

/** An overlay of Kafka with these settings, claimants and facts of the place. */
function installation(settings: Fields = true, claimants: readonly Service[] = [], place: Partial<Site> = {}): Built {
  const services = Object.fromEntries([kafka as Service, ...claimants].map((service) => [service.name, service]));
  const wanted = overlay({
    services: { '*': true, kafka: settings },
    addons: { ...overlay().addons, strimzi: true },
    site: { ...site, ...place },
  });
  return build(plan(wanted, services as Catalog, { ...addons, strimzi } as AddonCatalog));
}

const specs = (tree: Built, kind: string, folder = 'kafka'): Readonly<Record<string, Fields>> =>
  Object.fromEntries(ofKind(tree, kind, folder).map(({ metadata, spec }: Manifest) => [metadata.name, spec]));
const clusterOf = (tree: Built): Fields => specs(tree, 'Kafka').kafka;
const configOf = (tree: Built): Fields => clusterOf(tree).kafka.config;
const pools = (tree: Built): Fields => specs(tree, 'KafkaNodePool');
const nodes = (count: number, zones: number): Partial<Site> => ({ nodes: { ...site.nodes, count, zones } });
const spreadOf = (tree: Built, pool: string): readonly Fields[] =>
  pools(tree)[pool].template.pod.topologySpreadConstraints ?? [];
const constraint = ({ topologyKey, whenUnsatisfiable }: Fields) => `${topologyKey} ${whenUnsatisfiable}`;

describe('nodes', () => {
  test('a single one is broker and controller, without spread or balance', () => {
    const tree = installation({ brokers: 1 });
    expect(Object.keys(pools(tree))).toEqual(['dual']);
    expect(pools(tree).dual).toMatchObject({ replicas: 1, roles: ['controller', 'broker'] });
    expect(spreadOf(tree, 'dual')).toEqual([]);
    expect(clusterOf(tree)).not.toHaveProperty('cruiseControl');
  });

  test('several stand beside three controllers of fixed size', () => {
    const tree = installation({ brokers: 5, memory: '16Gi' });
    expect(pools(tree).broker).toMatchObject({ replicas: 5, roles: ['broker'] });
    expect(pools(tree).controller).toMatchObject({
      replicas: 3,
      roles: ['controller'],
      resources: { limits: { memory: '1Gi' } },
    });
  });

  test('several are balanced whenever some are added or removed', () => {
    const { autoRebalance } = clusterOf(installation()).cruiseControl;
    expect(autoRebalance.map(({ mode }: Fields) => mode)).toEqual(['add-brokers', 'remove-brokers']);
  });

  test('two are refused, because a quorum of controllers needs three', () => {
    expect(() => installation({ brokers: 2 })).toThrow(ProblemError);
    expect(() => installation({ brokers: 2 })).toThrow('1, or at least 3');
  });

  test.each([
    ['1Gi', '512m'],
    ['2500Mi', '1250m'],
    ['8Gi', '4096m'],
    ['64Gi', '6144m'],
  ])('of %s memory have a heap of %s and leave the rest to the page cache', (memory, heap) => {
    expect(pools(installation({ memory })).broker.jvmOptions).toEqual({ '-Xms': heap, '-Xmx': heap });
  });

  test('keep their volumes, whatever is deleted', () => {
    const { storage, template } = pools(installation({ storage: '1Ti' })).broker;
    expect(storage.volumes).toMatchObject([{ size: '1Ti', class: site.storage.local, deleteClaim: false }]);
    expect(template.persistentVolumeClaim.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    });
  });

  test('pull with the Secret of the site in every pod', () => {
    const tree = installation(true, [], { registry: mirror('registry.example.test', 'pull') });
    const { entityOperator, kafkaExporter, cruiseControl } = clusterOf(tree);
    for (const { template } of [...Object.values<Fields>(pools(tree)), entityOperator, kafkaExporter, cruiseControl])
      expect(template.pod.imagePullSecrets).toEqual([{ name: 'pull' }]);
  });
});

describe('spread', () => {
  test('each on a node of its own where there are enough', () => {
    expect(spreadOf(installation(true, [], nodes(3, 1)), 'broker').map(constraint)).toEqual([
      'kubernetes.io/hostname DoNotSchedule',
    ]);
  });

  test('rather together than not at all where there are too few', () => {
    expect(spreadOf(installation({ brokers: 5 }, [], nodes(3, 1)), 'broker').map(constraint)).toEqual([
      'kubernetes.io/hostname ScheduleAnyway',
    ]);
  });

  test('over zones, which brokers know and consumers may read from', () => {
    const tree = installation(true, [], nodes(6, 3));
    expect(spreadOf(tree, 'controller').map(constraint)).toContain('topology.kubernetes.io/zone ScheduleAnyway');
    expect(clusterOf(tree).kafka.rack).toEqual({ topologyKey: 'topology.kubernetes.io/zone' });
    expect(configOf(tree)['replica.selector.class']).toContain('RackAware');
  });

  test('one zone is no rack', () => {
    const tree = installation(true, [], nodes(6, 1));
    expect(clusterOf(tree).kafka).not.toHaveProperty('rack');
    expect(configOf(tree)).not.toHaveProperty(['replica.selector.class']);
  });
});

describe('configuration', () => {
  test.each([
    [1, 1, 1],
    [3, 3, 2],
    [7, 3, 2],
  ])('%i brokers keep %i copies, of which %i must be in sync', (brokers, copies, inSync) => {
    const config = configOf(installation({ brokers }));
    const values = (suffix: RegExp) => Object.keys(config).flatMap((key) => (suffix.test(key) ? [config[key]] : []));
    expect(values(/replication\.factor$/)).toEqual([copies, copies, copies, copies]);
    expect(values(/min\.(insync\.replicas|isr)$/)).toEqual([inSync, inSync, inSync]);
  });

  test('what a producer may send, a broker can copy', () => {
    const config = configOf(installation());
    expect(config['replica.fetch.max.bytes']).toBeGreaterThanOrEqual(config['message.max.bytes']);
  });

  test('no topic comes to be by a typing mistake, and none forgets what was written', () => {
    expect(configOf(installation())).toMatchObject({
      'auto.create.topics.enable': false,
      'unclean.leader.election.enable': false,
    });
  });

  test('the version of the metadata is stated and of the same release', () => {
    const { version, metadataVersion } = clusterOf(installation()).kafka;
    expect(metadataVersion.split('-')[0]).toBe(version.split('.').slice(0, 2).join('.'));
  });

  test('the only listener is the endpoint consumers are given', () => {
    expect(clusterOf(installation()).kafka.listeners).toEqual([
      { name: 'clients', port: 9093, tls: true, type: 'internal', authentication: { type: 'scram-sha-512' } },
    ]);
    expect(kafka.serves.clients).toMatchObject({ port: 9093, portName: 'tcp-clients' });
  });
});

const shop = claimant('shop', { orders: topic('orders', { partitions: 6 }) });
const audit = claimant('audit', {
  orders: topic('orders', { partitions: 12, retentionHours: 24, access: 'read' }),
  log: topic('Audit_Log', { access: 'write' }),
});

describe('topics', () => {
  test('one for all its consumers, as large as any of them asks for', () => {
    expect(specs(installation(true, [shop, audit]), 'KafkaTopic').orders).toEqual({
      partitions: 12,
      replicas: 3,
      config: { 'retention.ms': 86_400_000 },
    });
  });

  test('a name Kubernetes does not allow is kept in Kafka', () => {
    expect(specs(installation({ brokers: 1 }, [audit]), 'KafkaTopic')['audit-log']).toEqual({
      topicName: 'Audit_Log',
      partitions: 3,
      replicas: 1,
    });
  });

  test('consumers are told the bootstrap address', () => {
    const at = { host: 'kafka-kafka-bootstrap.kafka.svc', port: 9093, external: false, facts: {} };
    expect(topic('orders').bind(at, { user: 'shop', secret: 'kafka-shop' })).toEqual({
      bootstrap: 'kafka-kafka-bootstrap.kafka.svc:9093',
      topic: 'orders',
      secret: 'kafka-shop',
    });
  });
});

/** The rights of a user: `topic orders literal: Describe Read`. */
const rights = (tree: Built, user: string): readonly string[] =>
  specs(tree, 'KafkaUser')[user].authorization.acls.map(
    ({ resource: { type, name, patternType }, operations }: Fields) =>
      `${type} ${name} ${patternType}: ${operations.join(' ')}`,
  );

describe('users', () => {
  test('one for each consumer, with the rights of all its claims', () => {
    expect(rights(installation(true, [shop, audit]), 'audit')).toEqual([
      'topic Audit_Log literal: Describe DescribeConfigs Write',
      'topic orders literal: Describe DescribeConfigs Read',
      'group audit prefix: Describe Read',
      'transactionalId audit prefix: Describe Write',
    ]);
  });

  test('who says nothing reads and writes', () => {
    expect(rights(installation(true, [shop]), 'shop')[0]).toBe(
      'topic orders literal: Describe DescribeConfigs Read Write',
    );
  });

  test('a writer joins no group', () => {
    const writer = claimant('writer', { log: topic('log', { access: 'write' }) });
    expect(rights(installation(true, [writer]), 'writer').join()).not.toContain('group');
  });

  test('a reader of all topics writes none', () => {
    expect(rights(installation(true, [claimant('viewer', { all: topicReader() })]), 'viewer')).toEqual([
      'topic * literal: Describe DescribeConfigs Read',
      'group viewer prefix: Describe Read',
    ]);
  });

  test('are slowed down on every broker where limits are set, and only there', () => {
    const limits = { writeMiB: 20, readMiB: 0, requestPercent: 50 };
    const services = [claimant('shop', { orders: topic('orders') })];
    expect(specs(installation({ limits }, services), 'KafkaUser').shop.quotas).toEqual({
      producerByteRate: 20 * 1024 ** 2,
      requestPercentage: 50,
    });
    expect(specs(installation(true, services), 'KafkaUser').shop.quotas).toBeUndefined();
  });

  test('groups may be named otherwise', () => {
    const hub = claimant('hub', { log: topic('log', { groups: 'generic-' }) });
    expect(rights(installation(true, [hub]), 'hub')).toContain('group generic- prefix: Describe Read');
  });

  test('the password comes from a Secret that is not the one the operator writes', () => {
    const tree = installation(true, [shop]);
    const { name, key } = specs(tree, 'KafkaUser').shop.authentication.password.valueFrom.secretKeyRef;
    expect(name).not.toBe('shop');
    expect(specs(tree, 'ExternalSecret')[name].target.template.data).toHaveProperty([key], '{{ .password }}');
  });
});

describe('what consumers are given', () => {
  const given = (): Fields => specs(installation(true, [shop]), 'ExternalSecret', 'shop')['kafka-shop'];

  test('the keys every consumer may count on', () => {
    expect(Object.keys(given().target.template.data).sort()).toEqual([
      'ca.crt',
      'client.properties',
      'password',
      'username',
    ]);
  });

  test('the login, and the authority the operator made', () => {
    expect(given().dataFrom.map(({ extract }: Fields) => extract.key)).toEqual(['kafka-shop', 'kafka-ca']);
    expect(specs(installation(true, [shop]), 'PushSecret')['kafka-ca'].selector.secret.name).toBe(
      'kafka-cluster-ca-cert',
    );
  });

  test('properties of one line each, the authority with its line ends escaped', () => {
    const lines: readonly string[] = given().target.template.data['client.properties'].trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, line.indexOf('=')))).toEqual([
      'security.protocol',
      'sasl.mechanism',
      'sasl.jaas.config',
      'ssl.truststore.type',
      'ssl.truststore.certificates',
    ]);
    expect(lines.at(-1)).toContain(String.raw`| replace "\n" "\\n"`);
  });
});

/** Beans as the JMX exporter shows them to its rules, seen on a broker of Kafka 4.3.1. */
const BEANS: Readonly<Record<string, string>> = {
  'kafka.controller<type=KafkaController, name=ActiveControllerCount><>Value: 1':
    'kafka_controller_kafkacontroller_activecontrollercount',
  'kafka.controller<type=KafkaController, name=OfflinePartitionsCount><>Value: 0':
    'kafka_controller_kafkacontroller_offlinepartitionscount',
  'kafka.server<type=ReplicaManager, name=UnderMinIsrPartitionCount><>Value: 0':
    'kafka_server_replicamanager_underminisrpartitioncount',
  'kafka.server<type=ReplicaManager, name=UnderReplicatedPartitions><>Value: 0':
    'kafka_server_replicamanager_underreplicatedpartitions',
  'kafka.log<type=LogManager, name=OfflineLogDirectoryCount><>Value: 0':
    'kafka_log_logmanager_offlinelogdirectorycount',
  'kafka.server<type=KafkaRequestHandlerPool, name=RequestHandlerAvgIdlePercent><>OneMinuteRate: 0.9':
    'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent',
  'kafka.server<type=BrokerTopicMetrics, name=BytesInPerSec, topic=my.orders-x><>Count: 7':
    'kafka_server_brokertopicmetrics_bytesin_total',
  'kafka.network<type=RequestMetrics, name=TotalTimeMs, request=Produce><>99thPercentile: 3':
    'kafka_network_requestmetrics_totaltimems',
  'kafka.cluster<type=Partition, name=UnderMinIsr, topic=orders, partition=0><>Value: 0':
    'kafka_cluster_partition_underminisr',
  'kafka.server<type=raft-metrics><>high-watermark: 36': 'kafka_server_raftmetrics_high-watermark',
  'kafka.server<type=raft-metrics><>current-state: leader': 'kafka_server_raftmetrics_current_state',
};

/** The name the first matching rule gives a bean; the exporter itself turns dashes to underscores. */
function metricOf(tree: Built, bean: string): string | undefined {
  const { name, key } = clusterOf(tree).kafka.metricsConfig.valueFrom.configMapKeyRef;
  const file = ofKind(tree, 'ConfigMap', 'kafka').find(({ metadata }) => metadata.name === name)?.data[key];
  const { rules } = load(file) as { readonly rules: readonly Fields[] };
  const rule = rules.find(({ pattern }) => new RegExp(pattern).test(bean));
  return rule && bean.replace(new RegExp(`${rule.pattern}.*`), rule.name).toLowerCase();
}

describe('metrics', () => {
  test.each(Object.entries(BEANS))('%s', (bean, metric) => {
    expect(metricOf(installation(), bean)).toBe(metric);
  });

  test.each([
    'kafka.network<type=RequestMetrics, name=LocalTimeMs, request=Produce><>99thPercentile: 0',
    'kafka.network<type=RequestMetrics, name=TotalTimeMs, request=Heartbeat><>99thPercentile: 0',
    'org.apache.kafka.server<type=AssignmentsManager, name=QueuedReplicaToDirAssignments><>Value: 0',
  ])('%s stays out', (bean) => {
    expect(metricOf(installation(), bean)).toBeUndefined();
  });

  test('alerts ask for nothing the rules do not give', () => {
    const asked = (kafka.alerts?.(kafka.settings, { site, platform: [] }) ?? []).flatMap(
      ({ expr }) => expr.match(/kafka_(controller|server|log)_\w+/g) ?? [],
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const metric of asked) expect(Object.values(BEANS)).toContain(metric);
  });
});
