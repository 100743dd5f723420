import { addCapacity, type Capacity, capacityOf } from '../../manifest/capacity';
import { bytes } from '../../manifest/quantity';
import type { Plan } from '../plan';
import type { ObjectsOf } from '../protection';
import { table } from './markdown';

/** What the pods of each service ask of the nodes, and what these have. */
export function capacityTable({ services, overlay: { site } }: Plan, objectsOf: ObjectsOf): string {
  const capacities = services.map(({ name }) => [name, capacityOf(objectsOf(name))] as const);
  const row = (name: string, c: Capacity): readonly string[] => [
    name,
    String(c.pods),
    cores(c.cpu),
    gibibytes(c.memory),
    gibibytes(c.memoryLimit),
    gibibytes(c.storage),
  ];
  const total = capacities.map(([, capacity]) => capacity).reduce(addCapacity, capacityOf([]));
  const { count, cpu, memory } = site.nodes;
  return table(
    ['', 'Pods', 'CPU requested', 'Memory requested', 'Memory limit', 'Storage'],
    [
      ...capacities.map(([name, capacity]) => row(name, capacity)),
      row('**Services together**', total),
      ['Nodes have', '', String(count * cpu), gibibytes(count * bytes(memory)), '', ''],
    ],
  );
}

const cores = (milli: number): string => String(milli / 1000);
const gibibytes = (amount: number): string => `${Math.round((amount / 1024 ** 3) * 100) / 100} GiB`;
