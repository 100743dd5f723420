import type { Fields } from '../manifest/types';
import { keyFacts } from './keys';

/** A value found in an object, and where. */
export interface Found {
  readonly at: string;
  readonly value: Fields;
}

interface Step {
  readonly key: string;
  /** The key in a field path. */
  readonly text: string;
  /** Whether the value is a list to go through. */
  readonly each: boolean;
}

const compiled = new Map<string, readonly Step[]>();

const stepsOf = (path: string): readonly Step[] => {
  const known = compiled.get(path);
  if (known) return known;
  const steps = path.split('.').map((part) => {
    const key = part.replace(/\[\]$/, '');
    return { key, text: keyFacts(key).step, each: part.endsWith('[]') };
  });
  compiled.set(path, steps);
  return steps;
};

type Wanted = (value: Fields) => boolean;

const NOTHING: readonly Found[] = [];

/** Follows one map after the other, and comes back with the list it has to go through, or with the end. */
function follow(root: Fields, steps: readonly Step[], from: number, start: string, wanted: Wanted): readonly Found[] {
  let value = root;
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step || typeof value !== 'object' || value === null || Array.isArray(value)) return NOTHING;
    value = value[step.key];
    if (value === undefined || value === null) return NOTHING;
    if (step.each) return through(value, steps, index + 1, placeAt(steps, from, index + 1, start), wanted);
  }
  return wanted(value) ? [{ at: placeAt(steps, from, steps.length, start), value }] : NOTHING;
}

function through(list: Fields, steps: readonly Step[], from: number, at: string, wanted: Wanted): readonly Found[] {
  if (!Array.isArray(list) || list.length === 0) return NOTHING;
  const found: Found[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const entry = list[index];
    if (!entry) continue;
    if (from < steps.length) found.push(...follow(entry, steps, from, `${at}[${index}]`, wanted));
    else if (wanted(entry)) found.push({ at: `${at}[${index}]`, value: entry });
  }
  return found;
}

const placeAt = (steps: readonly Step[], from: number, to: number, start: string): string => {
  let at = start;
  for (let index = from; index < to; index += 1) at += steps[index]?.text ?? '';
  return start === '' && at.startsWith('.') ? at.slice(1) : at;
};

/** Values at a path such as `spec.managed.roles[].passwordSecret`; `[]` goes through a list. `start` is where `root` stands. */
export const query = (root: Fields, path: string, start = ''): readonly Found[] =>
  follow(root, stepsOf(path), 0, start, anything);

const anything = (): boolean => true;

/** As `query`, but only the values that are `wanted`; where the others stand is never spelt out. */
export const select = (root: Fields, path: string, start: string, wanted: Wanted): readonly Found[] =>
  follow(root, stepsOf(path), 0, start, wanted);
