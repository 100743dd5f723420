import { execFileSync } from 'node:child_process';
import * as catalog from '../charts';
import { addons } from '../charts/addons';
import { expectShortRun } from '../cli/short-run';
import { synth } from '../cli/synth';
import { allOverlays } from '../overlays';
import { CONTENDERS, unproven } from './contenders';
import { inMemory, median } from './measure';

const FLEET = { overlays: 100, charts: 12, objects: 15 };
const ROUNDS = 11;

/** Two runs that differ in the proof alone. */
interface Pair {
  readonly proven: (folder: string) => void;
  readonly unproven: (folder: string) => void;
}

/** The overlays of this repository, with proofs that are kept or without. */
const own = (proofs?: string): Pair => ({
  proven: (output) => {
    const kept = proofs === undefined ? {} : { proofs };
    const code = synth({ overlays: allOverlays, catalog, addons, only: [], output, ...kept });
    if (code !== 0) throw new Error('slipway refused the overlays of this repository');
  },
  unproven: (folder) => unproven(allOverlays(), catalog, addons, folder),
});

const PAIRS: Readonly<Record<string, Pair>> = {
  'the overlays of this repository, all of them judged': own(),
  'the same, as they were judged before': own('node_modules/.cache/slipway-bench'),
  [`${FLEET.overlays} overlays × ${FLEET.charts} charts × ${FLEET.objects} objects`]: {
    proven: (folder) => CONTENDERS.slipway?.(FLEET, folder),
    unproven: (folder) => CONTENDERS['slipway, without its proof']?.(FLEET, folder),
  },
};

interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

/** Seconds a whole process takes, its start and its loading included. */
const measure = (pair: string, kind: keyof Pair): Spent =>
  inMemory((folder) => {
    const started = process.hrtime.bigint();
    const cpu = execFileSync(process.execPath, ['--import', 'tsx', 'bench/proof.ts', pair, kind, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { wall: Number(process.hrtime.bigint() - started) / 1e9, cpu: Number(cpu) };
  });

function compare(pair: string): void {
  measure(pair, 'proven');
  // In turns, so that a machine that slows down slows both.
  const rounds = Array.from({ length: ROUNDS }, () => ({
    proven: measure(pair, 'proven'),
    unproven: measure(pair, 'unproven'),
  }));
  const share = (of: keyof Spent): string => {
    const proven = median(rounds.map((round) => round.proven[of]));
    const without = median(rounds.map((round) => round.unproven[of]));
    return `${Math.round(100 * (1 - without / proven))} % of ${proven.toFixed(2)} s`;
  };
  process.stdout.write(`${pair}: the proof takes ${share('wall')}, ${share('cpu')} CPU\n`);
}

const [name = '', kind = '', folder = ''] = process.argv.slice(2);
const pair = PAIRS[name];
if (pair) {
  expectShortRun();
  pair[kind === 'unproven' ? 'unproven' : 'proven'](folder);
  const { user, system } = process.cpuUsage();
  process.stdout.write(String((user + system) / 1e6));
} else Object.keys(PAIRS).forEach(compare);
