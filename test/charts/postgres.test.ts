import { describe, expect, test } from 'vitest';
import { addons } from '../../charts/addons';
import { minio } from '../../charts/minio';
import { database, postgres } from '../../charts/postgres';
import { bytes } from '../../manifest/quantity';
import type { Fields } from '../../manifest/types';
import { type Built, build } from '../../platform/build';
import { plan } from '../../platform/plan';
import { mirror, type Registry } from '../../platform/registry';
import { defineService, type References, type Service } from '../../platform/service';
import { ofKind, overlay, site } from '../toy';

const consumer = (name: string, uses: References, onBuild: (uses: Fields) => void = () => {}): Service =>
  defineService(name, {
    serves: {},
    uses,
    settings: {},
    build(_, { uses: bound }) {
      onBuild(bound);
    },
  }) as Service;

const ENABLED = {
  'barman-cloud-plugin': true,
  'cert-manager': {},
  'cloudnative-pg': true,
  'external-secrets': {},
  'prometheus-operator': true,
};

interface Installation {
  readonly settings?: Fields;
  readonly store?: Fields;
  readonly nodes?: Fields;
  readonly registry?: Registry;
  readonly consumers?: readonly Service[];
}

const crm = consumer('shop', { customers: database('crm') });

/** An overlay of PostgreSQL and what it uses and serves. */
function installation(options: Installation = {}): Built {
  const { settings = true, store = true, nodes = {}, registry = site.registry, consumers = [crm] } = options;
  const services = [minio as Service, postgres as Service, ...consumers];
  const catalog = Object.fromEntries(services.map((service) => [service.name, service]));
  const storage = { block: 'ceph', local: 'disk', classes: {} };
  const here = { ...site, registry, storage, nodes: { ...site.nodes, ...nodes } };
  const toy = { site: here, services: { '*': true, postgres: settings, minio: store }, addons: ENABLED } as Fields;
  return build(plan(overlay(toy), catalog, addons as Fields));
}

const only = (tree: Built, kind: string): Fields => ofKind(tree, kind, 'postgres')[0];
const specOf = (tree: Built): Fields => only(tree, 'Cluster').spec;
const parametersOf = (settings: Fields): Fields => specOf(installation({ settings })).postgresql.parameters;
const alertsOf = (settings: Fields): readonly string[] =>
  only(installation({ settings }), 'PrometheusRule').spec.groups[0].rules.map(({ alert }: Fields) => alert);
const secretOf = (tree: Built, folder: string): Fields =>
  ofKind(tree, 'ExternalSecret', folder).find(({ metadata }) => metadata.name === 'postgres-crm')?.spec.target;
const waveOf = (tree: Built, kind: string): number =>
  Number(only(tree, kind).metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);

describe('three servers', () => {
  const spec = specOf(installation({ nodes: { count: 3, zones: 3 } }));

  test('commit on two, and wait for the second only while there is one', () => {
    expect(spec.postgresql.synchronous).toEqual({ method: 'any', number: 1, dataDurability: 'preferred' });
  });

  test('hand over before the primary restarts, and keep nodes from draining all', () => {
    expect(spec).toMatchObject({ instances: 3, enablePDB: true, primaryUpdateMethod: 'switchover' });
  });

  test('stand on different nodes, spread over zones', () => {
    expect(spec.affinity).toMatchObject({ podAntiAffinityType: 'required', topologyKey: 'kubernetes.io/hostname' });
    expect(spec.topologySpreadConstraints[0].labelSelector.matchLabels).toEqual({
      'cnpg.io/cluster': 'postgres',
      'cnpg.io/podRole': 'instance',
    });
  });

  test('share nodes where there are too few', () => {
    expect(specOf(installation({ nodes: { count: 2 } })).affinity.podAntiAffinityType).toBe('preferred');
  });

  test('keep data and log on volumes that storage does not replicate again', () => {
    expect(spec.storage).toMatchObject({ size: '50Gi', storageClass: 'disk' });
    expect(spec.walStorage).toMatchObject({ size: '20Gi', storageClass: 'disk' });
  });
});

describe('a single server', () => {
  const spec = specOf(installation({ settings: { instances: 1 }, nodes: { zones: 3 } }));

  test('waits for no other and never stands in the way of a drain', () => {
    expect(spec).toMatchObject({ instances: 1, enablePDB: false, primaryUpdateMethod: 'restart' });
    expect(spec.postgresql.synchronous).toBeUndefined();
    expect(spec.affinity).toBeUndefined();
    expect(spec.topologySpreadConstraints).toBeUndefined();
  });

  test('has its log on a volume of its own too, of the class for single copies', () => {
    expect(spec.walStorage).toMatchObject({ size: '20Gi', storageClass: 'ceph' });
  });

  test('is not blamed for having no standby', () => {
    expect(alertsOf({ instances: 1 }).filter((alert) => /Standby|Replication/.test(alert))).toEqual([]);
    expect(alertsOf({ instances: 2 })).toContain('PostgresNoStandby');
    expect(alertsOf({ instances: 2 })).not.toContain('PostgresStandbyMissing');
    expect(alertsOf({ instances: 3 })).toContain('PostgresStandbyMissing');
  });
});

describe('parameters', () => {
  test('take buffers and caches from the memory of a server', () => {
    expect(parametersOf({ memory: '8Gi', connections: 100 })).toMatchObject({
      shared_buffers: '2048MB',
      effective_cache_size: '6144MB',
      maintenance_work_mem: '512MB',
      work_mem: '20MB',
      max_connections: '100',
    });
  });

  test('never ask for less than a megabyte to work in', () => {
    expect(parametersOf({ memory: '256Mi', connections: 500 }).work_mem).toBe('1MB');
  });

  test.each(['2Gi', '20Gi', '100Gi'])('keep the log of a %s volume well inside it', (walStorage) => {
    const parameters = parametersOf({ walStorage });
    const share = (name: string): number => bytes(parameters[name].replace('MB', 'Mi')) / bytes(walStorage);
    expect(share('max_slot_wal_keep_size')).toBe(0.5);
    expect(share('max_wal_size')).toBe(0.25);
    expect(share('min_wal_size')).toBeLessThan(share('max_wal_size'));
  });

  test('are all text, as the operator wants them', () => {
    expect(Object.values(parametersOf({})).every((value) => typeof value === 'string')).toBe(true);
  });

  test('let a role into its own database by TLS and nowhere else', () => {
    expect(specOf(installation()).postgresql.pg_hba).toEqual([
      'hostssl sameuser all all scram-sha-256',
      'host all all all reject',
    ]);
  });
});

describe('backups', () => {
  test('run at the given time, by six cron fields', () => {
    const tree = installation({ settings: { backup: { at: '08:05' } } });
    expect(only(tree, 'ScheduledBackup').spec.schedule).toBe('0 5 8 * * *');
  });

  test('go to the bucket by path, with the login of the claim', () => {
    const { configuration } = only(installation(), 'ObjectStore').spec;
    expect(configuration).toMatchObject({
      destinationPath: 's3://postgres-backups/',
      endpointURL: 'http://minio.minio.svc:9000',
      s3Credentials: {
        accessKeyId: { name: 'minio-postgres', key: 'access-key' },
        secretAccessKey: { name: 'minio-postgres', key: 'secret-key' },
      },
    });
  });

  test('leave a virtual-hosted endpoint to be found by its region', () => {
    const facts = { scheme: 'https', region: 'eu-central-1', pathStyle: false, bucketPrefix: '254carbon-' };
    const store = { external: { host: 's3.eu-central-1.amazonaws.com', port: 443, ...facts } };
    const { configuration, instanceSidecarConfiguration } = only(installation({ store }), 'ObjectStore').spec;
    expect(configuration.endpointURL).toBeUndefined();
    expect(configuration.destinationPath).toBe('s3://254carbon-postgres-backups/');
    expect(instanceSidecarConfiguration.env).toContainEqual({ name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' });
  });

  test('archive the log under the same store and plugin', () => {
    const tree = installation({ settings: { backup: { archive: 'postgres-2', keepDays: 14 } } });
    const [plugin] = specOf(tree).plugins;
    expect(plugin).toMatchObject({ isWALArchiver: true, parameters: { serverName: 'postgres-2' } });
    expect(only(tree, 'ObjectStore').metadata.name).toBe(plugin.parameters.barmanObjectName);
    expect(only(tree, 'ScheduledBackup').spec.pluginConfiguration.name).toBe(plugin.name);
    expect(only(tree, 'ObjectStore').spec.retentionPolicy).toBe('14d');
  });

  test.each(['2:30', '24:00', '0 30 2 * * *'])('refuse %s as a time of day', (at) => {
    expect(() => installation({ settings: { backup: { at } } })).toThrow('postgres → backup → at');
  });
});

describe('a restore', () => {
  const restored = (restore: string) =>
    specOf(installation({ settings: { backup: { archive: 'postgres-2', restore } } }));

  test('is absent by default: the cluster starts empty, with checksums', () => {
    const { bootstrap, externalClusters } = specOf(installation());
    expect(bootstrap.initdb).toMatchObject({ dataChecksums: true, database: 'app', owner: 'app' });
    expect(externalClusters).toBeUndefined();
  });

  test('reads one archive and writes another', () => {
    const { bootstrap, externalClusters, plugins } = restored('postgres');
    expect(bootstrap).toEqual({ recovery: { source: externalClusters[0].name, database: 'app', owner: 'app' } });
    expect(externalClusters[0].plugin).toMatchObject({ isWALArchiver: false, parameters: { serverName: 'postgres' } });
    expect(plugins[0].parameters.serverName).toBe('postgres-2');
  });

  test('stops at the given moment', () => {
    const { bootstrap } = restored('postgres@2026-05-01T10:00:00Z');
    expect(bootstrap.recovery.recoveryTarget).toEqual({ targetTime: '2026-05-01T10:00:00Z' });
  });

  test('cannot write into the archive it reads', () => {
    expect(() => installation({ settings: { backup: { restore: 'postgres' } } })).toThrow(
      'toy → postgres → backup → archive: a cluster restored from the archive "postgres" cannot go on writing into it',
    );
  });
});

describe('a claimed database', () => {
  const tree = installation();

  test('belongs to a role of its name whose password the operator follows', () => {
    expect(only(tree, 'Database').spec).toMatchObject({
      name: 'crm',
      owner: 'crm',
      cluster: { name: 'postgres' },
      databaseReclaimPolicy: 'retain',
    });
    expect(only(tree, 'DatabaseRole').spec).toMatchObject({
      name: 'crm',
      login: true,
      passwordSecret: { name: 'postgres-crm' },
      databaseRoleReclaimPolicy: 'retain',
    });
    const { type, metadata, data } = secretOf(tree, 'postgres').template;
    expect(type).toBe('kubernetes.io/basic-auth');
    expect(metadata.labels['cnpg.io/reload']).toBe('true');
    expect(Object.keys(data).sort()).toEqual(['password', 'username']);
  });

  test('is made after the store, the cluster and its owner', () => {
    const order = ['ObjectStore', 'Cluster', 'DatabaseRole', 'Database'].map((kind) => waveOf(tree, kind));
    expect(order).toEqual([-1, 0, 1, 2]);
  });

  test('is told to its consumer with a Secret for every taste', () => {
    expect(secretOf(tree, 'shop').template.data).toEqual({
      username: '{{ .username }}',
      password: '{{ .password }}',
      uri: 'postgresql://{{ .username }}:{{ .password | urlquery }}@postgres-rw.postgres.svc:5432/crm?sslmode=require',
      'jdbc-url': 'jdbc:postgresql://postgres-rw.postgres.svc:5432/crm?sslmode=require',
    });
  });

  test('leaves room for a second one of the same consumer, with a login of its own', () => {
    const both = consumer('shop', { customers: database('crm'), orders: database('orders') });
    const logins = ofKind(installation({ consumers: [both] }), 'DatabaseRole').map(
      ({ spec }) => spec.passwordSecret.name,
    );
    expect(logins).toEqual(['postgres-crm', 'postgres-orders']);
  });

  test('may be on a server that somebody else runs', () => {
    let received: Fields;
    const reader = consumer('reader', { customers: database('crm') }, (uses) => {
      received = uses.customers;
    });
    const external = { host: 'crm.abc.eu-central-1.rds.amazonaws.com', port: 5433, sslmode: 'verify-full' };
    const rendered = installation({ settings: { external }, consumers: [reader] });
    expect(received).toEqual({
      host: external.host,
      port: 5433,
      database: 'crm',
      user: 'crm',
      jdbcUrl: `jdbc:postgresql://${external.host}:5433/crm?sslmode=verify-full`,
      secret: 'postgres-crm',
    });
    expect(ofKind(rendered, 'Cluster')).toEqual([]);
  });

  test.each(['postgres', 'template1', 'public', 'app', 'ca', 'superuser'])('cannot be named %s', (name) => {
    expect(() => database(name)).toThrow(`database "${name}" is reserved`);
  });

  test.each(['Crm', 'crm_2', '2crm', 'crm-', 'c'.repeat(54)])('cannot be named %s, which is ill-formed', (name) => {
    expect(() => database(name)).toThrow(RangeError);
  });
});

test('our measurements are loaded without a restart', () => {
  const tree = installation();
  const [{ name, key }] = specOf(tree).monitoring.customQueriesConfigMap;
  const { metadata, data } = only(tree, 'ConfigMap');
  expect(metadata).toMatchObject({ name, labels: { 'cnpg.io/reload': 'true' } });
  expect(data[key]).toContain('pg_vacuum:');
});

test('the server comes from the registry of the site, with its pull secret', () => {
  const tree = installation({ registry: mirror('harbor.example.test', 'harbor') });
  expect(specOf(tree)).toMatchObject({
    imageName: 'harbor.example.test/ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie',
    imagePullSecrets: [{ name: 'harbor' }],
  });
});
