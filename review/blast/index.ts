import { PLAN_FILE } from '../../manifest/plan-file';
import type { OtherFile } from '../change';
import type { Pair } from '../objects/pair';
import { placeOf } from '../objects/place';
import type { Told } from '../told';
import type { Blast } from './blast';
import { foldBlasts } from './fold';
import { type Plans, plansOf } from './plans';
import { type Presence, radius } from './radius';

/** How far changes reach, with the plans this was read from. */
export interface Reach {
  readonly blasts: readonly Blast[];
  /** Plans by overlay, of every overlay with a change. */
  readonly plans: ReadonlyMap<string, Plans>;
  /** Plans that cannot be read. */
  readonly faults: readonly OtherFile[];
}

/** Overlays whose objects or plan change. */
function overlaysIn(changes: readonly Told[], others: readonly OtherFile[], depth: number): readonly string[] {
  const replanned = others.filter(({ path }) => path.endsWith(PLAN_FILE)).map(({ path }) => placeOf(path, depth));
  const planned = replanned.filter(({ service }) => service === '').map(({ overlay }) => overlay);
  return [...new Set([...changes.map(({ overlay }) => overlay), ...planned])];
}

/** How far changes reach through those who use what changes, told once for overlays where it is the same. */
export function reach(
  { base, head, sides, depth }: Pair,
  changes: readonly Told[],
  others: readonly OtherFile[],
): Reach {
  const overlays = overlaysIn(changes, others, depth);
  const { plans, faults } = plansOf(base, head, overlays);
  const own = new Map<string, Told[]>(overlays.map((overlay) => [overlay, []]));
  for (const told of changes) own.get(told.overlay)?.push(told);
  const blasts = [...own].flatMap(([overlay, its]) => {
    const presence = (service: string): Presence => ({
      before: sides.before.count(overlay, service) > 0,
      after: sides.after.count(overlay, service) > 0,
    });
    return radius({ overlay, changes: its, plans: plans.get(overlay) ?? {}, presence }) ?? [];
  });
  return { blasts: foldBlasts(blasts), plans, faults };
}
