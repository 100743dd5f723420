import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { overlayNamed } from '../platform';
import { ofKind } from '../toy';
import { env, envOf, named, pod, tree } from './datahub-tree';

describe('Kafka', () => {
  const topicNamed = (name: string): Fields =>
    ofKind(overlayNamed('production'), 'KafkaTopic', 'kafka').find(({ spec }) => spec.topicName === name)?.spec;

  test('never forgets the last upgrade and keeps it in one partition', () => {
    const { partitions, config } = topicNamed('DataHubUpgradeHistory_v1');
    expect(partitions).toBe(1);
    expect(config['retention.ms']).toBeGreaterThan(50 * 365 * 86_400_000);
  });

  test('keeps the series of measurements for ninety days', () => {
    expect(topicNamed('MetadataChangeLog_Timeseries_v1').config).toEqual({ 'retention.ms': 7_776_000_000 });
  });

  test('lets in every consumer group there is', () => {
    const user = ofKind(overlayNamed('production'), 'KafkaUser', 'kafka').find(
      ({ metadata }) => metadata.name === 'datahub',
    );
    const prefixes = user?.spec.authorization.acls
      .filter(({ resource }: Fields) => resource.type === 'group')
      .map(({ resource }: Fields) => resource.name);
    const servers = ['datahub-gms', 'datahub-mae-consumer', 'datahub-mce-consumer'].flatMap((each) =>
      Object.entries(env(each)).flatMap(([key, value]) => (key.endsWith('_CONSUMER_GROUP_ID') ? [value] : [])),
    );
    const actions = Object.values(named('ConfigMap', 'datahub-actions').data as Fields).map(
      (text) => (load(text as string) as Fields).name,
    );
    for (const group of [...servers, ...actions])
      expect(
        prefixes.some((prefix: string) => group.startsWith(prefix)),
        group,
      ).toBe(true);
  });

  test('is reached over TLS with a password that stands in no variable as text', () => {
    const { SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG: jaas, ...rest } = env('datahub-gms');
    expect(rest).toMatchObject({
      KAFKA_BOOTSTRAP_SERVER: 'kafka.example.test:9093',
      SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL: 'SASL_SSL',
      SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE: 'PEM',
      KAFKA_PASSWORD: { name: 'kafka-datahub', key: 'password' },
    });
    expect(jaas).toContain('password="$(KAFKA_PASSWORD)";');
    const order = pod('datahub-gms').containers[0].env.map(({ name }: Fields) => name);
    expect(order.indexOf('KAFKA_PASSWORD')).toBeLessThan(order.indexOf('SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG'));
  });

  test('takes messages as large as its brokers do, on every side', () => {
    const brokers = ofKind(overlayNamed('production'), 'Kafka', 'kafka')[0]?.spec.kafka.config['message.max.bytes'];
    for (const key of [
      'KAFKA_PRODUCER_MAX_REQUEST_SIZE',
      'KAFKA_CONSUMER_MAX_PARTITION_FETCH_BYTES',
      'MAX_MESSAGE_BYTES',
    ])
      expect(Number(env('datahub-gms')[key]), key).toBe(brokers);
  });

  test('has its schemas served by the metadata service itself, with a slash at the end', () => {
    expect(env('datahub-gms').KAFKA_SCHEMAREGISTRY_URL).toBe('http://localhost:8080/schema-registry/api/');
    expect(env('datahub-mae-consumer').KAFKA_SCHEMAREGISTRY_URL).toMatch(/^http:\/\/datahub-gms\..*:8080\/.*\/api\/$/);
  });
});

describe('actions', () => {
  const pipelines = (): readonly Fields[] =>
    Object.values(named('ConfigMap', 'datahub-actions').data as Fields).map((text) => load(text as string) as Fields);

  test('log in at Kafka, which those of the image cannot', () => {
    for (const { source } of pipelines())
      expect(source.config.connection).toMatchObject({
        bootstrap: 'kafka.example.test:9093',
        consumer_config: { 'security.protocol': 'SASL_SSL', 'ssl.ca.location': '/run/kafka/ca.crt' },
      });
  });

  test('find every variable their pipelines name', () => {
    const used = [...JSON.stringify(pipelines()).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    expect(Object.keys(env('datahub-actions'))).toEqual(expect.arrayContaining(used));
  });

  test('write below a folder that is theirs, of the size asked for', () => {
    const { volumes, containers } = pod('datahub-actions', tree({ actions: { scratch: '20Gi' } }));
    expect(volumes).toContainEqual({ name: 'tmp', emptyDir: { sizeLimit: '20Gi' } });
    expect(containers[0].command.at(-1)).toContain('mkdir -p /tmp/home /tmp/datahub/logs/actions');
  });
});

describe('the search engine', () => {
  test('is trusted by a store that each pod makes of the CA', () => {
    const { initContainers, containers } = pod('datahub-gms');
    const made = initContainers[0].volumeMounts.map(({ name }: Fields) => name);
    expect(made).toEqual(expect.arrayContaining(['search-datahub', 'trust']));
    expect(containers[0].volumeMounts).toContainEqual({ name: 'trust', mountPath: '/run/trust', readOnly: true });
    expect(env('datahub-gms')).toMatchObject({
      ELASTICSEARCH_USE_SSL: 'true',
      ELASTICSEARCH_SSL_TRUSTSTORE_FILE: '/run/trust/search.p12',
      ELASTICSEARCH_SSL_TRUSTSTORE_TYPE: 'PKCS12',
    });
  });

  test('is asked for as many copies as the overlay says, with none on one node', () => {
    const copies = (name: string): string =>
      envOf(
        ofKind(overlayNamed(name), 'Job', 'datahub').find(({ metadata }) => metadata.name.startsWith('datahub-update-'))
          ?.spec.template.spec,
      ).ELASTICSEARCH_NUM_REPLICAS_PER_INDEX;
    expect([copies('dev'), copies('production')]).toEqual(['0', '1']);
  });

  test('keeps indices under the prefix that was claimed', () => {
    expect(env('datahub-gms').INDEX_PREFIX).toBe('datahub');
  });
});
