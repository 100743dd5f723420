import { isQuantity, parseQuantity } from '../../../manifest/quantity';

/** Reads a value as a number to compare by; `undefined` where it cannot be read. */
export type Measure = (value: unknown) => number | undefined;

const UNITS: Readonly<Record<string, number>> = {
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};
const DURATION = /^(\d+(\.\d+)?(ms|s|m|h|d|w|y))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d|w|y)/g;

/** A count such as replicas; a percentage counts as its share. */
export const count: Measure = (value) => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : undefined;
};

/** A number of which -1 means without end, as Kafka has it. */
export const countOrEndless: Measure = (value) => {
  const number = count(value);
  return number === -1 ? Number.POSITIVE_INFINITY : number;
};

/** A time such as `30d` or `720h0m0s`, in seconds. */
export const duration: Measure = (value) => {
  const text = String(value).toLowerCase();
  if (!DURATION.test(text)) return undefined;
  return [...text.matchAll(PART)].reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0), 0);
};

/** An amount such as `10GiB` or `50Gi`. */
export const amount: Measure = (value) => {
  const text = String(value).replace(/i?B$/, (end) => (end === 'iB' ? 'i' : ''));
  return isQuantity(text) ? Number(parseQuantity(text).nano) : undefined;
};
