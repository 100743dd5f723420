import type { ServiceChart } from '../../platform/chart';
import type { EnvSource } from '../../platform/pod';
import { deployment, headlessService } from '../../platform/workload';
import { serverPod } from './pods';
import { areConsumersApart } from './settings';
import { type EnvOptions, serverEnv } from './variables';
import { RUN } from './waves';

const HAZELCAST = 'datahub-gms-hazelcast';
export const HAZELCAST_PORT = 5701;

/** Seconds a stopping pod may take, and that of them Spring waits for requests. Source: datahub-helm 1.1.0. */
const GRACE_SECONDS = 120;
export const SHUTDOWN = { SERVER_SHUTDOWN_MODE: 'immediate', GMS_LIFECYCLE_TIMEOUT: '65s' } as const;

/**
 * The metadata service. Several copies form a cluster for their caches, which they find by a Service that names pods
 * before they are ready, and leave Kafka to consumers of their own.
 */
export function gms(chart: ServiceChart, image: string, options: EnvOptions): void {
  const { settings, uses } = options;
  const { replicas, cpu, memory } = settings.gms;
  const several = areConsumersApart(settings);
  if (several) headlessService(chart, HAZELCAST, 'gms', { hazelcast: HAZELCAST_PORT });
  const health = { path: '/health', port: 'http' };
  const main = {
    name: 'gms',
    image,
    env: {
      ...serverEnv(options),
      KAFKA_SCHEMAREGISTRY_URL: 'http://localhost:8080/schema-registry/api/',
      ENTITY_REGISTRY_CONFIG_PATH: '/datahub/datahub-gms/resources/entity-registry.yml',
      DATAHUB_UPGRADE_HISTORY_KAFKA_CONSUMER_GROUP_ID: 'generic-duhe-consumer-job-client-gms',
      ...consumes(!several),
      ...(several ? CACHE : {}),
      ...SHUTDOWN,
    },
    ports: { http: 8080, management: 4319, ...(several ? { hazelcast: HAZELCAST_PORT } : {}) },
    probes: {
      startup: { http: health, failures: 60 },
      readiness: { http: health, period: 15, failures: 4 },
      liveness: { http: health, period: 30, failures: 8 },
    },
    preStop: ['sleep', '15'],
    resources: { cpu, memory },
  };
  deployment(chart, 'datahub-gms', { part: 'gms', wave: RUN, replicas, pod: serverPod(uses, main, GRACE_SECONDS) });
}

const consumes = (here: boolean): Readonly<Record<string, EnvSource>> => ({
  MAE_CONSUMER_ENABLED: String(here),
  MCE_CONSUMER_ENABLED: String(here),
  PE_CONSUMER_ENABLED: String(here),
});

const CACHE = {
  SEARCH_SERVICE_CACHE_IMPLEMENTATION: 'hazelcast',
  SEARCH_SERVICE_HAZELCAST_SERVICE_NAME: HAZELCAST,
} as const;
