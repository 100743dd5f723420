import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as catalog from '../charts';
import { addons } from '../charts/addons';
import { expectShortRun } from '../cli/short-run';
import { synth } from '../cli/synth';
import { allOverlays } from '../overlays';
import { CONTENDERS, unproven } from './contenders';

const FLEET = { overlays: 100, charts: 12, objects: 15 };
const ROUNDS = 11;

/** Pairs of runs that differ in the proof alone. */
const RUNS: Readonly<
  Record<string, { readonly proven: (folder: string) => void; readonly unproven: (folder: string) => void }>
> = {
  'the overlays of this repository': {
    proven: (output) => synth({ overlays: allOverlays, catalog, addons, only: [], output }),
    unproven: (folder) => unproven(allOverlays(), catalog, addons, folder),
  },
  [`${FLEET.overlays} overlays × ${FLEET.charts} charts × ${FLEET.objects} objects`]: {
    proven: (folder) => CONTENDERS.slipway?.(FLEET, folder),
    unproven: (folder) => CONTENDERS['slipway, without its proof']?.(FLEET, folder),
  },
};

interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Seconds a whole process takes, its start and its loading included. */
function measure(...args: readonly string[]): Spent {
  const folder = mkdtempSync(join(MEMORY, 'slipway-proof-'));
  try {
    const started = process.hrtime.bigint();
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/proof.ts', ...args, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (status !== 0) throw new Error(`the run ${args.join(' ')} failed`);
    return { wall: Number(process.hrtime.bigint() - started) / 1e9, cpu: Number(stdout) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const [name = '', kind = '', folder = ''] = process.argv.slice(2);
const run = RUNS[name];
if (run) {
  expectShortRun();
  run[kind === 'unproven' ? 'unproven' : 'proven'](folder);
  const { user, system } = process.cpuUsage();
  process.stdout.write(String((user + system) / 1e6));
} else {
  for (const each of Object.keys(RUNS)) {
    // In turns, so that a machine that slows down slows both.
    const pairs = Array.from({ length: ROUNDS }, () => [measure(each, 'proven'), measure(each, 'unproven')] as const);
    const share = (of: keyof Spent): string => {
      const [proven, without] = [0, 1].map((index) => median(pairs.map((pair) => pair[index === 0 ? 0 : 1][of])));
      return `${Math.round(100 * (1 - (without ?? 0) / (proven ?? 1)))} % of ${(proven ?? 0).toFixed(2)} s`;
    };
    process.stdout.write(`${each}: the proof takes ${share('wall')}, ${share('cpu')} CPU\n`);
  }
}
