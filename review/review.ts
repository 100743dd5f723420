import { byCodeUnit } from '../manifest/types';
import type { Blast } from './blast/blast';
import { reach } from './blast/index';
import type { OtherFile, Sides } from './change';
import { type Folded, fold } from './fold/fold';
import { differences } from './objects/pair';
import { Parser } from './objects/parse';
import { placeOf } from './objects/place';
import { byPlace, podsOfTold, type Told, tell } from './told';
import type { Tree } from './tree/tree';
import { surroundings } from './verdicts/around';
import { judge } from './verdicts/index';
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
  readonly sides: ReadonlyMap<Told, Sides>;
  /** Changed files that hold no objects. */
  readonly others: readonly OtherFile[];
  /** Files whose text changed but no object. */
  readonly formOnly: number;
  /** How many objects change, by their gravest verdict; zeros are left out. */
  readonly counts: Readonly<Partial<Record<Risk, number>>>;
  /** Pods that restart, over all overlays. */
  readonly pods: number;
  /** How far changes reach through those who use what changes; overlays without a plan are left out. */
  readonly blast: readonly Blast[];
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

const overlaysOf = (trees: readonly Tree[], depth: number): readonly string[] =>
  [...new Set(trees.flatMap(({ ids }) => [...ids.keys()].map((path) => placeOf(path, depth).overlay)))]
    .filter(Boolean)
    .sort(byCodeUnit);

/** Compares two trees of manifests and weighs what differs. A function of the two alone. */
export function review(base: Tree, head: Tree, { depth }: ReviewOptions): Review {
  const parser = new Parser();
  const around = surroundings(base, head, depth, parser);
  const { changes, others, formOnly } = differences(base, head, depth, parser);
  const sides = new Map(
    changes.map((change) => {
      const { overlay } = change;
      const whole = !around.hasOverlay(overlay, 'before') || !around.hasOverlay(overlay, 'after');
      return [tell(change, judge(change, around), whole), change];
    }),
  );
  const told = [...sides.keys()].sort(byPlace);
  const presence = (overlay: string, service: string) => ({
    before: around.filesInFolder({ overlay, service }, 'before') > 0,
    after: around.filesInFolder({ overlay, service }, 'after') > 0,
  });
  const { blasts, faults } = reach({ base, head, depth, changes: told, others, presence });
  return {
    base: base.label,
    head: head.label,
    overlays: overlaysOf([base, head], depth),
    changes: told,
    blocks: fold(told),
    sides,
    others: [...others, ...faults],
    formOnly,
    counts: countsOf(told),
    pods: told.reduce((sum, change) => sum + podsOfTold(change), 0),
    blast: blasts,
  };
}
