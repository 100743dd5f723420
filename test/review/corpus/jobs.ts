import { type Case, object, of, set } from './case';

const jobYaml = object(`
apiVersion: batch/v1
kind: Job
metadata: {name: migrate-1f2e3d4c, namespace: shop}
spec:
  backoffLimit: 3
  template:
    metadata: {labels: {app: migrate}}
    spec: {restartPolicy: Never, containers: [{name: migrate, image: 'x/migrate:1.2.0', args: [up]}]}
`);
const job = of(jobYaml);
const hook = of({ ...jobYaml, metadata: { ...jobYaml.metadata, annotations: { 'argocd.argoproj.io/hook': 'Sync' } } });
const cron = of(
  object(`
apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy, namespace: shop}
spec:
  schedule: 0 3 * * *
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: tidy, image: 'x/tidy:1.2.0'}]}}}}
`),
);

/** Changes of what runs to its end. */
export const jobs: readonly Case[] = [
  job.change('arguments', set('spec.template.spec.containers.0.args', ['down']), 'rejected'),
  job.change('image', set('spec.template.spec.containers.0.image', 'x/migrate:1.3.0'), 'rejected', 'image'),
  job.change('retries', set('spec.backoffLimit', 5), 'no-restart'),
  job.change('time to live', set('spec.ttlSecondsAfterFinished', 600), 'no-restart'),
  job.change('completions', set('spec.completions', 3), 'rejected'),
  hook.change('arguments of a hook', set('spec.template.spec.containers.0.args', ['down']), 'recreated'),
  job.rename('migrate-0a9b8c7d', 'recreated'),
  job.change(
    'another name and other arguments',
    (o) => {
      o.metadata.name = 'migrate-5e6f7a8b';
      o.spec.template.spec.containers[0].args = ['down'];
    },
    'recreated',
  ),
  job.remove('no-restart'),
  job.add('no-restart'),
  cron.change('schedule', set('spec.schedule', '0 4 * * *'), 'no-restart'),
  cron.change('image', set('spec.jobTemplate.spec.template.spec.containers.0.image', 'x/tidy:2.0.0'), 'image-major'),
  cron.change('suspended', set('spec.suspend', true), 'availability'),
  cron.remove('no-restart'),
];
