import type { Told } from '../told';
import { podsOfTold } from '../told';
import type { Verdict } from '../verdicts/verdict';
import { FATES, type Fate } from './blast';

/** What happens to one service of one overlay. */
export interface Fated {
  readonly fates: readonly Fate[];
  readonly pods: number;
  /** Names of objects, by the fate they stand for, that concern only those who use them; `undefined` for all callers. */
  readonly causes: readonly Cause[];
}

/** Why a service has a fate. */
export interface Cause {
  readonly fate: Fate;
  /** Name of the object where it may be one that is kept for a single caller. */
  readonly object?: string;
}

/**
 * Rules of availability that callers do not notice before something else happens, or that the uses which come or go tell
 * better.
 */
const LATER: ReadonlySet<string> = new Set([
  'abandoned',
  'account-removed',
  'autoscaler-removed',
  'disruption-guard-weakened',
  'network-closed',
  'quota-lowered',
  'rights-removed',
  'scaling-ceiling-lowered',
  'scaling-floor-lowered',
  'stops-for-updates',
  'stopped',
  'untrusted-authority',
  'unwatched',
  'update-pace-raised',
]);

const PODS: ReadonlySet<string> = new Set(['stops', 'restarts']);

function fateOf({ risk, rule, pods = 0 }: Verdict): Fate | undefined {
  if (risk === 'data-at-risk') return 'at-risk';
  if (risk === 'recreated') return pods > 0 ? 'stops' : undefined;
  if (risk === 'availability') return LATER.has(rule) ? undefined : 'weakened';
  return risk === 'rolling-restart' ? 'restarts' : undefined;
}

const causesOf = ({ verdicts, identity }: Told): readonly Cause[] =>
  verdicts.flatMap((verdict) => {
    const fate = fateOf(verdict);
    if (!fate) return [];
    return [PODS.has(fate) ? { fate } : { fate, object: identity.name }];
  });

/** What the changes of one service do to it. `is` says whether it comes, goes or stays. */
export function fatedBy(changes: readonly Told[], is: 'added' | 'removed' | 'there'): Fated {
  if (is !== 'there') return { fates: [is], pods: 0, causes: [{ fate: is }] };
  const causes = changes.flatMap(causesOf);
  const had = new Set(causes.map(({ fate }) => fate));
  const pods = changes.filter((told) => causesOf(told).some(({ fate }) => PODS.has(fate)));
  return {
    fates: FATES.filter((fate) => had.has(fate)),
    pods: pods.reduce((sum, told) => sum + podsOfTold(told), 0),
    causes,
  };
}

/**
 * The service of a plan that a change belongs to: its folder's, or else its namespace's. `undefined` for what belongs to
 * none, such as Applications.
 */
export function serviceOf({ service, identity }: Told, names: ReadonlySet<string>): string | undefined {
  const { namespace, kind, name } = identity;
  return [service, namespace, ...(kind === 'Namespace' ? [name] : [])].find((known) => names.has(known));
}
