import { onceEach } from './once-each';
import { containersOf, podsOfAll } from './pods';
import { bytes, milliCores } from './quantity';
import type { Fields, Manifest } from './types';
import type { PodTemplate } from './workloads';

/** What a set of objects asks of a cluster when all their pods run. */
export interface Capacity {
  /** Pods that stay; on one node, for pods that run on each. */
  readonly pods: number;
  /** Requested CPU in milli-cores. */
  readonly cpu: number;
  /** Requested memory in bytes. */
  readonly memory: number;
  /** Memory limits in bytes; the request where a container has no limit. */
  readonly memoryLimit: number;
  /** Storage of volumes claimed per pod, in bytes. */
  readonly storage: number;
  /** Volumes claimed. */
  readonly volumes: number;
}

/** Nothing at all. */
export const NO_CAPACITY: Capacity = { pods: 0, cpu: 0, memory: 0, memoryLimit: 0, storage: 0, volumes: 0 };

/**
 * What the objects of one namespace ask for. Pods that run to their end count only for `finite`, pods of each node once
 * for each of `nodes`.
 */
export function capacityOf(manifests: readonly Manifest[], finite = false, nodes = 1): Capacity {
  const asked = askedOf(manifests);
  const key = `${finite} ${nodes}`;
  const capacity = asked.get(key) ?? sumOf(manifests, finite, nodes);
  asked.set(key, capacity);
  return capacity;
}

const askedOf = onceEach((_: readonly Manifest[]) => new Map<string, Capacity>());

const sumOf = (manifests: readonly Manifest[], finite: boolean, nodes: number): Capacity =>
  podsOfAll(manifests)
    .filter((pod) => pod.finite === finite)
    .map((pod) => ofPods(pod.everyNode ? { ...pod, replicas: nodes } : pod))
    .reduce(addCapacity, NO_CAPACITY);

/** The sum of two capacities. */
export const addCapacity = (a: Capacity, b: Capacity): Capacity => ({
  pods: a.pods + b.pods,
  cpu: a.cpu + b.cpu,
  memory: a.memory + b.memory,
  memoryLimit: a.memoryLimit + b.memoryLimit,
  storage: a.storage + b.storage,
  volumes: a.volumes + b.volumes,
});

/** What the pods of one template ask for together. */
export function ofPods(pod: PodTemplate): Capacity {
  const times = (amount: number): number => amount * pod.replicas;
  const asked = (field: 'requests' | 'limits', name: string, read: (value: string) => number): number =>
    times(effective(pod, (container) => amountOf(container, field, name, read)));
  return {
    pods: pod.replicas,
    cpu: asked('requests', 'cpu', milliCores),
    memory: asked('requests', 'memory', bytes),
    memoryLimit: asked('limits', 'memory', bytes),
    storage: times(pod.volumes.reduce((sum, { size }) => sum + bytes(size), 0)),
    volumes: times(pod.volumes.length),
  };
}

/**
 * What the scheduler counts for a pod: all containers together, or the largest that prepares it if that is more.
 * Source: Kubernetes, "Init Containers", resource sharing within containers.
 */
function effective(pod: PodTemplate, amount: (container: Fields) => number): number {
  const all = containersOf(pod);
  const running = all.filter(({ init, container }) => !init || container.restartPolicy === 'Always');
  const sum = running.reduce((total, { container }) => total + amount(container), 0);
  return Math.max(sum, ...all.filter(({ init }) => init).map(({ container }) => amount(container)));
}

function amountOf(
  container: Fields,
  field: 'requests' | 'limits',
  name: string,
  read: (value: string) => number,
): number {
  const { requests = {}, limits = {} } = container.resources ?? {};
  const value = field === 'limits' ? (limits[name] ?? requests[name]) : (requests[name] ?? limits[name]);
  return value === undefined ? 0 : read(String(value));
}
