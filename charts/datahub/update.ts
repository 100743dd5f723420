import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from '../../platform/chart';
import { job } from '../../platform/job';
import { type Pod, podTemplate } from '../../platform/pod';
import { serverPod } from './pods';
import { type EnvOptions, serverEnv } from './variables';
import { AFTER_RUN } from './waves';

const PART = 'update';

/**
 * The update of database, schemas and indices in its two halves: one that must have ended before anything of the release
 * starts, and one that needs it running. Each is a Job keyed by all it depends on, the version among it. Source: DataHub,
 * docs/deploy/rendered-manifest-upgrade.md.
 */
export function update(chart: ServiceChart, image: string, options: EnvOptions): void {
  const half = (name: string, step: string, wave?: number): void =>
    job(chart, name, {
      part: PART,
      pod: pod(image, options, ['-u', step]),
      backoffLimit: 3,
      ...(wave === undefined ? {} : { wave }),
    });
  half('datahub-update', 'SystemUpdateBlocking');
  half('datahub-update-rest', 'SystemUpdateNonBlocking', AFTER_RUN);
  restoreIndices(chart, pod(image, options, ['-u', 'RestoreIndices']));
}

const pod = (image: string, options: EnvOptions, args: readonly string[]): Pod =>
  serverPod(options.uses, {
    name: 'update',
    image,
    args,
    env: { ...serverEnv(options), ...UPDATE, SKIP_SCHEMA_REGISTRY_CHECK: 'true' },
    resources: { cpu: '300m', memory: '2Gi' },
  });

/** Source: datahub-helm 1.1.0, datahub-system-update-job.yml. Database, role and topics are claimed, not made here. */
const UPDATE = {
  ENTITY_REGISTRY_CONFIG_PATH: '/datahub/datahub-gms/resources/entity-registry.yml',
  DATAHUB_SQL_SETUP_ENABLED: 'true',
  CREATE_TABLES: 'true',
  CREATE_DB: 'false',
  CREATE_USER: 'false',
  DATAHUB_PRECREATE_TOPICS: 'false',
  SCHEMA_REGISTRY_SYSTEM_UPDATE: 'true',
  SPRING_KAFKA_PROPERTIES_AUTO_REGISTER_SCHEMAS: 'true',
  SPRING_KAFKA_PROPERTIES_USE_LATEST_VERSION: 'true',
  USE_CONFLUENT_SCHEMA_REGISTRY: 'false',
  ELASTICSEARCH_BUILD_INDICES_CLONE_INDICES: 'true',
  ELASTICSEARCH_INDEX_BUILDER_MAPPINGS_REINDEX: 'true',
  ELASTICSEARCH_INDEX_BUILDER_SETTINGS_REINDEX: 'true',
  ENABLE_SYSTEM_UPDATE_DUE: 'true',
  ZDU_STAGE_10: 'true',
  // Argo CD owns the Deployments; a Job that scales them would need rights and be undone.
  DATAHUB_UPGRADE_K8_SCALE_DOWN_ENABLED: 'false',
  BACKFILL_BROWSE_PATHS_V2: 'true',
} as const;

/** A CronJob that never runs by itself: people make a Job of it to build the indices anew from the database. */
function restoreIndices(chart: ServiceChart, restore: Pod): void {
  new k8s.KubeCronJob(chart, 'restore-indices', {
    metadata: { name: 'datahub-restore-indices', labels: { ...chart.labelsOf(PART) } },
    spec: {
      schedule: '0 0 1 1 *',
      timeZone: 'Etc/UTC',
      suspend: true,
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: { backoffLimit: 1, template: podTemplate(chart, PART, restore, { restartPolicy: 'Never' }) },
      },
    },
  });
}
