import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { diffCommand } from '../cli/diff';
import { expectShortRun } from '../cli/short-run';
import { PLAN_FILE } from '../manifest/plan-file';
import { byCodeUnit } from '../manifest/types';

const OVERLAYS = 100;
const OBJECTS = 180;
/** The overlay whose published objects stand for those of every other one. */
const PATTERN = 'staging';
const OUTPUT = 'review.md';

type Edit = (text: string, path: string) => string;

/** What changes everywhere: one object an overlay, what one asks of its node, or every object of every overlay. */
const CHANGES: Readonly<Record<string, Edit>> = {
  'one image in every overlay': (text) => text.replace(/(image: \S*trino:)\S+/, '$1999'),
  'one memory limit in every overlay': (text, path) =>
    path.startsWith('trino/deployment-') ? text.replace(/memory: \S+/g, 'memory: 3Gi') : text,
  'one label on every object': (text) =>
    text.includes('\n  labels:\n') ? text.replace('\n  labels:\n', '\n  labels:\n    team: data\n') : text,
};

const manifests = (): ReadonlyMap<string, string> => {
  const root = join('dist', PATTERN);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  const chosen = paths.sort((a, b) => byCodeUnit(weight(a), weight(b))).slice(0, OBJECTS);
  return new Map([...chosen, PLAN_FILE].map((path) => [path, readFileSync(join(root, path), 'utf8')]));
};

/** Trino first, since that is where the one image changes. */
const weight = (path: string): string => `${path.startsWith('trino/') ? 0 : 1}${path}`;

function write(root: string, edit: Edit): void {
  for (const [path, text] of manifests())
    for (let index = 0; index < OVERLAYS; index++) {
      const overlay = `tenant-${String(index).padStart(3, '0')}`;
      const file = join(root, overlay, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, edit(text, path).replaceAll(PATTERN, overlay));
    }
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly characters: number;
}

/** One review in a process of its own, from its start to its end. */
function measure(folder: string): Measured {
  const started = performance.now();
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'bench/review.ts', 'once', folder], {
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  return { seconds, megabytes: Number(output) / 1024, characters: readFileSync(join(folder, OUTPUT), 'utf8').length };
}

async function once(folder: string): Promise<void> {
  expectShortRun();
  const flags = ['--format', 'markdown', '--output', join(folder, OUTPUT)];
  await diffCommand.parseAsync([join(folder, 'base'), join(folder, 'head'), ...flags], { from: 'user' });
  process.stdout.write(String(process.resourceUsage().maxRSS));
}

function all(): void {
  for (const [name, edit] of Object.entries(CHANGES)) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-review-'));
    try {
      write(join(folder, 'base'), (text) => text);
      write(join(folder, 'head'), edit);
      const { seconds, megabytes, characters } = measure(folder);
      const figures = `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MiB, ${characters} characters of Markdown`;
      process.stdout.write(`${OVERLAYS} overlays × ${OBJECTS} objects, ${name}: ${figures}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const [mode, folder = ''] = process.argv.slice(2);
if (mode === 'once') await once(folder);
else all();
