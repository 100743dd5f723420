import { bytes, canonicalQuantity } from '../../manifest/quantity';
import type { Settings } from './settings';

const MEBI = 2 ** 20;

/** Share of a node's memory that is heap, in per cent; the rest is for direct buffers, code and threads. */
export const HEAP_PERCENT = 75;

/** Shares of the heap that one query, and what Trino does not count, may take. Source: Trino's defaults. */
const QUERY_SHARE = 0.3;
const HEADROOM_SHARE = 0.3;

/** Trino's default for the memory a task is first expected to need, in MiB. */
const TASK_MIB = 5 * 1024;

const heapMiB = (memory: string): number => (bytes(memory) / MEBI) * (HEAP_PERCENT / 100);

/** Memory of the nodes that compute. */
const working = ({ workers, worker, coordinator }: Settings): string =>
  workers > 0 ? worker.memory : coordinator.memory;

/** Memory one query may use on all nodes together: its share of each. */
export const queryMemory = (settings: Settings): string =>
  `${Math.floor(heapMiB(working(settings)) * QUERY_SHARE) * Math.max(settings.workers, 1)}MB`;

/** Memory a retried task is first given: not more than lets four of them on a node. */
export const taskMemory = (settings: Settings): string =>
  `${Math.min(TASK_MIB, Math.floor((heapMiB(working(settings)) * (1 - HEADROOM_SHARE)) / 4))}MB`;

/** What may be spilled on a node: a little less than its disk, since going over it has the pod evicted. */
export const spillSpace = ({ spill }: Settings): string => `${Math.floor((bytes(spill) / MEBI) * 0.9)}MB`;

/** Room for a dump of the heap and what the launcher writes. */
export const dataSpace = (memory: string): string => canonicalQuantity(`${Math.ceil(bytes(memory) / MEBI) + 1024}Mi`);
