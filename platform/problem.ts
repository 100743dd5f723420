import { closest, distance } from 'fastest-levenshtein';

/** One thing that is wrong, told to a person: where it is, what it is, what to do. */
export interface Problem {
  /** Name of the overlay; empty where none is meant. */
  readonly overlay: string;
  /** From the overlay down to the spot: `['trino', 'settings', 'workers']`. */
  readonly path: readonly string[];
  /** One clause without a full stop: what is wrong. */
  readonly message: string;
  /** One clause without a full stop: what to do about it. */
  readonly remedy: string;
}

/** Carries every problem found in one step, so that nobody has to run again to see the next. */
export class ProblemError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(sentence).join('\n'));
    this.name = 'ProblemError';
  }
}

/** A problem as one line: `dev → trino → workers: "three" is not a number; write one, like 2.` */
export const sentence = ({ overlay, path, message, remedy }: Problem): string =>
  `${[overlay, ...path].filter(Boolean).join(' → ')}: ${message}; ${remedy}.`;

/** Throws a `ProblemError` unless the list is empty. */
export function demandNone(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemError(problems);
}

/** `did you mean "workers"?`-like remedy for an unknown name, or the list of those that exist. */
export function nearest(name: string, known: readonly string[]): string {
  const guess = known.length > 0 ? closest(name, known) : '';
  return guess && distance(name, guess) <= Math.max(2, name.length / 3)
    ? `did you mean "${guess}"`
    : `use one of ${[...known].sort().join(', ') || 'none: there are none'}`;
}
