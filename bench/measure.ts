import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory where there is one: it is not the disk that is measured. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** What some work in an empty folder in memory comes to; the folder is gone afterwards. */
export function inMemory<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(MEMORY, 'slipway-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The one in the middle. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
