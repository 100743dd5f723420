import type { Fields } from '../manifest/types';

/** A number of pods, or a share of them, as a field writes it: `1`, `25%`. */
const countOf = (value: Fields, pods: number, round: (count: number) => number): number => {
  const share = /^(\d+)%$/.exec(String(value))?.[1];
  return share === undefined ? Number(value) : round((Number(share) * pods) / 100);
};

/** A field of a budget as a number of pods; shares are rounded up. Source: Kubernetes, Specifying a Disruption Budget. */
export const budgeted = (value: Fields, pods: number): number => countOf(value, pods, Math.ceil);

const SHARE = '25%';

/**
 * How many pods of a Deployment may be missing while it replaces them; none means that a new one must be ready first.
 * Where it may neither add nor take away a pod it takes one away.
 * Source: kubernetes, pkg/controller/deployment/util (ResolveFenceposts).
 */
export function missingWhileReplaced({ strategy }: Fields, pods: number): number {
  if (strategy?.type === 'Recreate') return pods;
  const { maxSurge = SHARE, maxUnavailable = SHARE } = strategy?.rollingUpdate ?? {};
  const missing = countOf(maxUnavailable, pods, Math.floor);
  return missing === 0 && countOf(maxSurge, pods, Math.ceil) === 0 ? 1 : missing;
}
