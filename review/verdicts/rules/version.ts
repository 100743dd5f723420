/** How one version relates to another. */
export type Step = 'same' | 'minor' | 'major' | 'downgrade' | 'unknown';

/** Numbers of a version at the start of a tag, with a prefix such as `v`, `be-` or `RELEASE.` left out. */
const NUMBERS = /^(?:[A-Za-z]+[-.]?)*?v?(\d+(?:[.-]\d+)*)/;

const numbersOf = (tag: string): readonly number[] | undefined => NUMBERS.exec(tag)?.[1]?.split(/[.-]/).map(Number);

const compareNumbers = (a: readonly number[], b: readonly number[]): number => {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Tags that are dates or one running number have no major version that would say anything. */
const isRunning = (numbers: readonly number[]): boolean => numbers.length === 1 || (numbers[0] ?? 0) >= 1900;

/** Where a tag's flavour differs (`-alpine`), its numbers are still compared; where it has none, nothing is known. */
export function stepBetween(before: string, after: string): Step {
  if (before === after) return 'same';
  const [old, now] = [numbersOf(before), numbersOf(after)];
  if (!old || !now) return 'unknown';
  const order = compareNumbers(old, now);
  if (order > 0) return 'downgrade';
  if (order === 0 || isRunning(old) || isRunning(now)) return 'minor';
  return (old[0] ?? 0) === (now[0] ?? 0) ? 'minor' : 'major';
}
