import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from './chart';
import { type Pod, podTemplate } from './pod';
import { checksumOf } from './volume';

export interface JobOptions {
  readonly part: string;
  readonly pod: Pod;
  /** Retries before the Job has failed. */
  readonly backoffLimit?: number;
  /** Sync wave within the Application: 1 for what must wait until the workloads are healthy. */
  readonly wave?: number;
}

/**
 * A Job that runs once per content: its name ends in a hash of its pod, because a Job's template cannot change.
 * It must be safe to run again.
 */
export function job(chart: ServiceChart, name: string, { part, pod, backoffLimit = 10, wave }: JobOptions): void {
  const template = podTemplate(chart, part, pod, { restartPolicy: 'OnFailure' });
  const hash = checksumOf({ template: JSON.stringify(template) }).slice(0, 8);
  new k8s.KubeJob(chart, name, {
    metadata: { name: `${name}-${hash}`, labels: { ...chart.labelsOf(part) }, ...inWave(wave) },
    spec: { backoffLimit, template },
  });
}

export interface CronJobOptions extends JobOptions {
  /** Five cron fields, in UTC. */
  readonly schedule: string;
}

/** A CronJob named `name` whose runs never overlap. */
export function cronJob(
  chart: ServiceChart,
  name: string,
  { part, pod, schedule, backoffLimit = 2, wave }: CronJobOptions,
): void {
  new k8s.KubeCronJob(chart, name, {
    metadata: { name, labels: { ...chart.labelsOf(part) }, ...inWave(wave) },
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: { backoffLimit, template: podTemplate(chart, part, pod, { restartPolicy: 'OnFailure' }) },
      },
    },
  });
}

/** The annotation that puts an object into a later sync wave of its Application. */
export const inWave = (wave: number | undefined): { annotations?: { [key: string]: string } } =>
  wave === undefined ? {} : { annotations: { 'argocd.argoproj.io/sync-wave': String(wave) } };
