import { readFileSync } from 'node:fs';
import { byCodeUnit, type Fields } from '../../manifest/types';

/** JSON of a file. @throws Error when there is no such file. */
export const readJson = (file: string): Fields => JSON.parse(readFileSync(file, 'utf8'));

/** Rows of a table of tab-separated values, by the names in its first line. @throws Error when there is no such file. */
export function readTable(file: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])));
}

/** A value with its keys in the order of code units, all the way down; the order of lists stays. */
export function sorted(value: Fields): Fields {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries<Fields>(value).sort(([a], [b]) => byCodeUnit(a, b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** A file of the pack: the header, then one entry a line in the order of their names. */
export const packText = (header: Fields, entries: readonly (readonly [string, ...Fields[]])[]): string =>
  `${[JSON.stringify(header), ...[...entries].sort(([a], [b]) => byCodeUnit(a, b)).map((entry) => JSON.stringify(entry))].join('\n')}\n`;
