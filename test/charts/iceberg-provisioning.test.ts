import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriptOf } from '../../charts/iceberg/provisioning';
import type { Fields } from '../../manifest/types';
import type { Claim } from '../../platform/service';

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
