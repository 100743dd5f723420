import type { Fields } from '../manifest/types';

/** A number of pods, or a share of them, as a field writes it: `1`, `25%`. */
const countOf = (value: Fields, pods: number, round: (count: number) => number): number => {
  const share = /^(\d+)%$/.exec(String(value))?.[1];
  return share === undefined ? Number(value) : round((Number(share) * pods) / 100);
};

/** A field of a budget as a number of pods; shares are rounded up. Source: Kubernetes, Specifying a Disruption Budget. */
export const budgeted = (value: Fields, pods: number): number => countOf(value, pods, Math.ceil);

/** How a workload replaces its pods. */
export interface Rollout {
  /** Pods beyond those that stay, while it goes on. */
  readonly surge: number;
  /** Pods that may be missing meanwhile. */
  readonly missing: number;
}

const SHARE = '25%';

/**
 * How a Deployment replaces its pods. One that would neither add nor take away a pod takes one away.
 * Source: kubernetes, pkg/controller/deployment/util (ResolveFenceposts).
 */
export function rolloutOf(spec: Fields, pods: number): Rollout {
  if (spec.strategy?.type === 'Recreate') return { surge: 0, missing: pods };
  const { maxSurge = SHARE, maxUnavailable = SHARE } = spec.strategy?.rollingUpdate ?? {};
  const surge = countOf(maxSurge, pods, Math.ceil);
  const missing = countOf(maxUnavailable, pods, Math.floor);
  return { surge, missing: surge === 0 && missing === 0 ? 1 : missing };
}
