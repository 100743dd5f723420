import { byCodeUnit, type Manifest, type ManifestFile } from '../../manifest/types';
import type { Finding } from '../finding';
import type { Kin, Tree } from '../tree';
import { SHARED_CLUSTER } from './cluster-of';
import type { Conflict } from './conflict';
import type { Footprint, Spot } from './footprint';
import { intrusions } from './intrusions';
import { rivalries } from './rivalries';

/** A conflict may be none where both only say "the cluster Argo CD runs in". */
const UNSURE_REMEDY =
  'Where these are two clusters, name each in the annotation slipway.dev/cluster of its AppProject; where not, part them.';

const finding = (spot: Spot, severity: Finding['severity'], message: string, remedy: string): Finding => ({
  rule: SHARED_CLUSTER,
  severity,
  path: spot.path,
  object: spot.object,
  ...(spot.at ? { at: spot.at } : {}),
  message,
  remedy,
  ...(spot.waived === undefined ? {} : { waived: spot.waived }),
});

type Shown = (path: string) => string;

/** How much overlays must have in common for the next one to gain by what is kept of the last. */
const MOSTLY = 0.8;

/** Overlays that are judged one after the other, to be held against each other at the end. */
export class Neighbourhood {
  readonly #footprints = new Map<Footprint, Shown>();
  #manifests: ReadonlySet<Manifest> = new Set();
  #last: Tree | undefined;

  /** How the objects of the next overlay belong with those of the one before. */
  kinOf(files: readonly ManifestFile[]): Kin {
    const common = files.reduce((sum, { manifest }) => sum + Number(this.#manifests.has(manifest)), 0);
    this.#manifests = new Set(files.map(({ manifest }) => manifest));
    return { isKept: common > files.length * MOSTLY, before: this.#last };
  }

  /** Keeps what was worked out of an overlay for the next one, where that is worth it. */
  remember(trees: readonly Tree[], { isKept }: Kin): void {
    for (const tree of trees) tree.close();
    this.#last = isKept ? trees.at(-1) : undefined;
  }

  /** Takes down an overlay; nothing of its tree is kept but names. @param shown what people call a file of it */
  add(footprint: Footprint, shown: Shown = (path) => path): void {
    this.#footprints.set(footprint, shown);
  }

  /** What was taken down of an overlay, if it was. */
  of(overlay: string): Footprint | undefined {
    return [...this.#footprints.keys()].find((footprint) => footprint.overlay === overlay);
  }

  /** What overlays of one cluster have against each other, told at the later one, sorted by file and field. */
  findings(): readonly Finding[] {
    const footprints = [...this.#footprints.keys()];
    const shared = sharedClusters(footprints);
    const conflicts = [...rivalries(footprints, shared), ...intrusions(footprints, shared)];
    const path = ({ own, spot }: Conflict): string => {
      const file = `${own.overlay || '.'}/${spot.path}`;
      return this.#footprints.get(own)?.(file) ?? file;
    };
    const sure = conflicts.filter(({ cluster }) => !cluster.unsure);
    return [
      ...sure.map((conflict) => ({ ...error(conflict), path: path(conflict) })),
      ...doubts(conflicts.filter(({ cluster }) => cluster.unsure)).map(([first, found]) => ({
        ...found,
        path: path(first),
      })),
    ].sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.at ?? '', b.at ?? ''));
  }
}

const error = ({ spot, message, remedy }: Conflict): Finding => finding(spot, 'error', message, remedy);

/** Clusters of several overlays. */
function sharedClusters(footprints: readonly Footprint[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { clusters } of footprints)
    for (const id of new Set([...clusters.values()].map((cluster) => cluster.id)))
      (seen.has(id) ? shared : seen).add(id);
  return shared;
}

/** One warning for two overlays, however much they have in common. */
function doubts(conflicts: readonly Conflict[]): readonly (readonly [first: Conflict, found: Finding])[] {
  const pairs = new Map<Footprint, Map<Footprint, Conflict[]>>();
  for (const conflict of conflicts) {
    const others = pairs.get(conflict.own) ?? new Map<Footprint, Conflict[]>();
    pairs.set(conflict.own, others.set(conflict.other, [...(others.get(conflict.other) ?? []), conflict]));
  }
  return [...pairs.values()].flatMap((others) =>
    [...others.values()].flatMap(([first, ...more]) => {
      if (!first) return [];
      const rest = more.length > 0 ? `, and so it is with ${more.length} more` : '';
      const doubt = `If ${first.cluster.name} is one cluster for both: ${first.message.replace(/\.$/, '')}${rest}.`;
      return [[first, finding(first.spot, 'warning', doubt, UNSURE_REMEDY)] as const];
    }),
  );
}
