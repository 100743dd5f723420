import { type Blast, type BlastEdge, FATES, type Impact } from '../blast/blast';
import { plural, podsText } from './wording';

/** One thing to know, in one sentence, and the overlays it holds for. */
export interface Line {
  readonly text: string;
  readonly overlays: readonly string[];
  /** What to do about it; empty where there is nothing to do. */
  readonly remedy: string;
  readonly grave: boolean;
}

const FEW = 4;

/** Names in a sentence: all of a few, and the first of many. */
export const listed = (names: readonly string[], most = FEW): string => {
  if (names.length > most + 1) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

const SAYS: Readonly<Record<Impact['fate'], (impact: Impact, pods: string) => string>> = {
  removed: ({ service, movedTo }) =>
    movedTo === undefined ? `${service} goes away` : `${service} goes away, and ${movedTo} serves instead`,
  'at-risk': ({ service }) => `Data of ${service} is at risk`,
  stops: ({ service }, pods) => `${service} stops before it comes back${pods}`,
  weakened: ({ service }) => `${service} serves less or breaks`,
  restarts: ({ service }, pods) => `${service} restarts${pods}`,
};

function usedBy({ fate, isPublic, direct, indirect }: Impact): string {
  const gone = fate === 'removed';
  const people = gone ? 'people used it' : 'people use it';
  if (direct.length === 0 && isPublic) return `${people}, and no service${gone ? ' that stays' : ''}`;
  if (direct.length === 0) return gone ? 'no service that stays used it' : 'no service uses it';
  const verb = gone ? 'used' : direct.length === 1 ? 'uses' : 'use';
  const through = direct.length === 1 ? `through ${direct[0]}` : 'through these';
  const more = indirect.length > 0 ? `, ${plural(indirect.length, 'more service')} ${through}` : '';
  return `${listed(direct)} ${verb} it${more}${isPublic ? `; ${people}` : ''}`;
}

const counted = (pods: readonly number[]): string => {
  const text = podsText(pods);
  return text ? ` (${text})` : '';
};

interface Told {
  readonly impact: Impact;
  readonly overlays: readonly string[];
}

/** Impacts that are the same in several groups of overlays, as one. */
function together(blasts: readonly Blast[]): readonly Told[] {
  const found = new Map<string, Told>();
  for (const { overlays, impacts } of blasts)
    for (const impact of impacts) {
      const key = JSON.stringify({ ...impact, pods: undefined });
      const known = found.get(key);
      const pods = [...(known?.impact.pods ?? []), ...impact.pods];
      found.set(key, { impact: { ...impact, pods }, overlays: [...(known?.overlays ?? []), ...overlays] });
    }
  const rank = ({ impact: { fate } }: Told): number => FATES.indexOf(fate);
  const users = ({ impact: { direct, indirect } }: Told): number => direct.length + indirect.length;
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || users(b) - users(a));
}

const impactLine = ({ impact, overlays }: Told): Line => ({
  text: `${SAYS[impact.fate](impact, counted(impact.pods))}: ${usedBy(impact)}`,
  overlays,
  remedy: '',
  grave: impact.fate === 'removed' || impact.fate === 'at-risk',
});

/** Uses that come or go, one line a service and direction. */
function edgeLines({ overlays, edges }: Blast): readonly Line[] {
  const lines = new Map<string, string[]>();
  const of = (status: BlastEdge['status'], verb: string): void => {
    for (const { from, to, endpoint } of edges.filter((edge) => edge.status === status)) {
      const key = `${from} ${verb}`;
      lines.set(key, [...(lines.get(key) ?? []), `${to} (${endpoint})`]);
    }
  };
  of('comes', 'newly reaches');
  of('goes', 'no longer reaches');
  return [...lines].map(([key, targets]) => ({
    text: `${key} ${listed(targets)}`,
    overlays,
    remedy: '',
    grave: false,
  }));
}

const foldLines = (lines: readonly Line[]): readonly Line[] => {
  const found = new Map<string, Line>();
  for (const line of lines) {
    const known = found.get(line.text);
    found.set(line.text, known ? { ...known, overlays: [...known.overlays, ...line.overlays] } : line);
  }
  return [...found.values()];
};

const wholeLine = ({ overlays, whole, nodes }: Blast): Line => ({
  text: `${whole === 'removed' ? 'Goes' : 'Comes'} as a whole, with ${plural(nodes.length, 'service')}: ${listed(nodes.map(({ name }) => name))}`,
  overlays,
  remedy: whole === 'removed' ? 'Who uses them from outside the overlay stands in no plan: ask before merging.' : '',
  grave: whole === 'removed',
});

/** How far a change reaches, the gravest first: one line a service that something happens to, then uses that come or go. */
export function blastLines(blasts: readonly Blast[]): readonly Line[] {
  const [whole, parts] = [blasts.filter((blast) => blast.whole), blasts.filter((blast) => !blast.whole)];
  return [...whole.map(wholeLine), ...together(parts).map(impactLine), ...foldLines(parts.flatMap(edgeLines))];
}
