import type { Fields } from '../manifest/types';
import { below } from './leaves';

/** A value found in an object, and where. */
export interface Found {
  readonly at: string;
  readonly value: Fields;
}

interface Step {
  readonly key: string;
  /** Whether the value is a list to go through. */
  readonly each: boolean;
}

const compiled = new Map<string, readonly Step[]>();

const stepsOf = (path: string): readonly Step[] => {
  const known = compiled.get(path);
  if (known) return known;
  const steps = path.split('.').map((part) => ({ key: part.replace(/\[\]$/, ''), each: part.endsWith('[]') }));
  compiled.set(path, steps);
  return steps;
};

const take = ({ at, value }: Found, { key, each }: Step): readonly Found[] => {
  const next = typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined;
  if (next === undefined || next === null) return [];
  const place = below(at, key);
  if (!each) return [{ at: place, value: next }];
  return Array.isArray(next)
    ? next.flatMap((entry, index) => (entry ? [{ at: `${place}[${index}]`, value: entry }] : []))
    : [];
};

/** Values at a path such as `spec.managed.roles[].passwordSecret`; `[]` goes through a list. `start` is where `root` stands. */
export const query = (root: Fields, path: string, start = ''): readonly Found[] =>
  stepsOf(path).reduce<readonly Found[]>(
    (found, step) => found.flatMap((each) => take(each, step)),
    [{ at: start, value: root }],
  );
