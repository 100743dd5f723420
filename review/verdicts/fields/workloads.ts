import type { Change } from '../../change';
import type { Around } from '../around';
import type { Saying } from '../verdict';
import { countPods, type Effect, type FieldTable, type FieldTables, podsAfter, quiet, refused } from './effect';
import { podSpecFields, templateFields } from './pod-fields';

const NEW_NAME = 'Keep the field, or give the object a new name and remove the old one once the new one serves.';
const SELECTOR = refused('The selector of a workload cannot change.', NEW_NAME);

const strategyOf = ({ after }: Change): string | undefined =>
  (after?.manifest.spec?.strategy ?? after?.manifest.spec?.updateStrategy)?.type;

const CALM: Saying = {
  risk: 'no-restart',
  rule: 'pods-kept',
  reason: 'No pod runs from this template now, or pods keep the old one until somebody deletes them.',
  remedy: 'Delete the pods when the change shall take effect.',
};

const NODE_BY_NODE: Saying = {
  risk: 'rolling-restart',
  rule: 'pods-replaced',
  reason: 'The pod template changes, so the pod on every node is replaced, one node after another.',
  remedy: 'Merge when the pods of a node may be away for a moment.',
};

/** What a changed pod template leads to. Source: Kubernetes, Deployments, StatefulSets, DaemonSets: update strategies. */
const rollout: Effect = (change: Change, around: Around): Saying => {
  const templates = podsAfter(change, around);
  const strategy = strategyOf(change);
  if (templates.every(({ replicas }) => replicas === 0) || strategy === 'OnDelete') return CALM;
  if (templates.some(({ everyNode }) => everyNode)) return NODE_BY_NODE;
  const pods = countPods(templates);
  if (strategy === 'Recreate')
    return {
      risk: 'recreated',
      rule: 'stopped-first',
      reason: 'All pods stop before new ones start (strategy Recreate); nothing serves in between.',
      remedy: 'Merge in a quiet hour.',
      pods,
    };
  return {
    risk: 'rolling-restart',
    rule: 'pods-replaced',
    reason: 'The pod template changes, so pods are replaced one after another.',
    remedy: 'Merge when a short loss of one pod at a time is fine.',
    pods,
  };
};

const pace = quiet('Only the way of future updates changes.');
const scale = quiet('The number of pods changes; those that stay do not restart.', 'Check that the nodes have room.');

const served: FieldTable = {
  'spec.replicas': scale,
  'spec.selector.**': SELECTOR,
  'spec.minReadySeconds': pace,
  'spec.progressDeadlineSeconds': pace,
  'spec.revisionHistoryLimit': pace,
  'spec.strategy.**': pace,
  'spec.updateStrategy.**': pace,
  'spec.paused': pace,
  ...templateFields('spec.template', rollout),
};

const fixed = (what: string): Effect => refused(`${what} of a StatefulSet cannot change.`, NEW_NAME);

const statefulSet: FieldTable = {
  ...served,
  'spec.serviceName': fixed('The governing Service'),
  'spec.podManagementPolicy': fixed('The order of starting pods'),
  'spec.volumeClaimTemplates.**': refused(
    'Volume claim templates of a StatefulSet cannot change, not even to grow or to get a label.',
    'Resize the claims themselves, delete the StatefulSet with --cascade=orphan and let it be created again.',
  ),
  'spec.persistentVolumeClaimRetentionPolicy.**': quiet('What becomes of volumes of pods that go away changes.'),
};

const JOB_NAME = 'Give the Job a new name, for example with a hash of its content, or let Argo CD replace it.';

/** A Job's hook or `Replace=true` makes Argo CD delete it first. Source: Argo CD, resource hooks and sync options. */
const jobTemplate: Effect = ({ after }) => {
  const { annotations = {} } = after?.manifest.metadata ?? {};
  const options = `${annotations['argocd.argoproj.io/sync-options'] ?? ''}`;
  const isHook = annotations['argocd.argoproj.io/hook'] !== undefined;
  return isHook || options.includes('Replace=true')
    ? {
        risk: 'recreated',
        rule: 'job-again',
        reason: 'Argo CD deletes the Job and runs it again.',
        remedy: 'Make sure that it may run twice.',
      }
    : { risk: 'rejected', rule: 'D7', reason: 'The template of a Job cannot change.', remedy: JOB_NAME };
};

const job: FieldTable = {
  'spec.activeDeadlineSeconds': pace,
  'spec.backoffLimit': pace,
  'spec.parallelism': pace,
  'spec.suspend': quiet('The Job pauses or goes on.'),
  'spec.ttlSecondsAfterFinished': pace,
  'spec.completions': jobTemplate,
  'spec.completionMode': jobTemplate,
  'spec.backoffLimitPerIndex': jobTemplate,
  'spec.podFailurePolicy.**': jobTemplate,
  'spec.successPolicy.**': jobTemplate,
  'spec.selector.**': jobTemplate,
  'spec.manualSelector': jobTemplate,
  ...templateFields('spec.template', jobTemplate),
};

const next = quiet('Takes effect from the next run.');

const cronJob: FieldTable = {
  ...Object.fromEntries(
    `schedule timeZone concurrencyPolicy startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit
      suspend`
      .split(/\s+/)
      .map((field) => [`spec.${field}`, next]),
  ),
  'spec.jobTemplate.metadata.**': next,
  ...Object.fromEntries(
    Object.keys(job)
      .filter((field) => !field.startsWith('spec.template.'))
      .map((field) => [`spec.jobTemplate.${field}`, next]),
  ),
  ...templateFields('spec.jobTemplate.spec.template', next),
};

const POD_FIXED = refused(
  'Most fields of a bare Pod cannot change.',
  'Run it from a Deployment, or give it a new name.',
);
const inPlace: Effect = () => ({
  risk: 'rolling-restart',
  rule: 'container-replaced',
  reason: 'The container restarts in its pod.',
  remedy: 'Run it from a Deployment so that another pod serves meanwhile.',
  pods: 1,
});

/** Built-in workloads. Sources: Kubernetes API reference; validation in pkg/apis/apps and pkg/apis/batch. */
export const workloads: FieldTables = {
  'apps/Deployment': served,
  'apps/ReplicaSet': served,
  'apps/DaemonSet': served,
  'apps/StatefulSet': statefulSet,
  'argoproj.io/Rollout': served,
  'batch/Job': job,
  'batch/CronJob': cronJob,
  Pod: { 'spec.containers.[].image': inPlace, ...podSpecFields('spec', POD_FIXED) },
};
