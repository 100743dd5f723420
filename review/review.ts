import { byCodeUnit } from '../manifest/types';
import type { Blast } from './blast/blast';
import { reach } from './blast/index';
import type { CapacityChange } from './capacity/capacity';
import { capacityChanges, type Weighed } from './capacity/index';
import type { OtherFile, Sides } from './change';
import { type Folded, fold } from './fold/fold';
import { isMirrored } from './objects/mirrored';
import { differences, type Pair, pairOf } from './objects/pair';
import { placeOf } from './objects/place';
import { byPlace, podsOfTold, type Told, tell } from './told';
import type { Tree } from './tree/tree';
import { Judge } from './verdicts/judge';
import { RISKS, type Risk } from './verdicts/risk';
import { gravest } from './verdicts/verdict';

/** What a change of trees will do to the clusters. */
export interface Review {
  readonly base: string;
  readonly head: string;
  /** Overlays of both trees. */
  readonly overlays: readonly string[];
  /** The full diff, by overlay and file. */
  readonly changes: readonly Told[];
  /** The same, folded. */
  readonly blocks: readonly Folded[];
  /** The whole objects behind each line of the full diff. */
  readonly objects: ReadonlyMap<Told, Sides>;
  /** Changed files that hold no objects. */
  readonly others: readonly OtherFile[];
  /** Files synth writes about its objects, and so change with them: they say nothing that is not told above. */
  readonly mirrored: readonly OtherFile[];
  /** Files whose text changed but no object. */
  readonly formOnly: number;
  /** How many objects change, by their gravest verdict; zeros are left out. */
  readonly counts: Readonly<Partial<Record<Risk, number>>>;
  /** Pods that restart, over all overlays. */
  readonly pods: number;
  /** How far changes reach through those who use what changes; overlays without a plan are left out. */
  readonly blast: readonly Blast[];
  /** What overlays ask more or less of their nodes, what does not fit first. */
  readonly capacity: readonly CapacityChange[];
}

/** How trees are read. */
export interface ReviewOptions {
  /** How many folders name an overlay. */
  readonly depth: number;
}

const countsOf = (changes: readonly Told[]): Readonly<Partial<Record<Risk, number>>> => {
  const counts = new Map<Risk, number>();
  for (const { verdicts } of changes) counts.set(gravest(verdicts), (counts.get(gravest(verdicts)) ?? 0) + 1);
  return Object.fromEntries(RISKS.flatMap((risk) => (counts.has(risk) ? [[risk, counts.get(risk)]] : [])));
};

const overlaysOf = ({ base, head, depth }: Pair): readonly string[] => {
  const names = new Set<string>();
  for (const { paths } of [base, head]) for (const path of paths) names.add(placeOf(path, depth).overlay);
  return [...names].filter(Boolean).sort(byCodeUnit);
};

/** Files that are told, and those that need not be. Plans that cannot be read are told as such. */
function sortOut(
  others: readonly OtherFile[],
  faults: readonly OtherFile[],
  isMirror: (other: OtherFile) => boolean,
): Pick<Review, 'others' | 'mirrored'> {
  const faulty = new Set(faults.map(({ path }) => path));
  const files = [...others.filter(({ path }) => !faulty.has(path)), ...faults];
  return { others: files.filter((other) => !isMirror(other)), mirrored: files.filter(isMirror) };
}

/** Compares two trees of manifests and weighs what differs. A function of the two alone. */
export function review(base: Tree, head: Tree, { depth }: ReviewOptions): Review {
  const pair = pairOf(base, head, depth);
  const { sides } = pair;
  const { changes, others, formOnly } = differences(pair);
  const judge = new Judge(sides);
  const isWhole = (overlay: string): boolean =>
    sides.before.paths(overlay).length === 0 || sides.after.paths(overlay).length === 0;
  const weighed = changes.map((change): Weighed => [change, judge.verdicts(change)]);
  const objects = new Map(
    weighed.map(([change, verdicts]): [Told, Sides] => [tell(change, verdicts, isWhole(change.overlay)), change]),
  );
  const told = [...objects.keys()].sort(byPlace);
  const { blasts, plans, faults } = reach(pair, told, others);
  const capacity = capacityChanges(weighed, sides, plans);
  const toldOf = new Set([
    ...told.map(({ overlay }) => overlay),
    ...blasts.flatMap(({ overlays }) => overlays),
    ...capacity.flatMap(({ each }) => each.map(({ overlay }) => overlay)),
  ]);
  return {
    base: base.label,
    head: head.label,
    overlays: overlaysOf(pair),
    changes: told,
    blocks: fold(told),
    objects,
    ...sortOut(others, faults, (other) => isMirrored(other, [base, head], (overlay) => toldOf.has(overlay))),
    formOnly,
    counts: countsOf(told),
    pods: told.reduce((sum, change) => sum + podsOfTold(change), 0),
    blast: blasts,
    capacity,
  };
}
