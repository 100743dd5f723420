/** A stretch in which two sequences differ: `a[aStart..aEnd)` became `b[bStart..bEnd)`. */
export interface Stretch {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** Cells above which a stretch is told as wholly replaced instead of being searched for what stayed. */
const MOST_CELLS = 4_000_000;

/** Lengths of the longest common subsequence of all suffixes, as one row after the other. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      const skip = Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
      lengths[at] = a[i] === b[j] ? (lengths[at + width + 1] ?? 0) + 1 : skip;
    }
  }
  return lengths;
}

function walk(a: readonly string[], b: readonly string[]): readonly Stretch[] {
  const lengths = commonLengths(a, b);
  const width = b.length + 1;
  const stretches: Stretch[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [aStart, bStart] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      const down = i < a.length ? (lengths[(i + 1) * width + j] ?? 0) : -1;
      const right = j < b.length ? (lengths[i * width + j + 1] ?? 0) : -1;
      if (down >= right) i += 1;
      else j += 1;
    }
    if (i > aStart || j > bStart) stretches.push({ aStart, aEnd: i, bStart, bEnd: j });
    while (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    }
  }
  return stretches;
}

/** Where two sequences differ, by the longest common subsequence; equal items are compared as strings. */
export function stretches(a: readonly string[], b: readonly string[]): readonly Stretch[] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [aEnd, bEnd] = [a.length - tail, b.length - tail];
  if (head === aEnd && head === bEnd) return [];
  if ((aEnd - head) * (bEnd - head) > MOST_CELLS) return [{ aStart: head, aEnd, bStart: head, bEnd }];
  return walk(a.slice(head, aEnd), b.slice(head, bEnd)).map((found) => ({
    aStart: found.aStart + head,
    aEnd: found.aEnd + head,
    bStart: found.bStart + head,
    bEnd: found.bEnd + head,
  }));
}
