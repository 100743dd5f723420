import { bytes } from '../../manifest/quantity';
import type { ServiceChart } from '../../platform/chart';
import type { Container } from '../../platform/pod';
import { claimed } from '../../platform/volume';
import { headlessService, statefulSet } from '../../platform/workload';

export interface ServersOptions {
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  readonly image: string;
  /** Secret with the root login. */
  readonly root: string;
  readonly region: string;
}

/** The servers, each with one drive. They start together, because each waits for the others. */
export function servers(chart: ServiceChart, options: ServersOptions): void {
  const { replicas, storage } = options;
  const { local, block } = chart.site.storage;
  headlessService(chart, 'minio-headless', 'server', { s3: 9000 });
  statefulSet(chart, 'minio', {
    part: 'server',
    replicas,
    serviceName: 'minio-headless',
    parallel: true,
    claims: { export: { size: storage, storageClass: replicas === 1 ? block : local } },
    pod: { user: 1000, terminationGracePeriodSeconds: 120, containers: [server(options)] },
  });
}

const server = ({ replicas, cpu, memory, image, root, region }: ServersOptions): Container => ({
  name: 'minio',
  image,
  args: ['server', '--address=:9000', '--console-address=:9001', '--certs-dir=/tmp/certs', drives(replicas)],
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

/** Every server must be told of all drives in the same order; a single one only has its own. */
const drives = (replicas: number): string =>
  replicas === 1 ? '/export' : `http://minio-{0...${replicas - 1}}.minio-headless.minio.svc:9000/export`;

/** Drives that may be lost without losing data: MinIO's own choice. Source: minio, internal/config/storageclass. */
const parity = (replicas: number): number => Math.min(4, Math.floor(replicas / 2));
