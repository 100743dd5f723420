import { bytes } from '../../manifest/quantity';
import type { Plan } from '../blast/plans';
import type { Offer, Room } from './capacity';

const MIB = 1024 ** 2;

/**
 * What a node keeps for its system, apart from what pods may have: a fixed part, a share, and memory that the kubelet holds
 * free to evict in time. A site says how large its nodes are and not what they leave; this is what one distribution keeps.
 * Source: Google Distributed Cloud 1.15, resources available for workloads.
 */
const SYSTEM = { cpu: 80, memory: 330 * MIB, cpuShare: 0.01, memoryShare: 0.05, eviction: 100 * MIB } as const;

/** What the nodes of a site leave for pods. */
export function offerOf({ nodes: { count, cpu, memory } }: Plan['site']): Offer {
  const [cores, amount] = [cpu * 1_000, bytes(memory)];
  const node: Room = {
    cpu: Math.floor(cores * (1 - SYSTEM.cpuShare) - SYSTEM.cpu),
    memory: Math.floor(amount * (1 - SYSTEM.memoryShare) - SYSTEM.memory - SYSTEM.eviction),
  };
  return { nodes: count, node, cpu: count * node.cpu, memory: count * node.memory };
}
