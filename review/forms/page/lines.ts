import { dump } from 'js-yaml';
import { byCodeUnit, type Fields } from '../../../manifest/types';
import { stretches } from '../../compare/sequence';

const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];
const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
const byField = (a: string, b: string): number => rank(a) - rank(b) || byCodeUnit(a, b);

const isMap = (value: Fields): value is Readonly<Record<string, Fields>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const ordered = (value: Fields): Fields => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byField(a, b))
      .map(([name, inner]) => [name, ordered(inner)]),
  );
};

/** An object as lines of YAML with sorted fields, so that only content makes lines differ; none for `undefined`. */
export const yamlLines = (object: Fields): readonly string[] =>
  object === undefined
    ? []
    : dump(ordered(object), { lineWidth: -1, noRefs: true, seqNoIndent: true }).replace(/\n$/, '').split('\n');

/** A line of one side, with its number from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** What stands beside each other. Both sides are the same, or at least one of them is changed. */
export interface Row {
  readonly same: boolean;
  readonly before?: Line;
  readonly after?: Line;
  /** Where a row holds one side of a change only: the line on the other side. */
  readonly other?: Line;
}

const line = (lines: readonly string[], index: number): Line => ({ number: index + 1, text: lines[index] ?? '' });

/** Two texts beside each other, line by line. */
export function rowsOf(before: readonly string[], after: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  let [a, b] = [0, 0];
  const same = (until: number): void => {
    for (; a < until; a++, b++) rows.push({ same: true, before: line(before, a), after: line(after, b) });
  };
  for (const { aStart, aEnd, bEnd } of stretches(before, after)) {
    same(aStart);
    for (; a < aEnd || b < bEnd; a = Math.min(a + 1, aEnd), b = Math.min(b + 1, bEnd))
      rows.push({
        same: false,
        ...(a < aEnd ? { before: line(before, a) } : {}),
        ...(b < bEnd ? { after: line(after, b) } : {}),
      });
  }
  same(before.length);
  return rows;
}

/** Rows that are shown at once, or first folded because nothing changes there. */
export interface Section {
  readonly folded: boolean;
  readonly rows: readonly Row[];
}

/** Rows with those folded that stand more than `context` rows from every change; a fold is worth four rows at least. */
export function sections(rows: readonly Row[], context: number): readonly Section[] {
  const near = rows.map(() => false);
  rows.forEach(({ same }, index) => {
    if (!same) near.fill(true, Math.max(0, index - context), index + context + 1);
  });
  const found: { folded: boolean; rows: Row[] }[] = [];
  rows.forEach((row, index) => {
    const last = found.at(-1);
    if (last && last.folded === !near[index]) last.rows.push(row);
    else found.push({ folded: !near[index], rows: [row] });
  });
  return found.map((section) => (section.rows.length < WORTH ? { ...section, folded: false } : section));
}

const WORTH = 4;

/** The lines of changed rows with what goes before what comes, as a diff in one column has them. */
export function unifiedRows(rows: readonly Row[]): readonly Row[] {
  const found: Row[] = [];
  let come: Row[] = [];
  for (const row of rows) {
    if (row.same) {
      found.push(...come, row);
      come = [];
      continue;
    }
    const { before, after } = row;
    if (before) found.push({ same: false, before, ...(after ? { other: after } : {}) });
    if (after) come.push({ same: false, after, ...(before ? { other: before } : {}) });
  }
  return [...found, ...come];
}

/** Where two lines differ: the first character, and the characters behind the last one on each side. */
export interface Difference {
  readonly start: number;
  readonly before: number;
  readonly after: number;
}

/** The part in which two lines differ; `undefined` where they have too little in common to tell. */
export function differenceOf(before: string, after: string): Difference | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const common = before.slice(0, start).trimStart().length + tail;
  return common < shorter / LEAST ? undefined : { start, before: before.length - tail, after: after.length - tail };
}

/** The share of a line that stays for the rest to be worth marking, as its reciprocal. */
const LEAST = 4;
