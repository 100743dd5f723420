import { canonicalQuantity, isQuantity } from '../manifest/quantity';
import type { Fields } from '../manifest/types';
import { nearest, type Problem } from './problem';

/** Says what a value must be when it is not: `an odd number`. */
export type Check = (value: Fields) => string | undefined;

/** Checks of settings, in the settings' own shape. */
export type Checks<S> = {
  readonly [K in keyof S]?: NonNullable<S[K]> extends readonly unknown[]
    ? Check
    : NonNullable<S[K]> extends object
      ? Checks<NonNullable<S[K]>> | Check
      : Check;
};

/** Settings as an overlay gives them: only what differs. Lists are replaced whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

type Report = (path: readonly string[], message: string, remedy: string) => void;

/**
 * An overlay's settings laid over the defaults, quantities in canonical form. The defaults are the schema: a value must
 * have the type of its default (a quantity where the default is one, any type where the default is `undefined` and a
 * check decides), and no name may be unknown.
 */
export function mergeSettings<S>(
  where: Pick<Problem, 'overlay' | 'path'>,
  defaults: S,
  given: unknown,
  checks: Checks<S> | undefined,
): { readonly settings: S; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (path, message, remedy) =>
    problems.push({ overlay: where.overlay, path: [...where.path, ...path], message, remedy });
  const settings = merge(defaults, given, (checks ?? {}) as Fields, [], report) as S;
  return { settings, problems };
}

function merge(fallback: Fields, given: Fields, checks: Fields, path: readonly string[], report: Report): Fields {
  const value = given === undefined ? fallback : given;
  if (isMap(fallback) && typeof checks !== 'function') {
    if (isMap(value)) return mergeMap(fallback, value, checks, path, report);
    report(
      path,
      `${show(value)} is not a map of settings`,
      `write one of its settings: ${Object.keys(fallback).join(', ')}`,
    );
    return fallback;
  }
  if (given !== undefined && fallback !== undefined && !sameType(fallback, value)) {
    report(path, `${show(value)} is not ${typeName(fallback)}`, `write one, like ${show(fallback)}`);
    return fallback;
  }
  const must = value !== undefined && typeof checks === 'function' ? (checks as Check)(value) : undefined;
  if (must) report(path, `${show(value)} is not accepted`, `it must be ${must}`);
  return looksLikeQuantity(fallback) ? canonicalQuantity(value) : value;
}

function mergeMap(fallback: Fields, given: Fields, checks: Fields, path: readonly string[], report: Report): Fields {
  for (const key of Object.keys(given).filter((name) => !(name in fallback)))
    report([...path, key], `there is no setting "${key}"`, nearest(key, Object.keys(fallback)));
  return Object.fromEntries(
    Object.keys(fallback).map((key) => [key, merge(fallback[key], given[key], checks?.[key], [...path, key], report)]),
  );
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A default such as `10Gi` or `500m`: a bare number as text is too ambiguous to be taken for one. */
const looksLikeQuantity = (value: unknown): boolean =>
  typeof value === 'string' && /\d(m|[kMGTPE]i?)$/.test(value) && isQuantity(value);

function sameType(fallback: Fields, value: Fields): boolean {
  if (looksLikeQuantity(fallback)) return typeof value === 'string' && isQuantity(value) && value !== '';
  if (typeof fallback === 'number')
    return (
      typeof value === 'number' && Number.isFinite(value) && (!Number.isInteger(fallback) || Number.isInteger(value))
    );
  return Array.isArray(fallback) ? Array.isArray(value) : typeof fallback === typeof value && value !== null;
}

function typeName(fallback: Fields): string {
  if (looksLikeQuantity(fallback)) return 'a Kubernetes quantity';
  if (typeof fallback === 'number') return Number.isInteger(fallback) ? 'a whole number' : 'a number';
  if (Array.isArray(fallback)) return 'a list';
  return typeof fallback === 'boolean' ? 'true or false' : 'text';
}

const show = (value: unknown): string => {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** A whole number of at least `least`. */
export const atLeast =
  (least: number): Check =>
  (value) =>
    value >= least ? undefined : `at least ${least}`;

/** One of a few words. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value) ? undefined : `one of ${words.join(', ')}`;

/** An odd number, as quorums need. */
export const odd: Check = (value) =>
  value > 0 && value % 2 === 1 ? undefined : 'an odd number, so that a majority exists';

/** Text of a given form. */
export const matching =
  (form: RegExp, what: string): Check =>
  (value) =>
    form.test(value) ? undefined : what;
