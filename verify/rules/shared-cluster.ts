import { SHARED_CLUSTER } from '../clusters/cluster-of';
import type { Rule } from '../finding';

/**
 * Overlays of one cluster keep apart. An overlay by itself has no neighbours: what there is to say is said of all of them
 * together, by `Neighbourhood`.
 */
export const sharedCluster: Rule = {
  id: SHARED_CLUSTER,
  why: "Two overlays that write one object, host or secret of a cluster overwrite each other for ever, and each can reach what is the other's.",
  check: () => [],
};
