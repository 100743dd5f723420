import type { Capacity } from '../../manifest/capacity';
import type { CapacityChange, Shortage, Sizes } from '../capacity/capacity';
import type { Line } from './blast-lines';
import { capital, plural } from './wording';

const GIB = 1024 ** 3;
const CORE = 1_000;

const rounded = (amount: number): string => String(Math.round(amount * 100) / 100);
/** An amount of bytes. */
export const gibibytes = (amount: number): string => `${rounded(amount / GIB)} GiB`;
/** An amount of CPU in milli-cores. */
export const cores = (milli: number): string => `${rounded(milli / CORE)} ${milli === CORE ? 'core' : 'cores'}`;
const count = (amount: number): string => String(amount);

type Figure = readonly [name: string, field: keyof Capacity, text: (amount: number) => string];

const FIGURES: readonly Figure[] = [
  ['pods', 'pods', count],
  ['CPU requested', 'cpu', cores],
  ['memory requested', 'memory', gibibytes],
  ['memory limits', 'memoryLimit', gibibytes],
  ['storage', 'storage', gibibytes],
];

const range = (amounts: readonly number[], text: (amount: number) => string): string => {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return least === most ? text(least) : `${text(least)} to ${text(most)}`;
};

/** One figure of overlays that change by the same amount: from what to what, or by how much where they differ. */
function figureText(each: readonly Sizes[], [name, field, text]: Figure): readonly string[] {
  const [old, now] = [each.map(({ before }) => before[field]), each.map(({ after }) => after[field])];
  const more = (now[0] ?? 0) - (old[0] ?? 0);
  if (more === 0) return [];
  const same = new Set(old).size === 1;
  if (same) return [`${name} ${text(old[0] ?? 0)} → ${text(now[0] ?? 0)}`];
  return [`${name} ${more > 0 ? '+' : '−'}${text(Math.abs(more))} each, now ${range(now, text)}`];
}

function offerText({ offer, each }: CapacityChange): string {
  if (!offer) return '';
  const { nodes, cpu, memory } = offer;
  const all = each.every(({ after }) => after.pods === 0);
  return all
    ? ''
    : ` (${plural(nodes, 'node')} ${nodes === 1 ? 'leaves' : 'leave'} ${cores(cpu)}, ${gibibytes(memory)})`;
}

const SIZE: readonly Figure[] = [
  ['pods', 'pods', count],
  ['', 'cpu', cores],
  ['of memory', 'memory', gibibytes],
  ['of storage', 'storage', gibibytes],
];

/** What overlays ask for that come or go as a whole. */
const wholeText = (all: readonly Capacity[]): string =>
  SIZE.map(([name, field, text]) => [all.map((each) => each[field]), name, text] as const)
    .filter(([amounts]) => Math.max(...amounts) > 0)
    .map(([amounts, name, text]) => `${range(amounts, text)} ${name}`.trim())
    .join(', ');

function figuresText(change: CapacityChange): string {
  const { each } = change;
  if (each.every(({ after }) => after.pods === 0))
    return `once taken down it frees ${wholeText(each.map(({ before }) => before))}`;
  if (each.every(({ before }) => before.pods === 0))
    return `it asks for ${wholeText(each.map(({ after }) => after))}${offerText(change)}`;
  const figures = FIGURES.flatMap((figure) => figureText(each, figure));
  return `${figures.join(', ') || 'the nodes change'}${offerText(change)}`;
}

const AMOUNT: Readonly<Record<Shortage['resource'], (amount: number) => string>> = { cpu: cores, memory: gibibytes };
const OF: Readonly<Record<Shortage['resource'], string>> = { cpu: '', memory: ' of memory' };

const shortText = ({ resource, by, asked, offered }: Shortage, nodes: number): string => {
  const [want, have] = [`${AMOUNT[resource](asked)}${OF[resource]}`, AMOUNT[resource](offered)];
  if (by === 'pod') return `one pod asks for ${want}, and a node leaves ${have}`;
  const who = by === 'update' ? 'with the pods an update adds, pods ask for' : 'pods ask for';
  return `${who} ${want}, and ${plural(nodes, 'node')} ${nodes === 1 ? 'leaves' : 'leave'} ${have}`;
};

const VERDICT: Readonly<Record<CapacityChange['fit'], string>> = {
  'no-longer': 'Does not fit any more',
  'still-not': 'Did not fit before, and does not now',
  'not-while-updating': 'Fits, but not while it is updated',
  fits: '',
  unknown: '',
};

const REMEDY: Readonly<Record<CapacityChange['fit'], string>> = {
  'no-longer': 'Some pods will wait for room without end: ask for less, or add nodes first.',
  'still-not': 'Some pods wait for room: ask for less, or add nodes.',
  'not-while-updating': 'New pods may wait for room while old ones run: free some first, or set maxSurge to 0.',
  fits: '',
  unknown: '',
};

/** What a change asks of the nodes, what does not fit first: the shortage with its remedy, and the figures that change. */
export const capacityLines = (changes: readonly CapacityChange[]): readonly Line[] =>
  changes.map((change) => {
    const { fit, short, each, offer } = change;
    const [figures, overlays] = [figuresText(change), each.map(({ overlay }) => overlay)];
    if (short.length === 0) return { text: capital(figures), overlays, remedy: '', grave: false };
    const why = short.map((each) => shortText(each, offer?.nodes ?? 0)).join('; ');
    return { text: `${VERDICT[fit]}: ${why}; ${figures}`, overlays, remedy: REMEDY[fit], grave: true };
  });
