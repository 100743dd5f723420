import { bytes } from '../../manifest/quantity';
import { ProblemError } from '../../platform/problem';
import { defineService, type Reference } from '../../platform/service';
import { atLeast, type Check } from '../../platform/settings';
import { alerts } from './alerts';
import { dashboard } from './dashboard';
import { provisioning } from './provisioning';
import { SERVER, servers } from './servers';

/** What an overlay may change about MinIO. */
interface Settings {
  /** Servers with one drive each: 1 without redundancy, or 4 to 16. It cannot change once there is data. */
  readonly replicas: number;
  /** Pools of as many servers each. A further one gives more room beside those that are there, and none goes away again. */
  readonly pools: number;
  /** CPU each server asks for. */
  readonly cpu: string;
  /** Memory of each server: from 1.5Gi for a single one, from 3Gi for each of several, 8Gi for a terabyte and more. */
  readonly memory: string;
  /** Volume of each server. About half of all of them is usable with four servers. */
  readonly storage: string;
}

/** What consumers must know besides host and port; an external object store states its own. */
interface Facts {
  readonly scheme: string;
  readonly region: string;
  /** Buckets are part of the path, not of the host name. */
  readonly pathStyle: boolean;
  /** Put before every bucket's name, where names are shared with others. */
  readonly bucketPrefix: string;
}

const REGION = 'us-east-1';
const SERVERS = { 'app.kubernetes.io/name': 'minio', ...SERVER };

/** An erasure set has at most 16 drives; more servers are a second pool. Source: minio, docs/distributed. */
const serverCount: Check = (value) =>
  value === 1 || (value >= 4 && value <= 16) ? undefined : '1, or from 4 to 16 for erasure coding';

/** A server alone keeps up to 1 GiB of buffers, one of several 2 GiB. Source: minio, cmd/erasure-server-pool.go. */
const enoughMemory: Check = (value) => (bytes(value) >= bytes('1536Mi') ? undefined : 'at least 1536Mi');

/** MinIO: an object store that speaks S3, erasure-coded over the drives of its servers. */
export const minio = defineService('minio', {
  images: {
    server: 'docker.io/pgsty/silo:RELEASE.2026-10-26T00-00-00Z',
    client: 'docker.io/pgsty/mc:RELEASE.2026-09-16T00-00-00Z',
  },
  serves: {
    s3: { port: 9000, pods: SERVERS, metrics: { paths: ['/minio/v2/metrics/cluster', '/minio/v2/metrics/node'] } },
    console: { port: 9001, service: 'minio-console', pods: SERVERS },
  },
  peers: [9000],
  facts: { scheme: 'http', region: REGION, pathStyle: true, bucketPrefix: '' } as Facts,
  credentials: {
    root: {
      username: 'root',
      secret: { data: { MINIO_ROOT_USER: '{{ .username }}', MINIO_ROOT_PASSWORD: '{{ .password }}' } },
    },
  },
  settings: { replicas: 4, pools: 1, cpu: '500m', memory: '4Gi', storage: '200Gi' } as Settings,
  accepts: { replicas: serverCount, pools: atLeast(1), memory: enoughMemory },
  backups: () => [
    {
      what: 'every bucket; versioned ones also keep what was replaced for 30 days',
      where: 'an object store at another site',
      often: 'as its mirror is scheduled',
      restore: 'backup-and-restore',
      byHand: true,
    },
  ],
  alerts,
  dashboard,
  build(chart, { overlay, settings, claims, images, credentials: { root } }) {
    if (settings.replicas === 1 && settings.pools > 1) throw alone(overlay);
    servers(chart, { ...settings, image: images.server, root, region: REGION });
    provisioning(chart, { claims, endpoint: 'http://minio.minio.svc:9000', root, image: images.client });
  },
});

const alone = (overlay: string): ProblemError =>
  new ProblemError([
    {
      overlay,
      path: ['minio', 'pools'],
      message: 'a single server keeps its objects in a form that no pool can be added to',
      remedy: 'leave it at 1, or begin a new installation with four servers',
    },
  ]);

/** A bucket as its consumer sees it. */
export interface Bucket {
  /** URL without a path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly pathStyle: boolean;
  /** Secret in the consumer's namespace with the keys `access-key` and `secret-key`. */
  readonly secret: string;
}

/** What is to happen to old objects. Of several consumers' wishes the one that keeps more holds. */
export interface BucketOptions {
  /** Replaced and deleted objects are kept for thirty days more, and the consumer cannot delete them for good. */
  readonly versioned?: boolean;
  /** Days after which objects are deleted. */
  readonly expireDays?: number;
}

/**
 * A bucket, and the right to read and write it. Several services may claim the same one.
 * @throws RangeError where S3 allows no bucket of that name
 */
export function bucket(name: string, options: BucketOptions = {}): Reference<Bucket> {
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name))
    throw new RangeError(`no bucket can be called "${name}": use 3 to 63 lower-case letters, digits and dashes`);
  return minio.claim('s3', {
    kind: 'bucket',
    name,
    shared: true,
    detail: { ...options },
    credential: {
      provider: { data: { username: '{{ .username }}', password: '{{ .password }}' } },
      consumer: () => ({ data: { 'access-key': '{{ .username }}', 'secret-key': '{{ .password }}' } }),
    },
    bind: ({ host, port, facts }, { secret }) => ({
      endpoint: `${facts.scheme}://${host}${port === DEFAULT_PORTS[facts.scheme] ? '' : `:${port}`}`,
      bucket: `${facts.bucketPrefix}${name}`,
      region: facts.region,
      pathStyle: facts.pathStyle,
      secret,
    }),
  });
}

/** A port that a URL leaves out, because some clients sign the host name with it and others without. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
