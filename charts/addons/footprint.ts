import { formatQuantity, parseQuantity, timesQuantity } from '../../manifest/quantity';
import type { Site } from '../../platform/site';

/** What one container asks for and may use at most. CPU has no limit: a throttled operator only gets slower. */
export interface Footprint {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
}

/**
 * Requests for CPU and memory, and the most memory a container may use; quantities. Given a site of a single node, at most
 * half as much again as is requested: there is little to watch, and everything must fit beside everything.
 */
export function footprint(cpu: string, memory: string, atMost: string, site?: Site): Footprint {
  const cramped = timesQuantity(parseQuantity(memory), 3).nano / 2n;
  const limit =
    site && !isReplicated(site) && cramped < parseQuantity(atMost).nano
      ? formatQuantity({ nano: cramped, form: 'binary' })
      : atMost;
  return { requests: { cpu, memory }, limits: { memory: limit } };
}

/** Whether a second pod of a controller would run on another node than the first. */
export const isReplicated = ({ nodes }: Site): boolean => nodes.count > 1;

/** Pods of a controller that elects a leader: two where there are nodes to spread them over. */
export const replicas = (site: Site): number => (isReplicated(site) ? 2 : 1);
