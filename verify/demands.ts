import { demandOf } from '../manifest/demand';
import { onceEach } from '../manifest/once-each';
import type { Fields } from '../manifest/types';
import type { PodTemplate } from '../manifest/workloads';
import { amountOf, type Ranges, type Resources, rangesFor, resourcesWith } from './amounts';
import { podsByNamespace } from './pod-index';
import { missingWhileReplaced } from './rollout';
import { scalerOfWorkload } from './scalers';
import { once, type Pods, type Tree } from './tree';

/** Something a quota counts, of pods or of the volumes they get. */
export type Measure = (tree: Tree, pods: Pods) => number;

/** Pods themselves. */
export const onePod: Measure = () => 1;

const asked = (ranges: Ranges, spec: Fields, side: keyof Resources, name: string): number =>
  demandOf(spec, (container) => {
    const amount = amountOf(resourcesWith(ranges, container)[side][name]);
    return Number.isNaN(amount) ? 0 : amount;
  });

/** What each kind of pod asks for beside some LimitRanges: pods that overlays share are added up once. */
const known = onceEach((_: Ranges) => onceEach((_: PodTemplate) => new Map<string, number>()));

/** What a pod asks for or may take of a resource; a container that does not say counts nothing. */
export const resource =
  (side: keyof Resources, name: string): Measure =>
  (tree, pods) => {
    const ranges = rangesFor(tree, pods);
    const amounts = known(ranges)(pods.template);
    const key = `${side} ${name}`;
    const amount = amounts.get(key) ?? asked(ranges, pods.spec, side, name);
    amounts.set(key, amount);
    return amount;
  };

/** Whether a volume counts where one class is asked for, or all are. */
export const isOfClass = (storageClass: string | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || storageClass === wanted;

/** Storage of the volumes a pod gets, of one class or of all. */
export const ownStorage =
  (wanted?: string): Measure =>
  (_, { volumes }) =>
    volumes.reduce((sum, { size, storageClass }) => sum + (isOfClass(storageClass, wanted) ? amountOf(size) : 0), 0);

/** Volumes a pod gets, of one class or of all. */
export const ownVolumes =
  (wanted?: string): Measure =>
  (_, { volumes }) =>
    volumes.filter(({ storageClass }) => isOfClass(storageClass, wanted)).length;

/** What the pods of a namespace add up to. */
export interface Demand {
  /** Of those that stay, where autoscalers ask for the fewest. */
  readonly least: number;
  /** Of those that stay, where autoscalers ask for the most. */
  readonly most: number;
  /** Beyond those, of the workload that needs most to replace a pod, because it may not go without one. */
  readonly replacing: number;
  /** Beyond those, of the largest pod that runs to its end. */
  readonly passing: number;
}

/** Pods of one workload, and how many of them there may be. */
interface Count {
  readonly pods: Pods;
  readonly least: number;
  readonly most: number;
  /** Pods a rolling update must have beyond those that stay; none where it may take one away first. */
  readonly needed: number;
}

const needed = ({ item, replicas }: Pods): number => {
  if (item.kind !== 'apps/Deployment') return 0;
  return missingWhileReplaced(item.manifest.spec ?? {}, replicas) === 0 ? 1 : 0;
};

const countOf = (tree: Tree, pods: Pods): Count => {
  const { least = pods.replicas, most = pods.replicas } = scalerOfWorkload(tree, pods.item) ?? {};
  return { pods, least, most, needed: needed(pods) };
};

const counts = once(
  (tree): ReadonlyMap<string, readonly Count[]> =>
    new Map([...podsByNamespace(tree)].map(([name, all]) => [name, all.map((pods) => countOf(tree, pods))])),
);

/** What the pods of a namespace add up to; of pods of every node one is counted. */
export function demandIn(tree: Tree, namespace: string, measure: Measure): Demand {
  const demand = { least: 0, most: 0, replacing: 0, passing: 0 };
  for (const { pods, least, most, needed: more } of counts(tree).get(namespace) ?? []) {
    const each = measure(tree, pods);
    if (pods.finite) demand.passing = Math.max(demand.passing, each);
    else {
      demand.least += each * least;
      demand.most += each * most;
      demand.replacing = Math.max(demand.replacing, each * more);
    }
  }
  return demand;
}

/** Containers of pods that a quota of a resource refuses, because they do not say how much of it they need. */
export function silentIn(tree: Tree, pods: Pods, side: keyof Resources, name: string): readonly string[] {
  if (pods.made) return NOBODY;
  const ranges = rangesFor(tree, pods);
  const silent = muted(ranges)(pods.template);
  const key = `${side} ${name}`;
  const before = silent.get(key);
  if (before) return before;
  const names = pods.containers
    .filter(({ container }) => resourcesWith(ranges, container)[side][name] === undefined)
    .map(({ container }) => String(container.name));
  silent.set(key, names);
  return names;
}

const NOBODY: readonly string[] = [];

const muted = onceEach((_: Ranges) => onceEach((_: PodTemplate) => new Map<string, readonly string[]>()));
