import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iceberg, warehouse } from '../../charts/iceberg';
import { scriptOf } from '../../charts/iceberg/provisioning';
import { minio } from '../../charts/minio';
import { postgres } from '../../charts/postgres';
import type { Fields, Manifest } from '../../manifest/types';
import { type Claim, defineService, type Service } from '../../platform/service';
import { configFiles } from '../../platform/volume';
import { built, ofKind } from '../toy';

const engine = (name: string) =>
  defineService(name, {
    serves: {},
    uses: { lake: warehouse('lake') },
    settings: {},
    build(chart, { uses }) {
      configFiles(chart, name, { 'lake.json': JSON.stringify(uses.lake) });
    },
  });

const services = Object.fromEntries(
  ([iceberg, minio, postgres, engine('spark'), engine('flink')] as readonly unknown[] as readonly Service[]).map(
    (service) => [service.name, service],
  ),
);

const S3 = {
  external: {
    host: 's3.eu-central-1.amazonaws.com',
    port: 443,
    scheme: 'https',
    region: 'eu-central-1',
    pathStyle: false,
    bucketPrefix: '254carbon-',
  },
};
const RDS = { external: { host: 'db.example.test', port: 5432 } };

const tree = (settings: Fields = true) =>
  built({ services: { iceberg: settings, spark: true, flink: true, minio: S3, postgres: RDS } }, services);

const named = (objects: readonly Manifest[], name: string): Manifest => {
  const found = objects.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${name} among ${objects.map(({ metadata }) => metadata.name).join(', ')}`);
  return found;
};
const container = (workload: Manifest): Fields => workload.spec.template.spec.containers[0];
const script = (from = tree()): string =>
  named(ofKind(from, 'ConfigMap', 'iceberg'), 'iceberg-provisioning').data['provision.sh'];

test('a consumer is told the API, the token endpoint and the Secret with its login', () => {
  const { data } = named(ofKind(tree(), 'ConfigMap', 'spark'), 'spark');
  expect(JSON.parse(data['lake.json'])).toEqual({
    uri: 'http://iceberg.iceberg.svc:8181/api/catalog',
    tokenUri: 'http://iceberg.iceberg.svc:8181/api/catalog/v1/oauth/tokens',
    scope: 'PRINCIPAL_ROLE:ALL',
    warehouse: 'lake',
    secret: 'iceberg-spark',
  });
});

test('a REST catalog that somebody else runs is reached under its own path, and nothing is provisioned there', () => {
  const from = built(
    {
      services: {
        spark: true,
        iceberg: { external: { host: 'catalog.example.test', port: 443, scheme: 'https', path: '/v1' } },
      },
    },
    services,
  );
  const { data } = named(ofKind(from, 'ConfigMap', 'spark'), 'spark');
  expect(JSON.parse(data['lake.json'])).toMatchObject({ uri: 'https://catalog.example.test:443/v1' });
  expect(ofKind(from, 'Job')).toEqual([]);
});

test('servers share one signing key, which comes from a Secret and not from the configuration', () => {
  const from = tree();
  const { data } = named(ofKind(from, 'ConfigMap', 'iceberg'), 'iceberg');
  expect(data['application.properties']).toContain('token-broker.type=symmetric-key\n');
  expect(data['application.properties']).toContain('symmetric-key.file=/run/keys/symmetric.key\n');
  const { volumes } = named(ofKind(from, 'Deployment', 'iceberg'), 'iceberg').spec.template.spec;
  expect(volumes).toContainEqual({ name: 'iceberg-tokens', secret: { secretName: 'iceberg-tokens' } });
});

test('metadata is kept in the claimed database, never in memory', () => {
  const from = tree();
  expect(named(ofKind(from, 'ConfigMap', 'iceberg'), 'iceberg').data['application.properties']).toContain(
    'polaris.persistence.type=relational-jdbc\n',
  );
  const bootstrap = ofKind(from, 'Job', 'iceberg').find(({ metadata }) =>
    metadata.name.startsWith('iceberg-bootstrap'),
  );
  for (const workload of [bootstrap, named(ofKind(from, 'Deployment', 'iceberg'), 'iceberg')])
    expect(workload && container(workload).env).toContainEqual({
      name: 'QUARKUS_DATASOURCE_JDBC_URL',
      value: 'jdbc:postgresql://db.example.test:5432/iceberg?sslmode=require',
    });
});

test('the Service leads to servers only, not to the pods of its Jobs', () => {
  expect(named(ofKind(tree(), 'Service', 'iceberg'), 'iceberg').spec.selector).toEqual({
    'app.kubernetes.io/name': 'iceberg',
    'app.kubernetes.io/component': 'server',
  });
});

test('one server goes without a disruption budget and without spreading', () => {
  const from = tree({ replicas: 1 });
  expect(ofKind(from, 'PodDisruptionBudget', 'iceberg')).toEqual([]);
  expect(
    named(ofKind(from, 'Deployment', 'iceberg'), 'iceberg').spec.template.spec.topologySpreadConstraints,
  ).toBeUndefined();
  expect(ofKind(tree(), 'PodDisruptionBudget', 'iceberg')).toHaveLength(1);
});

test('a warehouse lies in the bucket as the object store names it, with region and path style', () => {
  const line =
    script()
      .split('\n')
      .find((text) => text.startsWith('warehouse lake ')) ?? '';
  const [properties, storage] = [...line.matchAll(/'([^']*)'/g)].map(([, json = '']) => JSON.parse(json));
  expect(properties['default-base-location']).toBe('s3://254carbon-lake/lake');
  expect(storage).toMatchObject({
    allowedLocations: ['s3://254carbon-lake/lake'],
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    region: 'eu-central-1',
    pathStyleAccess: false,
  });
});

test('a warehouse of several consumers is made once, a login and a grant for each', () => {
  const lines = script().split('\n');
  expect(lines.filter((line) => line.startsWith('warehouse '))).toHaveLength(1);
  expect(lines.filter((line) => /^(principal|grant) /.test(line))).toEqual([
    'principal flink',
    'principal spark',
    'grant flink lake',
    'grant spark lake',
  ]);
});

test('provisioning waits for healthy servers and is repeated for changed passwords', () => {
  const from = tree();
  const job = ofKind(from, 'Job', 'iceberg').find(({ metadata }) => metadata.name.startsWith('iceberg-provision-'));
  expect(job?.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
  const again = named(ofKind(from, 'CronJob', 'iceberg'), 'iceberg-reprovision');
  expect(again.spec.jobTemplate.spec.template).toEqual(job?.spec.template);
});

test('without claims there is nothing to provision', () => {
  const from = built({ services: { iceberg: true, minio: S3, postgres: RDS } }, services);
  expect(ofKind(from, 'CronJob')).toEqual([]);
});

/** The part of Polaris' management API that the script speaks, in memory. */
class Polaris {
  readonly store = new Map<string, Fields>();
  readonly writes: string[] = [];
  readonly logins = new Map([['root', 'r00t']]);
  readonly server: Server = createServer((request, response) => {
    void this.answer(request).then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  });

  private async answer(request: IncomingMessage): Promise<readonly [number, Fields]> {
    const body = (await request.toArray()).join('');
    const path = (request.url ?? '').slice(1);
    if (path === 'catalog/v1/oauth/tokens') return this.token(new URLSearchParams(body));
    if (request.headers.authorization !== 'Bearer root-token') return [403, {}];
    const at = path.replace('management/v1/', '');
    if (request.method === 'GET') return this.store.has(at) ? [200, this.store.get(at)] : [404, {}];
    this.writes.push(`${request.method} ${at}`);
    return this.write(at, JSON.parse(body));
  }

  private token(form: URLSearchParams): readonly [number, Fields] {
    const id = form.get('client_id') ?? '';
    return this.logins.get(id) === form.get('client_secret') ? [200, { access_token: `${id}-token` }] : [401, {}];
  }

  private write(at: string, body: Fields): readonly [number, Fields] {
    if (at.endsWith('/reset')) this.logins.set(body.clientId, body.clientSecret);
    else if (at === 'catalogs') this.store.set(`catalogs/${body.catalog.name}`, { ...body.catalog, entityVersion: 1 });
    else if (at === 'principals') this.store.set(`principals/${body.principal.name}`, body.principal);
    else if (this.store.get(at)?.entityVersion) return this.update(at, body);
    else this.store.set(at, [...(this.store.get(at) ?? []), Object.values(body)[0]]);
    return [201, {}];
  }

  private update(at: string, { currentEntityVersion, ...wanted }: Fields): readonly [number, Fields] {
    const { entityVersion, ...rest } = this.store.get(at);
    if (entityVersion !== currentEntityVersion) return [409, {}];
    this.store.set(at, { ...rest, ...wanted, entityVersion: entityVersion + 1 });
    return [200, {}];
  }
}

const claim = (consumer: string): Claim => ({
  kind: 'warehouse',
  name: 'lake',
  consumer,
  user: consumer,
  secret: '',
  detail: {},
});
const BUCKET = {
  endpoint: 'http://minio.minio.svc:9000',
  bucket: 'lake',
  region: 'us-east-1',
  pathStyle: true,
  secret: '',
};

describe('the provisioning script against a management API', () => {
  const polaris = new Polaris();
  const folder = mkdtempSync(join(tmpdir(), 'iceberg-'));
  beforeAll(() => new Promise<void>((resolve) => polaris.server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    polaris.server.close();
    rmSync(folder, { recursive: true });
  });

  const login = (user: string, password: string): void => {
    mkdirSync(join(folder, user), { recursive: true });
    writeFileSync(join(folder, user, 'username'), user);
    writeFileSync(join(folder, user, 'password'), password);
  };

  /** Runs the script and returns what it wrote. */
  const run = async (bucket = BUCKET): Promise<readonly string[]> => {
    writeFileSync(join(folder, 'provision.sh'), scriptOf([claim('spark'), claim('flink')], bucket));
    polaris.writes.length = 0;
    const { port } = polaris.server.address() as AddressInfo;
    const env = { PATH: process.env.PATH ?? '', API: `http://127.0.0.1:${port}`, LOGINS: folder };
    await promisify(execFile)('bash', ['-eu', join(folder, 'provision.sh')], { env });
    return [...polaris.writes];
  };

  test('makes warehouse, roles, logins and grants; again it changes nothing; what differs it mends', async () => {
    login('root', 'r00t');
    login('spark', 'one');
    login('flink', 'two');
    expect(await run()).toEqual([
      'POST catalogs',
      'POST catalogs/lake/catalog-roles',
      'PUT catalogs/lake/catalog-roles/content/grants',
      'POST principal-roles',
      'PUT principal-roles/lake/catalog-roles/lake',
      'POST principals',
      'POST principals/flink/reset',
      'POST principals',
      'POST principals/spark/reset',
      'PUT principals/flink/principal-roles',
      'PUT principals/spark/principal-roles',
    ]);
    expect(polaris.logins.get('spark')).toBe('one');
    expect(await run()).toEqual([]);

    login('spark', 'three');
    expect(await run()).toEqual(['POST principals/spark/reset']);
    expect(polaris.logins.get('spark')).toBe('three');

    expect(await run({ ...BUCKET, region: 'eu-central-1' })).toEqual(['PUT catalogs/lake']);
    expect(polaris.store.get('catalogs/lake').storageConfigInfo.region).toBe('eu-central-1');
  });
});
