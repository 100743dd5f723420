import { remembered } from './remembered';

/** How much memory an option of a program lets it take. */
export interface MemoryUse {
  /** The option as it is written: `-Xmx4g`. */
  readonly option: string;
  /** What takes it: `the heap`. */
  readonly what: string;
  /** Bytes, or `undefined` where it is a share. */
  readonly bytes?: number;
  /** Share of the limit, from 0 to 1. */
  readonly share?: number;
  /** Bytes the program starts with, where an option says so. */
  readonly initial?: number;
  /** Share of a limit that it may be. */
  readonly most: number;
}

/**
 * Share of a memory limit that a heap may take: beside it stand classes, code, threads, buffers and the garbage
 * collector. Source: Trino docs, JVM config, 70 to 85 percent.
 */
const HEAP_MOST = 0.85;
/** Source: Go, A Guide to the Go Garbage Collector, 5 to 10 percent of headroom. */
const GO_MOST = 0.95;

const KIBI = 1024;
const STEPS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/** `512m` in bytes; every unit is a power of 1024. */
const binary = (number: string, unit = ''): number =>
  Number(number) * KIBI ** (STEPS[unit[0]?.toLowerCase() ?? ''] ?? 0);

const last = (text: string, pattern: RegExp): RegExpMatchArray | undefined => [...text.matchAll(pattern)].at(-1);

const MOST_HEAP = /-(?:Xmx|XX:MaxHeapSize=)(\d+)([kKmMgGtT]?)(?![\w.$])/g;
const FIRST_HEAP = /-(?:Xms|XX:InitialHeapSize=)(\d+)([kKmMgGtT]?)(?![\w.$])/g;
const HEAP_SHARE = /-XX:MaxRAMPercentage=(\d+(?:\.\d+)?)/g;
const OLD_SPACE = /--max[-_]old[-_]space[-_]size[= ](\d+)/g;
const DATA_SET = /(?:^|\s|--)maxmemory\s+(\d+)(kb|mb|gb|k|m|g)?(?!\S)/gi;

/** A share counts only where no amount is given. Source: OpenJDK, the java command. */
const heapIn = (line: string): readonly MemoryUse[] => {
  const [most, first, share] = [MOST_HEAP, FIRST_HEAP, HEAP_SHARE].map((pattern) => last(line, pattern));
  const initial = first ? { initial: binary(first[1] ?? '', first[2]) } : {};
  if (most)
    return [{ option: most[0], what: 'the heap', bytes: binary(most[1] ?? '', most[2]), ...initial, most: HEAP_MOST }];
  return share ? [{ option: share[0], what: 'the heap', share: Number(share[1]) / 100, most: HEAP_MOST }] : [];
};

const oldSpaceIn = (line: string): readonly MemoryUse[] => {
  const found = last(line, OLD_SPACE);
  return found ? [{ option: found[0], what: 'the heap', bytes: binary(found[1] ?? '', 'm'), most: HEAP_MOST }] : [];
};

const dataSetIn = (line: string): readonly MemoryUse[] => {
  const found = last(line, DATA_SET);
  return found
    ? [{ option: found[0].trim(), what: 'what it keeps', bytes: binary(found[1] ?? '', found[2]), most: HEAP_MOST }]
    : [];
};

const NOTHING: readonly MemoryUse[] = [];
const TELLING = /-Xmx|-XX:Max(?:Heap|RAM)|old[-_]space|maxmemory/i;
const COMMENT = /^\s*(?:#|;|\/\/)/;

/** Options of the JVM, of Node.js and of Redis in a text, line by line; of several on one line the last one counts. */
export const memoryUsesIn: (text: string) => readonly MemoryUse[] = remembered((text) => {
  if (!TELLING.test(text)) return NOTHING;
  return text
    .split('\n')
    .filter((line) => TELLING.test(line) && !COMMENT.test(line))
    .flatMap((line) => [...heapIn(line), ...oldSpaceIn(line), ...dataSetIn(line)]);
});

const GO_LIMIT = /^(\d+)([KMGT]?)i?B?$/;

/** The variable of Go's soft limit. Source: Go, package runtime, GOMEMLIMIT. */
export function goLimitIn(value: string): readonly MemoryUse[] {
  const [, number, unit] = GO_LIMIT.exec(value) ?? [];
  if (number === undefined) return NOTHING;
  const use = { option: `GOMEMLIMIT=${value}`, what: 'what the runtime of Go keeps', most: GO_MOST };
  return [{ ...use, bytes: binary(number, unit) }];
}
