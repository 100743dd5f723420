import type { Fields } from './types';

const listIn = (spec: Fields, field: string): readonly Fields[] =>
  Array.isArray(spec[field]) ? spec[field].map((container: Fields) => container ?? {}) : [];

/**
 * What counts for a pod of an amount that each of its containers has: those that run, with those that were started
 * before them and stay, or the most that is there while the pod is prepared.
 * Source: Kubernetes, component-helpers/resource (PodRequests), without overheads and pod-level resources.
 */
export function demandOf(spec: Fields, amount: (container: Fields) => number): number {
  let staying = 0;
  let preparing = 0;
  for (const container of listIn(spec, 'initContainers')) {
    const isStaying = container.restartPolicy === 'Always';
    if (isStaying) staying += amount(container);
    else preparing = Math.max(preparing, staying + amount(container));
  }
  const running = listIn(spec, 'containers').reduce((sum: number, container) => sum + amount(container), staying);
  return Math.max(running, preparing);
}
