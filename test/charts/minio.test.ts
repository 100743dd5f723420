import { describe, expect, test } from 'vitest';
import { bucket, minio } from '../../charts/minio';
import type { Fields } from '../../manifest/types';
import type { Built } from '../../platform/build';
import { ProblemError } from '../../platform/problem';
import { defineService, type Service } from '../../platform/service';
import { built, ofKind, site } from '../toy';

/** An overlay of MinIO alone. */
const installation = (settings: Fields = true): Built =>
  built({ services: { minio: settings } }, { minio: minio as Service });

const only = (tree: Built, kind: string): Fields => ofKind(tree, kind, 'minio')[0];
const serverOf = (tree: Built): Fields => only(tree, 'StatefulSet').spec.template.spec.containers[0];
const envOf = (tree: Built, name: string): unknown =>
  serverOf(tree).env.find((variable: Fields) => variable.name === name)?.value;

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

  test('a second pool leaves the first as it is and is served with it', () => {
    const tree = installation({ pools: 2 });
    const [first, second] = ofKind(tree, 'StatefulSet', 'minio');
    const { template: was, ...rest } = only(installation({ pools: 1 }), 'StatefulSet').spec;
    const { template, ...same } = first?.spec ?? {};
    expect(same).toEqual(rest);
    expect(template.metadata).toEqual(was.metadata);
    expect(template.spec.containers[0].args.slice(-2)).toEqual([
      'http://minio-{0...3}.minio-headless.minio.svc:9000/export',
      'http://minio-pool-2-{0...3}.minio-pool-2-headless.minio.svc:9000/export',
    ]);
    expect(second?.spec.template.spec.containers[0].args).toEqual(template.spec.containers[0].args);
    const { selector } = ofKind(tree, 'Service', 'minio').find(({ metadata }) => metadata.name === 'minio')?.spec ?? {};
    for (const pool of [first, second]) expect(pool?.spec.template.metadata.labels).toMatchObject(selector);
    expect(second?.spec.selector).not.toEqual(first?.spec.selector);
  });

  test('a single server has no second pool', () =>
    expect(() => installation({ replicas: 1, pools: 2 })).toThrow(/minio → pools/));

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
