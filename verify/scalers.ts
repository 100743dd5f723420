import type { Fields } from '../manifest/types';
import { type Item, listOf, once, type Tree } from './tree';

/** Something that sets how many pods a workload has. */
export interface Scaler {
  readonly item: Item;
  /** The workload, where the tree holds it. */
  readonly target: Item | undefined;
  /** `group/Kind` and name of the workload. */
  readonly kind: string;
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** Defaults of the fields. Source: Kubernetes API reference; KEDA docs, ScaledObject. */
const BOUNDS: Readonly<Record<string, (spec: Fields) => readonly [least: number, most: number]>> = {
  'autoscaling/HorizontalPodAutoscaler': ({ minReplicas = 1, maxReplicas = Number.NaN }) => [minReplicas, maxReplicas],
  'keda.sh/ScaledObject': ({ minReplicaCount = 0, maxReplicaCount = 100 }) => [minReplicaCount, maxReplicaCount],
};

const kindOf = ({ apiVersion = 'apps/v1', kind = 'Deployment' }: Fields): string => {
  const [group, version] = String(apiVersion).split('/');
  return version === undefined ? String(kind) : `${group}/${kind}`;
};

const scalerOf = (tree: Tree, item: Item, bounds: readonly [number, number]): Scaler => {
  const reference = item.manifest.spec?.scaleTargetRef ?? {};
  const kind = kindOf(reference);
  const name = String(reference.name ?? '');
  const [least, most] = bounds;
  return { item, target: tree.find(kind, item.namespace, name), kind, name, least, most };
};

/** Every autoscaler of an overlay. */
export const scalersOf = once((tree): readonly Scaler[] =>
  Object.entries(BOUNDS).flatMap(([kind, bounds]) =>
    tree.ofKind(kind).map((item) => scalerOf(tree, item, bounds(item.manifest.spec ?? {}))),
  ),
);

const byTarget = once(
  (tree): ReadonlyMap<Item, Scaler> =>
    new Map(scalersOf(tree).flatMap((scaler) => (scaler.target ? [[scaler.target, scaler] as const] : []))),
);

/** What sets the number of a workload's pods, or nothing. */
export const scalerOfWorkload = (tree: Tree, item: Item): Scaler | undefined => byTarget(tree).get(item);

/** Resources of pods that an autoscaler compares with what they ask for, and the container where only one counts. */
export interface Measured {
  readonly at: string;
  /** `cpu` or `memory`. */
  readonly resource: string;
  readonly container?: string;
}

const measured = (at: string, resource: Fields, container?: Fields): Measured => ({
  at,
  resource: String(resource),
  ...(container === undefined ? {} : { container: String(container) }),
});

const ofMetric = (metric: Fields, index: number): readonly Measured[] => {
  const at = `spec.metrics[${index}]`;
  const { resource, containerResource } = metric;
  const isShare = (source: Fields): boolean =>
    source?.target?.averageUtilization !== undefined || source?.targetAverageUtilization !== undefined;
  return [
    ...(isShare(resource) ? [measured(at, resource.name)] : []),
    ...(isShare(containerResource) ? [measured(at, containerResource.name, containerResource.container)] : []),
  ];
};

/** Of an HPA that names no metric the share of CPU counts. Source: Kubernetes API reference, HorizontalPodAutoscaler. */
const ofAutoscaler = ({ metrics }: Fields): readonly Measured[] =>
  metrics === undefined ? [measured('spec', 'cpu')] : listOf(metrics).flatMap(ofMetric);

const ofTrigger = ({ type, metricType = 'Utilization', metadata }: Fields, index: number): readonly Measured[] =>
  ['cpu', 'memory'].includes(type) && metricType === 'Utilization'
    ? [measured(`spec.triggers[${index}]`, type, metadata?.containerName)]
    : [];

/** What a scaler compares with requests. */
export const measuredBy = ({ item }: Scaler): readonly Measured[] => {
  const spec = item.manifest.spec ?? {};
  return item.kind === 'keda.sh/ScaledObject' ? listOf(spec.triggers).flatMap(ofTrigger) : ofAutoscaler(spec);
};
