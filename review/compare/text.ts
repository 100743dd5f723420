import type { Hunk } from './edit';
import { stretches } from './sequence';

/** Whether a pair of values is compared line by line. */
export const isText = (before: unknown, after: unknown): before is string =>
  typeof before === 'string' && typeof after === 'string' && (before.includes('\n') || after.includes('\n'));

/** The lines that change between two texts. The end of a text counts as a line, so that a last newline is seen. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return stretches(a, b).map(({ aStart, aEnd, bStart, bEnd }) => ({
    line: aStart + 1,
    removed: a.slice(aStart, aEnd),
    added: b.slice(bStart, bEnd),
  }));
}
