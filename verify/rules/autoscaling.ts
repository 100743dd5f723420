import { resourcesOf } from '../amounts';
import { error, type Rule, type Verdict } from '../finding';
import { podsOfItem } from '../pod-index';
import { type Measured, measuredBy, type Scaler, scalersOf } from '../scalers';
import { listOf, type Pods, type Tree } from '../tree';

const bounds = ({ item, least, most }: Scaler): readonly Verdict[] => {
  if (!(least > most)) return [];
  const message = `It may not go below ${least} pods nor above ${most}.`;
  return [error(item, 'spec', message, 'Make the smallest number no larger than the largest.')];
};

/** Workloads whose number of pods nobody sets. */
const FIXED: ReadonlySet<string> = new Set(['apps/DaemonSet', 'batch/CronJob', 'batch/Job', 'Pod']);

const scalable = ({ item, kind, name }: Scaler): readonly Verdict[] =>
  FIXED.has(kind)
    ? [
        error(
          item,
          'spec.scaleTargetRef.kind',
          `${kind} ${name} has no number of pods to set.`,
          'Name another workload.',
        ),
      ]
    : [];

const rivals = (scalers: readonly Scaler[]): readonly Verdict[] => {
  const first = new Map<string, Scaler>();
  return scalers.flatMap((scaler) => {
    const { item, kind, name } = scaler;
    const key = `${kind} ${item.namespace}/${name}`;
    const before = first.get(key);
    first.set(key, before ?? scaler);
    if (!before) return [];
    const message = `${before.item.object} scales ${name} too, and each undoes what the other does.`;
    return [error(item, 'spec.scaleTargetRef', message, 'Keep one of the two, with the metrics of both.')];
  });
};

const podsOfTarget = (tree: Tree, { target }: Scaler): readonly Pods[] =>
  target ? podsOfItem(tree, target).filter(({ made }) => !made) : [];

const silent = (tree: Tree, pods: Pods, { resource, container: only }: Measured): readonly string[] =>
  pods.containers
    .filter(({ init, container }) => !init || container.restartPolicy === 'Always')
    .filter(({ container }) => only === undefined || container.name === only)
    .filter(({ container }) => resourcesOf(tree, pods, container).requests[resource] === undefined)
    .map(({ container }) => String(container.name));

const measures = (tree: Tree, scaler: Scaler): readonly Verdict[] =>
  measuredBy(scaler).flatMap((measured) =>
    podsOfTarget(tree, scaler).flatMap((pods) => {
      const { at, resource, container: only } = measured;
      if (only !== undefined && !pods.containers.some(({ container }) => container.name === only)) {
        const message = `${pods.item.object} has no container ${only}.`;
        return [error(scaler.item, at, message, 'Name one of its containers.')];
      }
      return silent(tree, pods, measured).map((name) => {
        const message = `Nothing is scaled: container ${name} of ${pods.item.object} does not say how much ${resource} it asks for.`;
        return error(scaler.item, at, message, `Give the container a request of ${resource}.`);
      });
    }),
  );

/** Source: KEDA, scaledobject_webhook.go (verifyCPUMemoryScalers) and CheckReplicaCountBoundsAreValid. */
const keda = ({ item, least }: Scaler): readonly Verdict[] => {
  const { triggers, idleReplicaCount: idle } = item.manifest.spec ?? {};
  const types = listOf(triggers).map(({ type }) => type);
  const wakes = types.some((type) => type !== 'cpu' && type !== 'memory');
  return [
    ...(types.length > 0 && !wakes && least === 0
      ? [
          error(
            item,
            'spec.minReplicaCount',
            'Pods that are gone use neither CPU nor memory, so nothing would bring them back; KEDA refuses it.',
            'Write 1 or more, or add a trigger of another kind.',
          ),
        ]
      : []),
    ...(idle >= least
      ? [error(item, 'spec.idleReplicaCount', `It must be less than minReplicaCount, ${least}.`, 'Write 0.')]
      : []),
  ];
};

/** Every autoscaler can scale what it names, alone, by what the pods ask for. */
export const autoscaling: Rule = {
  id: 'autoscaling',
  why: 'An autoscaler that cannot measure, or has a rival, leaves the number of pods as it is, or never lets it rest.',
  check: (tree) => {
    const scalers = scalersOf(tree);
    return [
      ...scalers.flatMap((scaler) => [...bounds(scaler), ...scalable(scaler), ...measures(tree, scaler)]),
      ...scalers.filter(({ item }) => item.kind === 'keda.sh/ScaledObject').flatMap(keda),
      ...rivals(scalers),
    ];
  },
};
