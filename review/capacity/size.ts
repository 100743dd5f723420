import { addCapacity, type Capacity, NO_CAPACITY, ofPods } from '../../manifest/capacity';
import { grouped } from '../../manifest/grouped';
import { groupKind } from '../../manifest/kinds';
import { podsOfAll } from '../../manifest/pods';
import { bytes, isQuantity } from '../../manifest/quantity';
import type { Manifest } from '../../manifest/types';
import type { Room } from './capacity';

/** What a set of objects asks for, and the largest of its pods. */
export interface Size {
  readonly total: Capacity;
  /** The most CPU, and the most memory, that a single pod asks for. */
  readonly largest: Room;
}

const CLAIM = 'PersistentVolumeClaim';

const claimed = ({ spec }: Manifest): Capacity => {
  const size = spec?.resources?.requests?.storage;
  return { ...NO_CAPACITY, volumes: 1, storage: isQuantity(size) ? bytes(size) : 0 };
};

const byNamespace = (manifests: readonly Manifest[]): readonly (readonly Manifest[])[] => [
  ...grouped(manifests, ({ metadata }) => metadata.namespace ?? '').values(),
];

/** The size of objects, whichever namespaces they are in. Agents run once on each of `nodes`; jobs are not counted. */
export function sizeOf(manifests: readonly Manifest[], nodes: number): Size {
  const pods = byNamespace(manifests)
    .flatMap(podsOfAll)
    .filter(({ finite }) => !finite)
    .map((pod) => (pod.everyNode ? { ...pod, replicas: nodes } : pod));
  const single = pods.filter(({ replicas }) => replicas > 0).map((pod) => ofPods({ ...pod, replicas: 1 }));
  const claims = manifests.filter((manifest) => groupKind(manifest) === CLAIM).map(claimed);
  return {
    total: [...pods.map(ofPods), ...claims].reduce(addCapacity, NO_CAPACITY),
    largest: {
      cpu: Math.max(0, ...single.map(({ cpu }) => cpu)),
      memory: Math.max(0, ...single.map(({ memory }) => memory)),
    },
  };
}
