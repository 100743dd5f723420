import { NO_CAPACITY } from '../../manifest/capacity';
import { byCodeUnit } from '../../manifest/types';
import type { Plan, Plans } from '../blast/plans';
import type { Change } from '../change';
import type { Snapshot } from '../objects/snapshot';
import type { Snapshots } from '../verdicts/around';
import type { Verdict } from '../verdicts/verdict';
import { type CapacityChange, FITS, type Room } from './capacity';
import { type Fitting, fitting, type State } from './fit';
import { isSized, matters } from './matters';
import { offerOf } from './offer';
import { type Size, sizeOf } from './size';
import { surge } from './surge';

/** A change with what is said of it. */
export type Weighed = readonly [change: Change, verdicts: readonly Verdict[]];

/** Works out sizes, once for all overlays that hold the same. */
class Scales {
  readonly #known = new Map<string, Size>();

  size(side: Snapshot, overlay: string, nodes: number): Size {
    const files = side.filesWith(overlay, isSized);
    const key = `${nodes} ${files.map(({ id }) => id).join()}`;
    const known = this.#known.get(key);
    if (known) return known;
    const objects = files.flatMap(({ path }) => side.objects(path, overlay));
    const size = sizeOf(
      objects.filter(({ kind }) => isSized(kind)),
      nodes,
    );
    this.#known.set(key, size);
    return size;
  }
}

const isReplanned = ({ before, after }: Plans): boolean =>
  before !== undefined && after !== undefined && JSON.stringify(before.site) !== JSON.stringify(after.site);

const add = (a: Room, b: Room): Room => ({ cpu: a.cpu + b.cpu, memory: a.memory + b.memory });

/** Volumes do not shrink, nor go with the pods that had them: storage is only less where all of the overlay goes. */
function kept({ size: old }: State, { size, offer }: State): State {
  const storage = size.total.pods === 0 ? size.total.storage : Math.max(old.total.storage, size.total.storage);
  const volumes = size.total.pods === 0 ? size.total.volumes : Math.max(old.total.volumes, size.total.volumes);
  return { size: { ...size, total: { ...size.total, storage, volumes } }, offer };
}

interface Weight extends Fitting {
  readonly overlay: string;
  readonly before: State;
  readonly after: State;
  readonly surge: Room;
}

/** One overlay on both scales. Without a plan an agent counts as one pod. */
function weigh(overlay: string, changes: readonly Weighed[], sides: Snapshots, plans: Plans, scales: Scales): Weight {
  const state = (side: Snapshot, plan: Plan | undefined): State => ({
    size: scales.size(side, overlay, plan?.site.nodes.count ?? 1),
    ...{ offer: plan && offerOf(plan.site) },
  });
  const before = state(sides.before, plans.before ?? plans.after);
  const after = kept(before, state(sides.after, plans.after ?? plans.before));
  const more = changes.map(([change, verdicts]) => surge(change, verdicts)).reduce(add, NO_CAPACITY);
  const { cpu, memory } = more;
  return { overlay, before, after, surge: { cpu, memory }, ...fitting(before, after, { cpu, memory }) };
}

const hasChanged = ({ before, after }: Weight): boolean =>
  JSON.stringify([before.size.total, before.offer]) !== JSON.stringify([after.size.total, after.offer]);

/** What must be equal for overlays to be told together: the difference, the nodes, and how it fits. */
function alike({ before, after, surge, fit, short }: Weight): string {
  const [old, now] = [before.size.total, after.size.total];
  const more = (Object.keys(now) as readonly (keyof typeof now)[]).map((name) => now[name] - old[name]);
  const gone = now.pods === 0 || old.pods === 0;
  return JSON.stringify([more, gone, after.offer, surge, fit, short.map(({ resource, by }) => [resource, by])]);
}

/** The figures of the overlay that is shortest stand for its group. */
const shortest = (group: readonly Weight[]): Fitting['short'] =>
  [...group].sort((a, b) => (b.short[0]?.asked ?? 0) - (a.short[0]?.asked ?? 0))[0]?.short ?? [];

function join(group: readonly Weight[]): CapacityChange {
  const [first] = group as readonly [Weight, ...Weight[]];
  const { fit, surge, after } = first;
  return {
    each: group.map(({ overlay, before, after }) => ({ overlay, before: before.size.total, after: after.size.total })),
    fit,
    short: shortest(group),
    ...(after.offer ? { offer: after.offer } : {}),
    surge,
  };
}

const byFit = (a: CapacityChange, b: CapacityChange): number =>
  FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || b.each.length - a.each.length;

/** What overlays ask more or less of their nodes; the gravest first. Empty where nothing about that changes. */
export function capacityChanges(
  changes: readonly Weighed[],
  sides: Snapshots,
  plans: ReadonlyMap<string, Plans>,
): readonly CapacityChange[] {
  const scales = new Scales();
  const own = new Map<string, Weighed[]>([...plans.keys()].map((overlay) => [overlay, []]));
  for (const weighed of changes) own.get(weighed[0].overlay)?.push(weighed);
  const groups = new Map<string, Weight[]>();
  for (const [overlay, its] of [...own].sort(([a], [b]) => byCodeUnit(a, b))) {
    const planned = plans.get(overlay) ?? {};
    if (!isReplanned(planned) && !its.some(([change]) => matters(change))) continue;
    const weight = weigh(overlay, its, sides, planned, scales);
    if (!hasChanged(weight)) continue;
    groups.set(alike(weight), [...(groups.get(alike(weight)) ?? []), weight]);
  }
  return [...groups.values()].map(join).sort(byFit);
}
