import { type Labels, matchesSelector } from '../../manifest/selector';
import { byCodeUnit, type Manifest, type ManifestFile } from '../../manifest/types';
import type { Finding } from '../finding';
import type { Kin, Tree } from '../tree';
import { SHARED_CLUSTER } from './cluster-of';
import { type Claim, claimOf, type Footprint, type Link, type Spot } from './footprint';

/** An entry of a store that is reached by an address of its own is the same from every cluster. */
const isAnywhere = (key: string): boolean => /"https?:\/\/(?![^"]*(?:\.svc\b|kubernetes\.default))/.test(key);

const keyOf = ({ what, key, cluster }: Claim): string =>
  `${what} ${what === 'entry' && isAnywhere(key) ? '' : cluster.id} ${key}`;

const SAYS: Readonly<
  Record<Claim['what'], (claim: Claim, other: string) => readonly [message: string, remedy: string]>
> = {
  object: ({ object, cluster }, other) => [
    `Overlay ${other} writes ${object} as well, on the same cluster ${cluster.name}.`,
    'Give each overlay namespaces and names of its own, or a cluster of its own.',
  ],
  host: ({ key, cluster }, other) => [
    `Overlay ${other} publishes ${key} as well, on the same cluster ${cluster.name}.`,
    'Give each overlay a domain of its own.',
  ],
  entry: ({ key }, other) => [
    `Overlay ${other} writes the entry ${key.slice(key.lastIndexOf(':') + 1)} of the same store as well.`,
    'Begin the entries of each overlay with its name.',
  ],
};

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

interface Conflict {
  readonly spot: Spot;
  readonly own: Footprint;
  readonly other: Footprint;
  readonly message: string;
  readonly remedy: string;
}

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

  /** What overlays of one cluster have against each other, told at the later one, sorted by file and field. */
  findings(): readonly Finding[] {
    const conflicts = [...rivalries([...this.#footprints.keys()]), ...intrusions([...this.#footprints.keys()])];
    const path = ({ own, spot }: Conflict): string => {
      const file = `${own.overlay || '.'}/${spot.path}`;
      return this.#footprints.get(own)?.(file) ?? file;
    };
    const sure = conflicts.filter(({ spot }) => !spot.cluster.unsure);
    return [
      ...sure.map((conflict) => ({ ...error(conflict), path: path(conflict) })),
      ...doubts(conflicts.filter(({ spot }) => spot.cluster.unsure)).map(([first, found]) => ({
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
  for (const { folders } of footprints)
    for (const id of new Set(folders.map(({ cluster }) => cluster.id))) (seen.has(id) ? shared : seen).add(id);
  return shared;
}

const claimsIn = ({ folders, claims }: Footprint, shared: ReadonlySet<string>): readonly Claim[] => [
  ...folders
    .filter(({ cluster }) => shared.has(cluster.id))
    .flatMap(({ cluster, objects }) => objects.map((object) => claimOf(object, cluster))),
  ...claims,
];

/** What two overlays have and only one may. */
function rivalries(footprints: readonly Footprint[]): readonly Conflict[] {
  const shared = sharedClusters(footprints);
  const owners = new Map<string, Footprint>();
  const conflicts: Conflict[] = [];
  for (const own of footprints)
    for (const claim of claimsIn(own, shared)) {
      const key = keyOf(claim);
      const other = owners.get(key) ?? own;
      owners.set(key, other);
      if (other === own) continue;
      const [message, remedy] = SAYS[claim.what](claim, other.overlay);
      conflicts.push({ spot: claim, own, other, message, remedy });
    }
  return conflicts;
}

/** Ways between overlays of one cluster; most clusters have one overlay, and nothing to compare. */
function intrusions(footprints: readonly Footprint[]): readonly Conflict[] {
  const byCluster = new Map<string, Footprint[]>();
  for (const footprint of footprints)
    for (const id of footprint.namespaces.keys()) byCluster.set(id, [...(byCluster.get(id) ?? []), footprint]);
  return footprints.flatMap((own) =>
    own.links.flatMap((link) =>
      (byCluster.get(link.cluster.id) ?? [])
        .filter((other) => other !== own)
        .flatMap((other) => intrusion(own, other, link)),
    ),
  );
}

/** A namespace of the other overlay that a host name or a policy means and that is none of its own. */
function intrusion(own: Footprint, other: Footprint, link: Link): readonly Conflict[] {
  const { cluster, meant } = link;
  const found = [...(other.namespaces.get(cluster.id) ?? [])].find(
    ([name, labels]) => !own.namespaces.get(cluster.id)?.has(name) && means(meant, name, labels),
  );
  if (!found) return [];
  const [name] = found;
  const where = `namespace ${name}, which is overlay ${other.overlay}'s`;
  const message = link.what === 'host' ? `${link.text} leads into ${where}.` : `It lets in ${where}.`;
  return [{ spot: link, own, other, message, remedy: INTRUSION_REMEDY }];
}

const INTRUSION_REMEDY = 'Keep overlays apart, or say in a waiver why this one is shared.';

const means = (meant: Link['meant'], name: string, labels: Labels): boolean =>
  typeof meant === 'string' ? meant === name : matchesSelector(meant, labels);

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
      const doubt = `If ${first.spot.cluster.name} is one cluster for both: ${first.message.replace(/\.$/, '')}${rest}.`;
      return [[first, finding(first.spot, 'warning', doubt, UNSURE_REMEDY)] as const];
    }),
  );
}
