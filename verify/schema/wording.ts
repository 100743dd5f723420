import type { Fields } from '../../manifest/types';
import type { Scalar } from './scalars';

const LONGEST = 60;

/** A value as findings show it. */
export const shown = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a time without quotes';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** What to do about a value of the wrong type. */
export const typeRemedy = (scalar: Scalar, value: unknown): string => {
  const isScalar = ['number', 'boolean', 'bigint'].includes(typeof value);
  if (isScalar && scalar.accepts(String(value))) return 'Write it in quotes.';
  const isQuoted =
    typeof value === 'string' &&
    (scalar.accepts(Number(value || 'x')) || (scalar.accepts(true) && /^(true|false)$/.test(value)));
  return isQuoted ? 'Write it without quotes.' : `Write ${scalar.words}.`;
};

/** What to do about a field nobody knows: one that comes later, or one that is like it. */
export const fieldRemedy = (later: string | undefined, near: string | undefined): string => {
  if (later !== undefined) return `It comes with ${later}: take it out until then.`;
  return near === undefined ? 'Take it out, or move it to where it belongs.' : `Did you mean '${near}'?`;
};

/** What to do about a value that fits none of several forms. */
export const formRemedy = (shapes: readonly Fields[]): string => {
  const fields = shapes.flatMap(({ required = [] }: Fields) => [required.join(' with ')]);
  return fields.some((field) => field === '')
    ? 'Compare it with the documentation of the kind.'
    : `Write ${fields.join(', or ')}.`;
};
