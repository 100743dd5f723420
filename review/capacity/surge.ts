import { addCapacity, NO_CAPACITY, ofPods } from '../../manifest/capacity';
import { podsOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import type { Change } from '../change';
import type { Verdict } from '../verdicts/verdict';
import type { Room } from './capacity';

/** Pods an update starts before it stops old ones; a share is rounded up. Source: Kubernetes, Deployments, max surge. */
const surgeOf = (most: Fields, replicas: number): number =>
  typeof most === 'number' ? most : Math.ceil((replicas * Number.parseFloat(String(most))) / 100);

const BY_DEFAULT = '25%';

/** What a changed Deployment asks for while its pods are replaced, on top of what it asks for before and after. */
export function surge({ after }: Change, verdicts: readonly Verdict[]): Room {
  if (after?.manifest.kind !== 'Deployment') return NO_CAPACITY;
  if (!verdicts.some(({ risk }) => risk === 'rolling-restart')) return NO_CAPACITY;
  const most = after.manifest.spec?.strategy?.rollingUpdate?.maxSurge ?? BY_DEFAULT;
  return podsOf(after.manifest)
    .map((pod) => ofPods({ ...pod, replicas: surgeOf(most, pod.replicas) }))
    .reduce(addCapacity, NO_CAPACITY);
}
