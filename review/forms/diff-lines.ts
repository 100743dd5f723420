import type { Fields } from '../../manifest/types';
import { type Edit, pathText } from '../compare/edit';

/** A line of a diff: what was, what is, or where. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

const scalar = (value: Fields): string => {
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' || /^\s|\s$|\n/.test(value) ? JSON.stringify(value) : value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const isHolder = (value: Fields): value is object =>
  value !== null && typeof value === 'object' && Object.keys(value).length > 0;

/** A value as lines that resemble YAML; JSON for what is short. */
function valueLines(label: string, value: Fields, sign: DiffLine['sign'], depth: number): readonly DiffLine[] {
  const indent = '  '.repeat(depth);
  if (typeof value === 'string' && value.includes('\n'))
    return [
      { sign, text: `${indent}${label}: |` },
      ...value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => ({ sign, text: `${indent}  ${line}` })),
    ];
  if (!isHolder(value) || JSON.stringify(value).length <= SHORT)
    return [{ sign, text: `${indent}${label}: ${scalar(value)}` }];
  const isList = Array.isArray(value);
  return [
    { sign, text: `${indent}${label}:` },
    ...Object.entries(value).flatMap(([key, inner]) => valueLines(isList ? '-' : key, inner, sign, depth + 1)),
  ];
}

const SHORT = 80;

const sideLines = (label: string, value: Fields, sign: '-' | '+'): readonly DiffLine[] => {
  if (label !== '') return valueLines(label, value, sign, 0);
  return Object.entries(value ?? {}).flatMap(([key, inner]) => valueLines(key, inner, sign, 0));
};

/** An edit as lines of a diff. */
export function diffLines({ path, before, after, hunks }: Edit): readonly DiffLine[] {
  const label = pathText(path);
  if (hunks)
    return [
      { sign: ' ', text: `${label}:` },
      ...hunks.flatMap(({ removed, added }) => [
        ...removed.map((text): DiffLine => ({ sign: '-', text: `  ${text}` })),
        ...added.map((text): DiffLine => ({ sign: '+', text: `  ${text}` })),
      ]),
    ];
  return [
    ...(before === undefined ? [] : sideLines(label, before, '-')),
    ...(after === undefined ? [] : sideLines(label, after, '+')),
  ];
}

/** At most so many lines, with a count of those left out. */
export function capped(lines: readonly DiffLine[], most: number): readonly DiffLine[] {
  if (lines.length <= most) return lines;
  const left = lines.length - most + 1;
  return [...lines.slice(0, most - 1), { sign: ' ', text: `… ${left} more lines` }];
}
