import { describe, expect, test } from 'vitest';
import { datahub } from '../../charts/datahub';
import type { Fields, Manifest } from '../../manifest/types';
import { ofKind } from '../toy';
import { env, envOf, named, names, ONE, pod, tree, update, wave } from './datahub-tree';

describe('an update', () => {
  test('of tables and indices ends before anything of the release starts, and the rest comes after', () => {
    expect(wave(update('SystemUpdateBlocking'))).toBe('0');
    for (const deployment of ofKind(tree(), 'Deployment', 'datahub')) expect(wave(deployment)).toBe('1');
    expect(wave(update('SystemUpdateNonBlocking'))).toBe('2');
  });

  test('runs again when what it makes would differ, and not when a pod grows', () => {
    const job = (settings: Fields): string => update('SystemUpdateBlocking', tree(settings)).metadata.name;
    expect(job({ indexCopies: 2 })).not.toBe(job(true));
    expect(job({ gms: { memory: '8Gi' }, frontend: { replicas: 5 } })).toBe(job(true));
  });

  test('and everything that runs agree on the revision, and on all that both must know', () => {
    const from = tree({ indexCopies: 2 });
    const job = envOf(update('SystemUpdateBlocking', from).spec.template.spec);
    for (const each of ['datahub-gms', 'datahub-mae-consumer', 'datahub-mce-consumer'])
      expect(env(each, from).DATAHUB_REVISION).toBe(job.DATAHUB_REVISION);
    expect(job.DATAHUB_REVISION).not.toBe(env('datahub-gms', tree()).DATAHUB_REVISION);
  });

  test('makes tables, but no database, no role, no topic, and scales nothing', () => {
    expect(envOf(update('SystemUpdateBlocking').spec.template.spec)).toMatchObject({
      DATAHUB_SQL_SETUP_ENABLED: 'true',
      CREATE_TABLES: 'true',
      CREATE_DB: 'false',
      CREATE_USER: 'false',
      DATAHUB_PRECREATE_TOPICS: 'false',
      DATAHUB_UPGRADE_K8_SCALE_DOWN_ENABLED: 'false',
    });
  });

  test('of the indices from the database waits for a person', () => {
    expect(named('CronJob', 'datahub-restore-indices').spec.suspend).toBe(true);
  });
});

describe('several metadata services', () => {
  test('form a cluster by a Service that names them before they are ready', () => {
    const { SEARCH_SERVICE_CACHE_IMPLEMENTATION: cache, SEARCH_SERVICE_HAZELCAST_SERVICE_NAME: service } =
      env('datahub-gms');
    expect(cache).toBe('hazelcast');
    expect(named('Service', service).spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  });

  test('leave Kafka to one consumer of each sort', () => {
    expect(env('datahub-gms')).toMatchObject({ MAE_CONSUMER_ENABLED: 'false', MCE_CONSUMER_ENABLED: 'false' });
    expect(env('datahub-mae-consumer')).toMatchObject({ MAE_CONSUMER_ENABLED: 'true', PE_CONSUMER_ENABLED: 'true' });
    expect(env('datahub-mce-consumer').MCE_CONSUMER_ENABLED).toBe('true');
    for (const part of ['mae', 'mce']) expect(named('Deployment', `datahub-${part}-consumer`).spec.replicas).toBe(1);
  });

  test('a single one does all itself and has neither cluster nor budget', () => {
    const from = tree(ONE);
    expect(names('Deployment', from)).toEqual(['datahub-gms', 'datahub-frontend', 'datahub-actions']);
    expect(names('PodDisruptionBudget', from)).toEqual([]);
    expect(names('Service', from)).not.toContain('datahub-gms-hazelcast');
    expect(env('datahub-gms', from)).toMatchObject({ MAE_CONSUMER_ENABLED: 'true', MCE_CONSUMER_ENABLED: 'true' });
    expect(env('datahub-gms', from).SEARCH_SERVICE_CACHE_IMPLEMENTATION).toBeUndefined();
  });
});

test('the heap of every Java program is a share of its limit', () => {
  expect(env('datahub-gms').JAVA_OPTS).toContain('-XX:MaxRAMPercentage=70');
  expect(env('datahub-frontend').JAVA_MEMORY_OPTS).toContain('-XX:MaxRAMPercentage=50');
});

test('the metadata service and its consumers are scraped on the same port', () => {
  const [{ spec }] = ofKind(tree(), 'PodMonitor', 'datahub') as readonly [Manifest];
  expect(spec.podMetricsEndpoints).toMatchObject([{ port: 'management', path: '/actuator/prometheus' }]);
  for (const each of ['datahub-gms', 'datahub-mae-consumer', 'datahub-mce-consumer'])
    expect(pod(each).containers[0].ports).toContainEqual({ name: 'management', containerPort: 4319, protocol: 'TCP' });
});

test('every image is of the version that the parts tell each other', () => {
  const tags = Object.values(datahub.images ?? {}).map((image) => image.split(':v')[1]);
  expect(new Set(tags)).toEqual(new Set([env('datahub-gms').UI_INGESTION_DEFAULT_CLI_VERSION]));
});
