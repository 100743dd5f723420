import { describe, expect, test } from 'vitest';
import { bucket, minio } from '../../charts/minio';
import type { Fields } from '../../manifest/types';
import type { Built } from '../../platform/build';
import { ProblemError } from '../../platform/problem';
import { defineService, type References, type Service } from '../../platform/service';
import { built, ofKind, site } from '../toy';

/** A service that only claims buckets. */
const claimant = (name: string, uses: References): Service =>
  defineService(name, { serves: {}, uses, settings: {}, build() {} }) as Service;

const lake = claimant('lake-writer', { tables: bucket('lake'), scratch: bucket('scratch', { expireDays: 2 }) });
const backups = claimant('backup-writer', { target: bucket('backups', { versioned: true }) });

/** An overlay of MinIO with these settings and these claimants. */
function installation(settings: Fields = true, claimants: readonly Service[] = [lake, backups]): Built {
  const catalog = Object.fromEntries([minio as Service, ...claimants].map((service) => [service.name, service]));
  return built({ services: { '*': true, minio: settings } }, catalog);
}

const only = (tree: Built, kind: string): Fields => ofKind(tree, kind, 'minio')[0];
const serverOf = (tree: Built): Fields => only(tree, 'StatefulSet').spec.template.spec.containers[0];
const envOf = (tree: Built, name: string): unknown =>
  serverOf(tree).env.find((variable: Fields) => variable.name === name)?.value;
const filesOf = (tree: Built): Fields => only(tree, 'ConfigMap').data;
const calls = (tree: Built): readonly string[] =>
  filesOf(tree)['provision.sh'].split('}\n\n').at(-1).trim().split('\n');
const jobName = (tree: Built): string => only(tree, 'Job').metadata.name;

describe('servers', () => {
  test('several list all drives by the names of their pods', () => {
    expect(serverOf(installation({ replicas: 6 })).args.at(-1)).toBe(
      'http://minio-{0...5}.minio-headless.minio.svc:9000/export',
    );
  });

  test('several start together and are named before they are ready', () => {
    const tree = installation();
    expect(only(tree, 'StatefulSet').spec).toMatchObject({
      podManagementPolicy: 'Parallel',
      serviceName: 'minio-headless',
    });
    const headless = ofKind(tree, 'Service', 'minio').find(({ metadata }) => metadata.name === 'minio-headless');
    expect(headless?.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  });

  test.each([
    [4, 'EC:2'],
    [5, 'EC:2'],
    [6, 'EC:3'],
    [8, 'EC:4'],
    [16, 'EC:4'],
  ])('%i keep the parity %s', (replicas, parity) => {
    expect(envOf(installation({ replicas }), 'MINIO_STORAGE_CLASS_STANDARD')).toBe(parity);
  });

  test('a single one has a plain path, no parity and no disruption budget', () => {
    const tree = installation({ replicas: 1, memory: '1536Mi' });
    expect(serverOf(tree).args.at(-1)).toBe('/export');
    expect(envOf(tree, 'MINIO_STORAGE_CLASS_STANDARD')).toBeUndefined();
    expect(ofKind(tree, 'PodDisruptionBudget', 'minio')).toEqual([]);
  });

  test('a single copy lies on replicated storage, erasure-coded ones on local storage', () => {
    const storage = { ...site.storage, block: 'replicated', local: 'local' };
    const classOf = (replicas: number): string => {
      const tree = built(
        { site: { ...site, storage }, services: { minio: { replicas } } },
        { minio: minio as Service },
      );
      return only(tree, 'StatefulSet').spec.volumeClaimTemplates[0].spec.storageClassName;
    };
    expect([classOf(1), classOf(4)]).toEqual(['replicated', 'local']);
  });

  test.each([2, 3, 17])('%i are refused', (replicas) => {
    expect(() => installation({ replicas })).toThrow(/minio → replicas.*1, or from 4 to 16/);
  });

  test('less memory than a server sets aside at start is refused', () => {
    expect(() => installation({ memory: '1Gi' })).toThrow(ProblemError);
  });

  test('the garbage collector knows a limit below that of the container', () => {
    expect(envOf(installation({ memory: '4Gi' }), 'GOMEMLIMIT')).toBe('3686MiB');
  });

  test('no probe asks after the health of the cluster', () => {
    const { startupProbe, readinessProbe, livenessProbe } = serverOf(installation());
    const paths = [startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet.path);
    expect(paths).toEqual(['/minio/health/live', '/minio/health/ready', '/minio/health/live']);
  });

  test('the root login comes from the Secret and the console is not public', () => {
    const tree = installation();
    expect(
      serverOf(tree)
        .env.slice(0, 2)
        .map((variable: Fields) => variable.valueFrom.secretKeyRef),
    ).toEqual([
      { name: 'minio-root', key: 'MINIO_ROOT_USER' },
      { name: 'minio-root', key: 'MINIO_ROOT_PASSWORD' },
    ]);
    expect(ofKind(tree, 'Ingress')).toEqual([]);
  });
});

describe('provisioning', () => {
  test('makes each bucket and each consumer once, in order', () => {
    expect(calls(installation())).toEqual([
      'bucket backups',
      'versioned backups',
      'bucket lake',
      'bucket scratch',
      'user backup-writer',
      'user lake-writer',
    ]);
  });

  test('runs once the servers are healthy, and again for replaced passwords', () => {
    const tree = installation();
    expect(only(tree, 'Job').metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
    expect(only(tree, 'CronJob').spec).toMatchObject({ schedule: '*/10 * * * *', concurrencyPolicy: 'Forbid' });
  });

  test('runs again when a claim changes, not when the servers do', () => {
    const other = claimant('lake-writer', { tables: bucket('lake', { expireDays: 9 }) });
    expect(jobName(installation(true, [other]))).not.toBe(jobName(installation(true, [lake])));
    expect(jobName(installation({ replicas: 8 }))).toBe(jobName(installation()));
  });

  test('reads the password of each consumer from its own Secret', () => {
    const { containers, volumes } = only(installation(), 'Job').spec.template.spec;
    const secrets = volumes.flatMap((volume: Fields) => (volume.secret ? [volume.secret.secretName] : []));
    expect(secrets).toEqual(['minio-backup-writer', 'minio-lake-writer']);
    const folders = containers[0].volumeMounts.map(({ mountPath }: Fields) => mountPath);
    expect(folders).toEqual(['/provisioning', '/tmp', '/users/backup-writer', '/users/lake-writer']);
  });

  test('lets a consumer use its own buckets only, and never erase what is kept', () => {
    const { Statement } = JSON.parse(filesOf(installation())['policy-lake-writer.json']);
    expect(Statement.map(({ Effect, Resource }: Fields) => [Effect, Resource])).toEqual([
      ['Allow', ['arn:aws:s3:::lake', 'arn:aws:s3:::scratch']],
      ['Allow', ['arn:aws:s3:::lake/*', 'arn:aws:s3:::scratch/*']],
      ['Deny', ['arn:aws:s3:::lake/*', 'arn:aws:s3:::scratch/*']],
    ]);
    expect(Statement[2].Action).toEqual(['s3:DeleteObjectVersion']);
  });

  test('expires objects only where asked to, and what was replaced everywhere', () => {
    const files = filesOf(installation());
    const rulesOf = (name: string) => JSON.parse(files[`lifecycle-${name}.json`]).Rules.map(({ ID }: Fields) => ID);
    expect(rulesOf('lake')).toEqual(['replaced', 'delete-markers']);
    expect(rulesOf('scratch')).toEqual(['replaced', 'delete-markers', 'expired']);
  });

  test('is absent where nobody claims a bucket', () => {
    const tree = installation(true, []);
    expect(['Job', 'CronJob', 'ConfigMap'].flatMap((kind) => ofKind(tree, kind, 'minio'))).toEqual([]);
  });
});

describe('a bucket of several consumers', () => {
  const expiry = (...wishes: readonly (number | undefined)[]): unknown => {
    const claimants = wishes.map((expireDays, index) =>
      claimant(`consumer-${index}`, { it: bucket('shared', expireDays === undefined ? {} : { expireDays }) }),
    );
    const { Rules } = JSON.parse(filesOf(installation(true, claimants))['lifecycle-shared.json']);
    return Rules.find(({ ID }: Fields) => ID === 'expired')?.Expiration.Days;
  };

  test('keeps objects for the longest time asked for', () => expect(expiry(7, 30, 14)).toBe(30));

  test('keeps them for good if one of them does', () => expect(expiry(7, undefined)).toBeUndefined());

  test('is versioned if one of them wants it', () => {
    const claimants = [
      claimant('one', { it: bucket('shared') }),
      claimant('two', { it: bucket('shared', { versioned: true }) }),
    ];
    expect(calls(installation(true, claimants))).toContain('versioned shared');
  });
});

describe('a consumer', () => {
  const bound = (external?: Fields): unknown => {
    let received: unknown;
    const service = defineService('job', {
      serves: {},
      uses: { out: bucket('results') },
      settings: {},
      build(_, { uses }) {
        received = uses.out;
      },
    });
    built(
      { services: { job: true, minio: external ? { external } : true } },
      { job: service as Service, minio: minio as Service },
    );
    return received;
  };

  test('is told where its bucket is', () => {
    expect(bound()).toEqual({
      endpoint: 'http://minio.minio.svc:9000',
      bucket: 'results',
      region: 'us-east-1',
      pathStyle: true,
      secret: 'minio-job',
    });
  });

  test('is told the same of an object store that somebody else runs', () => {
    const host = 's3.eu-central-1.amazonaws.com';
    const facts = { scheme: 'https', region: 'eu-central-1', pathStyle: false, bucketPrefix: '254carbon-' };
    expect(bound({ host, port: 443, ...facts })).toEqual({
      endpoint: `https://${host}`,
      bucket: '254carbon-results',
      region: 'eu-central-1',
      pathStyle: false,
      secret: 'minio-job',
    });
  });

  test('cannot claim a bucket S3 would refuse', () => {
    expect(() => bucket('My_Bucket')).toThrow(RangeError);
    expect(() => bucket('ab')).toThrow(RangeError);
  });
});
