import type { PlanEdge } from '../../manifest/plan-file';
import { byCodeUnit } from '../../manifest/types';

/** A name as Kubernetes writes it, so that topic `Orders_v1` and object `orders-v1` are one. */
const asObject = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Whether an object is kept for one caller: it is what the caller claims, or is named after it. */
const isFor = (object: string, { from, claim }: PlanEdge): boolean =>
  (claim !== undefined && asObject(claim.name) === object) || `-${object}-`.includes(`-${from}-`);

/**
 * The callers that objects of a service concern, by the edges that lead to it: of objects that are kept for single callers
 * only these; with an object that is not, which is told as `undefined` or fits no edge, all of them.
 */
export function callersOf(
  objects: readonly (string | undefined)[],
  edges: readonly PlanEdge[],
): ReadonlySet<string> | 'all' {
  const forOne = objects.map((object) => (object === undefined ? [] : edges.filter((edge) => isFor(object, edge))));
  return forOne.some((found) => found.length === 0) ? 'all' : new Set(forOne.flat().map(({ from }) => from));
}

/** Who uses some services: follows edges against their direction, each service once, and leaves the given ones out. */
export function dependants(services: readonly string[], edges: readonly PlanEdge[]): readonly string[] {
  const seen = new Set(services);
  for (let next = services; next.length > 0; ) {
    const reached = new Set(next);
    next = [...new Set(edges.filter(({ to, from }) => reached.has(to) && !seen.has(from)).map(({ from }) => from))];
    for (const name of next) seen.add(name);
  }
  return [...seen].filter((name) => !services.includes(name)).sort(byCodeUnit);
}
