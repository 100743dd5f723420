import { demandOf } from '../manifest/demand';
import type { Fields } from '../manifest/types';
import { amountOf, type Resources, resourcesOf } from './amounts';
import { podsIn } from './pod-index';
import { rolloutOf } from './rollout';
import { scalerOfWorkload } from './scalers';
import { listOf, type Pods, type Tree } from './tree';

/** Something a quota counts, of pods or of the volumes they get. */
export type Measure = (tree: Tree, pods: Pods) => number;

/** Pods themselves. */
export const onePod: Measure = () => 1;

/** What a pod asks for or may take of a resource; a container that does not say counts nothing. */
export const resource =
  (side: keyof Resources, name: string): Measure =>
  (tree, pods) =>
    demandOf(pods.spec, (container) => {
      const amount = amountOf(resourcesOf(tree, pods, container)[side][name]);
      return Number.isNaN(amount) ? 0 : amount;
    });

const isOfClass = (storageClass: string | undefined, wanted: string | undefined): boolean =>
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

/** What the claims written in a namespace add up to. */
export const claimed = (
  tree: Tree,
  namespace: string,
  wanted: string | undefined,
  amount: (spec: Fields) => number,
): number =>
  tree
    .ofKind('PersistentVolumeClaim')
    .filter((item) => item.namespace === namespace)
    .map(({ manifest }) => manifest.spec ?? {})
    .filter((spec) => isOfClass(spec.storageClassName, wanted))
    .reduce((sum, spec) => sum + amount(spec), 0);

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

/** Pods a rolling update must have beyond those that stay; none where it may take one away first. */
const needed = ({ item, replicas }: Pods): number => {
  if (item.kind !== 'apps/Deployment') return 0;
  const { surge, missing } = rolloutOf(item.manifest.spec ?? {}, replicas);
  return missing === 0 && surge > 0 ? 1 : 0;
};

const largest = (amounts: readonly number[]): number => Math.max(0, ...amounts);

/** What the pods of a namespace add up to; of pods of every node one is counted. */
export function demandIn(tree: Tree, namespace: string, measure: Measure): Demand {
  const pods = podsIn(tree, namespace);
  const staying = pods.filter(({ finite }) => !finite).map((own) => ({ own, each: measure(tree, own) }));
  const total = (count: (own: Pods) => number): number =>
    staying.reduce((sum, { own, each }) => sum + each * count(own), 0);
  return {
    least: total((own) => scalerOfWorkload(tree, own.item)?.least ?? own.replicas),
    most: total((own) => scalerOfWorkload(tree, own.item)?.most ?? own.replicas),
    replacing: largest(staying.map(({ own, each }) => each * needed(own))),
    passing: largest(pods.filter(({ finite }) => finite).map((own) => measure(tree, own))),
  };
}

/** Containers of pods that a quota of a resource refuses, because they do not say how much of it they need. */
export const silentIn = (tree: Tree, pods: Pods, side: keyof Resources, name: string): readonly string[] =>
  pods.made
    ? []
    : pods.containers
        .filter(({ container }) => resourcesOf(tree, pods, container)[side][name] === undefined)
        .map(({ container }) => String(container.name));

/** Objects of a kind in a namespace that count as many times as they say. */
export const counted = (tree: Tree, namespace: string, kind: string, times: (spec: Fields) => number): number =>
  tree
    .ofKind(kind)
    .filter((item) => item.namespace === namespace)
    .reduce((sum, { manifest }) => sum + times(manifest.spec ?? {}), 0);

/** Ports of a Service that its nodes open. */
export const nodePorts = ({ type, ports, allocateLoadBalancerNodePorts: given }: Fields): number =>
  type === 'NodePort' || (type === 'LoadBalancer' && given !== false) ? listOf(ports).length : 0;
