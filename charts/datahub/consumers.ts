import type { ServiceChart } from '../../platform/chart';
import type { EnvSource } from '../../platform/pod';
import { deployment } from '../../platform/workload';
import { SHUTDOWN } from './gms';
import { serverPod } from './pods';
import { type EnvOptions, serverEnv } from './variables';
import { RUN } from './waves';

/** One of the two programs that work off Kafka's topics in place of the metadata service. */
interface Consumer {
  readonly part: 'mae' | 'mce';
  readonly port: number;
  readonly env: Readonly<Record<string, EnvSource>>;
}

/** Changes that were made, for the indices and hooks; and changes that were proposed, for the database. */
const CONSUMERS: readonly Consumer[] = [
  { part: 'mae', port: 9091, env: { MAE_CONSUMER_ENABLED: 'true', PE_CONSUMER_ENABLED: 'true' } },
  { part: 'mce', port: 9090, env: { MCE_CONSUMER_ENABLED: 'true' } },
];

/** The consumers, one of each: a second one of either would take turns with the first by partition. */
export function consumers(
  chart: ServiceChart,
  images: { readonly mae: string; readonly mce: string },
  options: EnvOptions,
): void {
  const { settings, uses } = options;
  const health = { path: '/actuator/health', port: 'management' };
  for (const { part, port, env } of CONSUMERS) {
    const name = `datahub-${part}-consumer`;
    const main = {
      name: part,
      image: images[part],
      env: {
        ...serverEnv(options),
        ENTITY_REGISTRY_CONFIG_PATH: `/datahub/${name}/resources/entity-registry.yml`,
        DATAHUB_UPGRADE_HISTORY_KAFKA_CONSUMER_GROUP_ID: `generic-duhe-consumer-job-client-${part}`,
        ...env,
        ...SHUTDOWN,
      },
      ports: { http: port, management: 4319 },
      probes: {
        startup: { http: health, failures: 60 },
        readiness: { http: health, period: 15, failures: 4 },
        liveness: { http: health, period: 30, failures: 8 },
      },
      resources: settings.consumers,
    };
    deployment(chart, name, { part, replicas: 1, wave: RUN, pod: serverPod(uses, main, 120) });
  }
}
