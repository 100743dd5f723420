import { bytes } from '../../manifest/quantity';
import type { ServiceChart } from '../../platform/chart';
import type { Container } from '../../platform/pod';
import { claimed } from '../../platform/volume';
import { headlessService, statefulSet } from '../../platform/workload';

export interface ServersOptions {
  readonly pools: number;
  /** Servers of each pool. */
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  readonly image: string;
  /** Secret with the root login. */
  readonly root: string;
  readonly region: string;
}

/** Label of every server, whichever pool it is in. */
export const SERVER = { 'slipway.dev/role': 'server' } as const;

/** Servers that keep their objects together, by the name of their StatefulSet. */
interface ServerPool {
  readonly name: string;
  readonly part: string;
}

const poolsOf = (pools: number): readonly ServerPool[] =>
  Array.from({ length: pools }, (_, index) =>
    index === 0 ? { name: 'minio', part: 'server' } : { name: `minio-pool-${index + 1}`, part: `server-${index + 1}` },
  );

/**
 * The servers, each with one drive. They start together, because each waits for the others. A further pool is a
 * StatefulSet of its own, so that those that hold data are never made anew.
 */
export function servers(chart: ServiceChart, options: ServersOptions): void {
  const { replicas, storage } = options;
  const { local, block } = chart.site.storage;
  for (const { name, part } of poolsOf(options.pools)) {
    headlessService(chart, `${name}-headless`, part, { s3: 9000 });
    statefulSet(chart, name, {
      part,
      replicas,
      serviceName: `${name}-headless`,
      parallel: true,
      claims: { export: { size: storage, storageClass: replicas === 1 ? block : local } },
      pod: { user: 1000, labels: SERVER, terminationGracePeriodSeconds: 120, containers: [server(options)] },
    });
  }
}

const server = ({ pools, replicas, cpu, memory, image, root, region }: ServersOptions): Container => ({
  name: 'minio',
  image,
  args: ['server', '--address=:9000', '--console-address=:9001', '--certs-dir=/tmp/certs', ...drives(pools, replicas)],
  env: {
    MINIO_ROOT_USER: { secret: root, key: 'MINIO_ROOT_USER' },
    MINIO_ROOT_PASSWORD: { secret: root, key: 'MINIO_ROOT_PASSWORD' },
    MINIO_SITE_REGION: region,
    // The network lets only Prometheus and declared consumers in.
    MINIO_PROMETHEUS_AUTH_TYPE: 'public',
    MINIO_UPDATE: 'off',
    ...(replicas === 1 ? {} : { MINIO_STORAGE_CLASS_STANDARD: `EC:${parity(replicas)}` }),
    GOMEMLIMIT: `${Math.floor((bytes(memory) * 0.9) / 2 ** 20)}MiB`,
  },
  ports: { s3: 9000, console: 9001 },
  // Asking for the cluster's health instead would take all servers out together when one too many is away.
  probes: {
    startup: { http: { path: '/minio/health/live', port: 's3' }, failures: 30 },
    readiness: { http: { path: '/minio/health/ready', port: 's3' } },
    liveness: { http: { path: '/minio/health/live', port: 's3' }, period: 20, failures: 6 },
  },
  resources: { cpu, memory },
  mounts: { '/export': claimed('export') },
});

/** Every server must be told of all drives of all pools in the same order; a single one only has its own. */
const drives = (pools: number, replicas: number): readonly string[] =>
  replicas === 1
    ? ['/export']
    : poolsOf(pools).map(({ name }) => `http://${name}-{0...${replicas - 1}}.${name}-headless.minio.svc:9000/export`);

/** Drives that may be lost without losing data: MinIO's own choice. Source: minio, internal/config/storageclass. */
const parity = (replicas: number): number => Math.min(4, Math.floor(replicas / 2));
