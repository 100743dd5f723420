import { describe } from '../../manifest/types';
import type { Told } from '../told';
import type { Verdict } from '../verdicts/verdict';
import type { Removal } from './removals';

/** A change the guard does not let through. */
export interface Refusal {
  readonly overlay: string;
  readonly object: string;
  readonly rule: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What the guard makes of a review. */
export interface Guarded {
  readonly refusals: readonly Refusal[];
  /** Entries of `removals.yaml` that fit no change, so that they do not let through what comes later. */
  readonly unused: readonly Removal[];
}

const fits = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`).test(text);

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');

const nameOf = ({ identity, from }: Told): string => describe(from ?? identity);

const entryFor = (told: Told, removals: readonly Removal[]): Removal | undefined =>
  removals.find(({ overlay, object }) => fits(overlay, told.overlay) && fits(object, nameOf(told)));

/** Kept data needs its guard live before: Argo CD reads `Prune=false` from the cluster, not from the commit. */
const UNPROTECTED = 'D1';

function refusalOf(told: Told, verdict: Verdict, entry: Removal | undefined): Refusal | undefined {
  const refusal = { overlay: told.overlay, object: nameOf(told), rule: verdict.rule, reason: verdict.reason };
  if (!entry)
    return {
      ...refusal,
      remedy: `Put it back, or add it to removals.yaml with a reason and the fate of its data. ${verdict.remedy}`,
    };
  if (entry.data === 'kept' && verdict.rule === UNPROTECTED)
    return {
      ...refusal,
      remedy: 'removals.yaml says that its data is kept, but Prune=false was not live: sync that first.',
    };
  return undefined;
}

/**
 * Refuses what Argo CD would take for a removal or a change of identity, unless it is on record. An overlay that goes as a
 * whole still needs its entries; `object: '*'` names all of them.
 */
export function guard(changes: readonly Told[], removals: readonly Removal[]): Guarded {
  const used = new Set<Removal>();
  const refusals = changes.flatMap((told) => {
    const entry = entryFor(told, removals);
    return told.verdicts
      .filter(({ guarded }) => guarded)
      .flatMap((verdict) => {
        if (entry) used.add(entry);
        return refusalOf(told, verdict, entry) ?? [];
      });
  });
  return { refusals, unused: removals.filter((removal) => !used.has(removal)) };
}
