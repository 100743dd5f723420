import { execFileSync } from 'node:child_process';
import { CONTENDERS, type Size } from './contenders';
import { inMemory, median } from './measure';

/** Sizes to measure: overlays × charts × objects. */
const SIZES: readonly Size[] = [
  { overlays: 10, charts: 12, objects: 15 },
  { overlays: 100, charts: 12, objects: 15 },
];

interface Measured {
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** Runs one contender in a process of its own, so that none pays for another's garbage. */
const measure = (contender: string, { overlays, charts, objects }: Size): Measured =>
  inMemory((folder) => {
    const sizes = [overlays, charts, objects].map(String);
    const output = execFileSync(process.execPath, ['--import', 'tsx', 'bench/one.ts', contender, ...sizes, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, CDK8S_OUTDIR: '' },
    });
    return JSON.parse(output);
  });

for (const size of SIZES) {
  const rounds = 3;
  process.stdout.write(
    `\n${size.overlays} overlays × ${size.charts} charts × ${size.objects} objects, median CPU of ${rounds} run(s)\n`,
  );
  const results = new Map<string, Measured[]>();
  // In turns, so that a machine that slows down slows all of them.
  for (let round = 0; round < rounds; round++)
    for (const contender of Object.keys(CONTENDERS))
      results.set(contender, [...(results.get(contender) ?? []), measure(contender, size)]);
  const ours = median(results.get('slipway')?.map((r) => r.cpuSeconds) ?? []);
  for (const [contender, runs] of results) {
    const cpu = median(runs.map((r) => r.cpuSeconds));
    const peak = median(runs.map((r) => r.peakBytes));
    process.stdout.write(
      `  ${contender.padEnd(32)} ${cpu.toFixed(2).padStart(8)} s CPU  ${(peak / 1024 ** 2).toFixed(0).padStart(6)} MiB  slipway takes ${(ours / cpu).toFixed(2)} of it\n`,
    );
  }
}
