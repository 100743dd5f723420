import { dump } from 'js-yaml';
import { bytes } from '../../manifest/quantity';
import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { claimed, configFiles } from '../../platform/volume';
import { headlessService, statefulSet } from '../../platform/workload';
import type { Bucket } from '../minio';
import { PORTS, RING } from './names';
import type { Settings } from './settings';

export interface LokiOptions {
  readonly image: string;
  readonly settings: Settings['loki'];
  readonly bucket: Bucket;
}

/** User of the image. */
const USER = 10001;
const DATA = '/var/loki';

/** Loki in one process a pod: takes logs in, keeps them in the object store and searches them. */
export function loki(chart: ServiceChart, { image, settings, bucket }: LokiOptions): void {
  const { replicas, cpu, memory, storage } = settings;
  const { block, local } = chart.site.storage;
  headlessService(chart, 'loki-headless', 'loki', { gossip: RING.gossip, grpc: RING.grpc });
  statefulSet(chart, 'loki', {
    part: 'loki',
    replicas,
    serviceName: 'loki-headless',
    parallel: true,
    claims: { data: { size: storage, storageClass: replicas === 1 ? block : local } },
    pod: {
      user: USER,
      // Time to hand over what is not in the object store yet.
      terminationGracePeriodSeconds: 300,
      containers: [
        {
          name: 'loki',
          image,
          args: ['-config.file=/etc/loki/loki.yaml', '-config.expand-env=true'],
          env: {
            POD_IP: { field: 'status.podIP' },
            S3_KEY: { secret: bucket.secret, key: 'access-key' },
            S3_SECRET: { secret: bucket.secret, key: 'secret-key' },
            GOMEMLIMIT: `${Math.floor((bytes(memory) * 0.9) / 2 ** 20)}MiB`,
          },
          ports: { http: PORTS.loki, ...RING },
          probes: {
            startup: { http: { path: '/loki/api/v1/status/buildinfo', port: 'http' }, failures: 60 },
            readiness: { http: { path: '/ready', port: 'http' }, delay: 15 },
            liveness: { http: { path: '/loki/api/v1/status/buildinfo', port: 'http' }, failures: 6 },
          },
          resources: { cpu, memory },
          mounts: {
            [DATA]: claimed('data'),
            '/etc/loki': configFiles(chart, 'loki', { 'loki.yaml': dump(config(settings, bucket), { lineWidth: -1 }) }),
          },
        },
      ],
    },
  });
}

/** Loki's configuration. Source of the fields: Loki 3.7, Configuration reference. */
function config({ replicas, memory, retentionDays }: Settings['loki'], bucket: Bucket): Fields {
  const several = replicas > 1;
  const { host, protocol } = new URL(bucket.endpoint);
  return {
    auth_enabled: false,
    server: { http_listen_port: PORTS.loki, grpc_listen_port: RING.grpc, log_format: 'json' },
    common: {
      path_prefix: DATA,
      instance_addr: VARIABLES.address,
      replication_factor: several ? 3 : 1,
      ring: { instance_addr: VARIABLES.address, kvstore: { store: several ? 'memberlist' : 'inmemory' } },
      storage: {
        s3: {
          endpoint: host,
          region: bucket.region,
          bucketnames: bucket.bucket,
          access_key_id: VARIABLES.key,
          secret_access_key: VARIABLES.secret,
          s3forcepathstyle: bucket.pathStyle,
          insecure: protocol === 'http:',
        },
      },
    },
    ...(several
      ? {
          memberlist: {
            advertise_addr: VARIABLES.address,
            bind_port: RING.gossip,
            join_members: [`loki-headless.monitoring.svc:${RING.gossip}`],
          },
        }
      : {}),
    schema_config: { configs: SCHEMA },
    // Left to itself the replay of the log may take more memory than there is.
    ingester: { wal: { replay_memory_ceiling: `${Math.floor((bytes(memory) * 0.5) / 2 ** 20)}MB` } },
    limits_config: {
      retention_period: `${retentionDays * 24}h`,
      reject_old_samples: true,
      reject_old_samples_max_age: '168h',
      ingestion_rate_mb: 8,
      max_query_series: 1000,
      allow_structured_metadata: true,
      volume_enabled: true,
    },
    compactor: {
      working_directory: `${DATA}/compactor`,
      retention_enabled: true,
      delete_request_store: 's3',
    },
    analytics: { reporting_enabled: false },
  };
}

/** Filled in by Loki at start. */
const VARIABLES = {
  address: `\${POD_IP}`,
  key: `\${S3_KEY}`,
  secret: `\${S3_SECRET}`,
} as const;

/** Only ever added to: what was written under an entry is read by that entry. */
const SCHEMA = [
  { from: '2024-04-01', store: 'tsdb', object_store: 's3', schema: 'v13', index: { prefix: 'index_', period: '24h' } },
] as const;
