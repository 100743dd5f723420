import { closest } from './closest';
import { patternOf } from './pattern';
import type { ShapeFacts } from './shape';

/** What is wrong with a value, and what would be right. */
export interface Complaint {
  /** What it must do, to follow `must`. */
  readonly must: string;
  readonly remedy?: string;
}

/** Judges a value; `undefined` is no objection. */
export type Limit = (value: unknown) => Complaint | undefined;

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** Length as Kubernetes counts it: in code points, not in UTF-16 units. */
export const lengthOf = (text: string): number => (PAIR.test(text) ? [...text].length : text.length);

/** A value as text in which the order of keys does not matter. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'bigint') return String(inner);
    const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return isMap ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
  }) ?? 'undefined';

const SHOWN = 12;

const isText = (value: unknown): value is string => typeof value === 'string';

const oneOf = (values: readonly unknown[]): Limit => {
  const known = new Set(values.map((value) => (typeof value === 'object' ? canonicalText(value) : value)));
  const shown = values
    .filter((value) => value !== '')
    .slice(0, SHOWN)
    .map((value) => (isText(value) ? `'${value}'` : canonicalText(value)));
  const must = `be ${shown.length > 1 ? 'one of ' : ''}${shown.join(', ')}${values.length > SHOWN ? ' …' : ''}`;
  return (value) => {
    if (known.has(typeof value === 'object' ? canonicalText(value) : value)) return undefined;
    const near = isText(value) ? closest(value, values.filter(isText)) : undefined;
    return near === undefined ? { must } : { must, remedy: `Write '${near}'.` };
  };
};

const matches = (re2: string): Limit | undefined => {
  const pattern = patternOf(re2);
  const complaint = { must: `match ${re2}` };
  return pattern && ((value) => (isText(value) && !pattern.test(value) ? complaint : undefined));
};

/** A limit on an amount that is taken from some values only. */
const amount = (of: (value: unknown) => number | undefined, fits: (amount: number) => boolean, must: string): Limit => {
  const complaint = { must };
  return (value) => {
    const measured = of(value);
    return measured === undefined || fits(measured) ? undefined : complaint;
  };
};

const ofText = (value: unknown) => (isText(value) ? lengthOf(value) : undefined);
const ofList = (value: unknown) => (Array.isArray(value) ? value.length : undefined);
const ofNumber = (value: unknown) =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;

/** A field that is null counts as absent. */
const ofMap = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value).filter((field) => field !== null && field !== undefined).length
    : undefined;

type Made = (facts: ShapeFacts) => Limit | undefined;

const bound =
  (
    name: 'minLength' | 'minItems' | 'minProperties' | 'maxLength' | 'maxItems' | 'maxProperties',
    of: typeof ofText,
    unit: string,
  ): Made =>
  ({ [name]: limit }) => {
    if (limit === undefined) return undefined;
    const isLeast = name.startsWith('min');
    return amount(
      of,
      (each) => (isLeast ? each >= limit : each <= limit),
      `have ${isLeast ? 'at least' : 'at most'} ${limit} ${unit}`,
    );
  };

const LIMITS: readonly Made[] = [
  bound('minLength', ofText, 'characters'),
  bound('maxLength', ofText, 'characters'),
  bound('minItems', ofList, 'entries'),
  bound('maxItems', ofList, 'entries'),
  bound('minProperties', ofMap, 'fields'),
  bound('maxProperties', ofMap, 'fields'),
  ({ minimum, exclusiveMinimum: beyond }) =>
    minimum === undefined
      ? undefined
      : amount(
          ofNumber,
          (each) => (beyond ? each > minimum : each >= minimum),
          `be ${beyond ? 'above' : 'at least'} ${minimum}`,
        ),
  ({ maximum, exclusiveMaximum: beyond }) =>
    maximum === undefined
      ? undefined
      : amount(
          ofNumber,
          (each) => (beyond ? each < maximum : each <= maximum),
          `be ${beyond ? 'below' : 'at most'} ${maximum}`,
        ),
  ({ multipleOf: part }) =>
    part === undefined
      ? undefined
      : amount(ofNumber, (each) => Number.isInteger(each / part), `be a multiple of ${part}`),
  ({ pattern }) => (pattern === undefined ? undefined : matches(pattern)),
  ({ enum: values }) => (values === undefined ? undefined : oneOf(values)),
];

/** What a shape asks of a value apart from its type, as functions. */
export const limitsOf = (facts: ShapeFacts): readonly Limit[] => LIMITS.flatMap((made) => made(facts) ?? []);
