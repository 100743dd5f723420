import type { Cluster } from './cluster-of';
import type { Footprint, Spot } from './footprint';

/** What an overlay has against another one of its cluster. */
export interface Conflict {
  readonly spot: Spot;
  readonly cluster: Cluster;
  readonly own: Footprint;
  readonly other: Footprint;
  readonly message: string;
  readonly remedy: string;
}
