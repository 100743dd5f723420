import { distance } from 'fastest-levenshtein';
import { identityOf, type Manifest } from '../../manifest/types';
import type { Change } from '../change';
import { compare } from '../compare/compare';

/** Share of fields two objects must have in common to count as one that was renamed. */
const ALIKE = 0.7;
/** Pairs of one kind above which renames are not searched for; all stay removed and added. */
const MOST_PAIRS = 2_500;

const leaves = (value: unknown, path: string, into: Set<string>): Set<string> => {
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) leaves(inner, `${path}.${key}`, into);
  } else into.add(`${path}=${String(value)}`);
  return into;
};

const contentOf = ({ apiVersion, kind, metadata, status, ...content }: Manifest): Set<string> =>
  leaves({ ...content, labels: metadata.labels }, '', new Set());

interface Pair {
  readonly removed: Change;
  readonly added: Change;
  readonly likeness: number;
}

/** Share of fields in common, from 0 to 1; names decide between equals. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, names: readonly [string, string]): number {
  const shared = [...a].filter((leaf) => b.has(leaf)).length;
  const longest = Math.max(names[0].length, names[1].length, 1);
  const byName = 1 - distance(names[0], names[1]) / longest;
  const size = Math.max(a.size, b.size);
  return size === 0 ? byName : (shared / size) * 0.9 + byName * 0.1;
}

function pairsOf(removed: readonly Change[], added: readonly Change[]): readonly Pair[] {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const contents = new Map(
    [...removed, ...added].map((change) => [change, contentOf((change.after ?? change.before)?.manifest as Manifest)]),
  );
  return removed.flatMap((gone) =>
    added
      .map((come) => ({
        removed: gone,
        added: come,
        likeness: likeness(contents.get(gone) ?? new Set(), contents.get(come) ?? new Set(), [
          gone.identity.name,
          come.identity.name,
        ]),
      }))
      .filter((pair) => pair.likeness >= ALIKE),
  );
}

/** The best pairs first; none of the two is used twice. Equals keep the order they came in. */
function choose(pairs: readonly Pair[]): readonly Pair[] {
  const used = new Set<Change>();
  return [...pairs]
    .sort((a, b) => b.likeness - a.likeness)
    .filter(({ removed, added }) => {
      if (used.has(removed) || used.has(added)) return false;
      used.add(removed).add(added);
      return true;
    });
}

const renamed = ({ removed, added }: Pair): Change => ({
  ...added,
  status: 'renamed',
  ...(removed.before ? { before: removed.before } : {}),
  edits: removed.before && added.after ? compare(removed.before.manifest, added.after.manifest) : [],
});

const kindOf = ({ identity: { group, kind } }: Change): string => `${group}/${kind}`;

/** The changes of one overlay, with an object that goes and a like one of its kind that comes told as one rename. */
export function renames(changes: readonly Change[]): readonly Change[] {
  const ofStatus = (status: string) => changes.filter((change) => change.status === status);
  const byKind = (list: readonly Change[], kind: string) => list.filter((change) => kindOf(change) === kind);
  const [removed, added] = [ofStatus('removed'), ofStatus('added')];
  const kinds = [...new Set(removed.map(kindOf))].filter((kind) => added.some((change) => kindOf(change) === kind));
  const pairs = kinds.flatMap((kind) => choose(pairsOf(byKind(removed, kind), byKind(added, kind))));
  const gone = new Set(pairs.map((pair) => pair.removed));
  const come = new Map(pairs.map((pair) => [pair.added, pair]));
  return changes
    .filter((change) => !gone.has(change))
    .map((change) => {
      const pair = come.get(change);
      return pair ? renamed(pair) : change;
    });
}

/** The identity an object had before it was renamed; `undefined` for every other change. */
export const formerIdentity = ({ status, before }: Change) =>
  status === 'renamed' && before ? identityOf(before.manifest) : undefined;
