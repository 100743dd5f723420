import { bytes } from '../../manifest/quantity';
import { atLeast, type Check, type Checks, matching } from '../../platform/settings';

/** What an overlay may change about the search engine. */
export interface Settings {
  /** Nodes, each of them fit to lead and to keep data: one, or at least three. */
  readonly nodes: number;
  /** CPU each node asks for. */
  readonly cpu: string;
  /** Memory of each node. Elasticsearch takes half of it for its heap, the rest caches files. */
  readonly memory: string;
  /** Volume of each node. It can grow, never shrink. */
  readonly storage: string;
  /** Map index files into memory, which is faster; the nodes of the cluster need `vm.max_map_count` of 1048576 for it. */
  readonly memoryMap: boolean;
  readonly snapshots: Snapshots;
}

export interface Snapshots {
  /** Time of the daily snapshot, in UTC: `01:30`. */
  readonly at: string;
  /** Days a snapshot is kept. */
  readonly keepDays: number;
  /** Folder of the bucket they go to. A cluster that is made anew needs one of its own. */
  readonly folder: string;
}

/** A small highly available production: three nodes, any of which may be away. */
export const defaults: Settings = {
  nodes: 3,
  cpu: '1000m',
  memory: '4Gi',
  storage: '50Gi',
  memoryMap: false,
  snapshots: { at: '01:30', keepDays: 14, folder: 'elasticsearch' },
};

/** Below this amount the default heap is too small for anything; above the other, pointers grow and memory is wasted. */
const nodeMemory: Check = (value) =>
  bytes(value) >= bytes('1Gi') && bytes(value) <= bytes('62Gi') ? undefined : 'from 1Gi to 62Gi';

export const accepts: Checks<Settings> = {
  nodes: (nodes) => (nodes === 1 || nodes >= 3 ? undefined : '1, or at least 3 so that a majority can outlive one'),
  memory: nodeMemory,
  storage: (value) => (bytes(value) >= bytes('1Gi') ? undefined : 'at least 1Gi'),
  snapshots: {
    at: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in UTC, like 01:30'),
    keepDays: atLeast(1),
    folder: matching(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and dashes'),
  },
};
