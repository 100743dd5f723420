import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { expectShortRun } from '../cli/short-run';
import { readFolder, verify } from '../verify/index';
import { listYaml } from '../verify/listing';
import { median } from './measure';

const OBJECTS = 10_000;
const ROUNDS = 3;

/** A cluster has one that reads the monitors of all. */
const IS_PROMETHEUS = /^kind: Prometheus$/m;

/** Objects of our own overlays stand for foreign ones: copies of their files, each copy in namespaces of its own. */
function write(root: string): void {
  const { paths } = listYaml('dist');
  const texts = paths.map((path) => [path, readFileSync(join('dist', path), 'utf8')] as const);
  const others = texts.filter(([, text]) => !IS_PROMETHEUS.test(text));
  for (let written = 0, copy = 0; written < OBJECTS; copy += 1)
    for (const [path, text] of (copy === 0 ? texts : others).slice(0, OBJECTS - written)) {
      const file = join(root, `copy-${copy}`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text.replaceAll(/\b(namespace|kubernetes\.io\/metadata\.name): (\S+)/g, `$1: $2-${copy}`));
      written += 1;
    }
}

/** What is measured, each in a process of its own: CPU seconds of the work, without the start. */
const WORK: Readonly<Record<string, (root: string) => void>> = {
  parse: (root) => {
    for (const path of listYaml(root).paths) loadAll(readFileSync(join(root, path), 'utf8'));
  },
  // As the command does.
  verify: (root) => {
    expectShortRun();
    verify(readFolder(root).files.map(({ path, manifest }) => ({ path: `all/${path}`, manifest })));
  },
};

function measure(work: string, root: string): number {
  return Number(
    execFileSync(process.execPath, ['--import', 'tsx', 'bench/verify.ts', work, root], { encoding: 'utf8' }),
  );
}

const [mode = '', folder = ''] = process.argv.slice(2);
const chosen = WORK[mode];
if (chosen) {
  const before = process.cpuUsage();
  chosen(folder);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1e6));
} else {
  const root = mkdtempSync(join(tmpdir(), 'slipway-verify-'));
  try {
    write(root);
    const rounds = Array.from({ length: ROUNDS }, () => [measure('parse', root), measure('verify', root)] as const);
    const parse = median(rounds.map(([each]) => each));
    const whole = median(rounds.map(([, each]) => each));
    const ratio = (whole / parse).toFixed(2);
    process.stdout.write(
      `${OBJECTS} objects from disk: parsed in ${parse.toFixed(2)} s CPU, read and verified in ${whole.toFixed(2)} s, ${ratio} times as much\n`,
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
