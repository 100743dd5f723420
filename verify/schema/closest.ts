import { distance } from 'fastest-levenshtein';
import { byCodeUnit } from '../../manifest/types';

/** How many letters differ between two misspellings: one in three, at least one. */
const within = (name: string): number => Math.max(1, Math.floor(name.length / 3));

/**
 * The known name most like a misspelt one, or `undefined` when none is like it. The case of letters hardly
 * counts.
 * @param most letters that may differ
 */
export function closest(name: string, known: Iterable<string>, most = within(name)): string | undefined {
  const ranked = [...known]
    .map((each) => ({ each, far: distance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || distance(name, a.each) - distance(name, b.each) || byCodeUnit(a.each, b.each));
  return ranked[0]?.each;
}
