import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { rules } from '../../verify/index';
import { clean } from '../verify/trees';
import { corpus } from './corpus';
import { CLEAN, type Fault, isCaught, type Texts, textsOf } from './fault';
import { writeSchemas } from './peers/schemas';
import { findingsOf, PEERS, type Peer, versionOf } from './peers/tools';

interface Flags {
  readonly from?: string;
  readonly crds?: string;
  readonly minor: string;
}

const ROOT = mkdtempSync(join(tmpdir(), 'slipway-peers-'));
const TREE = join(ROOT, 'tree');

/** Writes a tree and returns its files. */
function laid(texts: Texts): readonly string[] {
  rmSync(TREE, { recursive: true, force: true });
  return Object.entries(texts).map(([path, text]) => {
    const file = join(TREE, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

const A_CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';
const WHOLE: Readonly<Record<string, Texts>> = { [CLEAN]: textsOf(clean()), text: { 'dev/x.yaml': A_CONFIG } };

interface Judge {
  readonly peer: Peer;
  readonly version: string;
  readonly schemas: string | undefined;
  /** What it says against the trees before they are broken, by origin. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
}

const judge = (peer: Peer, version: string, schemas: string | undefined): Judge => ({
  peer,
  version,
  schemas,
  before: new Map(
    Object.entries(WHOLE).map(([origin, texts]) => [origin, findingsOf(peer, TREE, laid(texts), schemas)]),
  ),
});

/** What a finding of ours must name, without the way there: `replica` of `spec.replica`. */
const lastWord = (names: string): string => /[\w-]+(?=\W*$)/.exec(names)?.[0] ?? names;

/** Whether a tool says something about the broken tree that it does not say about the whole one, and names what is wrong. */
function verdict({ peer, schemas, before }: Judge, { origin, names }: Fault, files: readonly string[]) {
  const fresh = [...findingsOf(peer, TREE, files, schemas)].filter((line) => !before.get(origin)?.has(line));
  return { isCaught: fresh.length > 0, isNamed: fresh.some((line) => line.includes(lastWord(names))) };
}

type Verdict = ReturnType<typeof verdict>;

const cell = (verdicts: readonly Verdict[]): string =>
  [verdicts.filter(({ isCaught: caught }) => caught), verdicts.filter(({ isNamed }) => isNamed)]
    .map(({ length }) => `${length}`)
    .join(' | ');

/** What Slipway and each tool make of faults: a column each. */
const columns = (judges: readonly Judge[], faults: readonly Fault[]): readonly (readonly Verdict[])[] => {
  const results = faults.map((fault) => {
    const files = laid(fault.texts());
    const own = isCaught(fault);
    return [{ isCaught: own, isNamed: own }, ...judges.map((each) => verdict(each, fault, files))];
  });
  return ['', ...judges].map((_, index) => results.flatMap((result) => result[index] ?? []));
};

/** One line a rule: faults, how many of them Slipway and each tool catch, and how many they name. */
function rows(judges: readonly Judge[]): readonly string[] {
  const faults = corpus().filter(({ origin }) => origin in WHOLE);
  const all: (readonly Verdict[])[] = [];
  const lines = rules.flatMap(({ id }) => {
    const own = faults.filter(({ rule }) => rule === id);
    const results = columns(judges, own);
    for (const [index, verdicts] of results.entries()) all[index] = [...(all[index] ?? []), ...verdicts];
    process.stderr.write(`${id}: ${own.length} faults\n`);
    return own.length === 0 ? [] : [`| ${[id, own.length, ...results.map(cell)].join(' | ')} |`];
  });
  return [...lines, `| ${['all', faults.length, ...all.map(cell)].join(' | ')} |`];
}

const introduction = (
  judges: readonly Judge[],
  missing: readonly Peer[],
  hasSchemas: boolean,
): string => `# What other tools catch

Written by \`npm run faults:peers\`, which no test runs. Each seeded fault of the small tree and of the single texts is written to
a folder and judged by the tools installed. A tool catches a fault if it says anything about the broken tree that it does not say
about the whole one, whatever that is: remarks on an object that was added only to make the fault count in its favour. The
second number is of those where it names what is wrong, as Slipway must to have caught it.

Versions: ${judges.map(({ peer, version }) => `${peer.name} ${version}`).join(', ') || 'none'}.
${missing.length > 0 ? `Not installed: ${missing.map(({ name }) => name).join(', ')}.\n` : ''}${
  hasSchemas
    ? 'kubeconform has schemas of Kubernetes and of the CRDs in our pack, strictly.'
    : 'kubeconform runs without schemas of its own, so it passes over every kind.'
} The others run with their defaults.

`;

const PAGE = new URL('../../docs/faults-peers.md', import.meta.url);

function run({ from, crds, minor }: Flags): void {
  const folder = join(ROOT, 'schemas');
  const schemas = from && crds ? folder : undefined;
  if (from && crds) writeSchemas(join(from, minor), crds, folder);
  const found = PEERS.map((peer) => ({ peer, version: versionOf(peer) }));
  const judges = found.flatMap(({ peer, version }) => (version === undefined ? [] : [judge(peer, version, schemas)]));
  const missing = found.flatMap(({ peer, version }) => (version === undefined ? [peer] : []));
  const names = ['slipway', ...judges.map(({ peer }) => peer.name)];
  const table = [
    `| rule | faults${names.map((name) => ` | ${name} | named`).join('')} |`,
    `|---|---${names.map(() => '|---|---').join('')}|`,
    ...rows(judges),
    '',
  ].join('\n');
  writeFileSync(PAGE, introduction(judges, missing, schemas !== undefined) + table);
  process.stdout.write(table);
  rmSync(ROOT, { recursive: true, force: true });
}

await new Command('faults:peers')
  .description('Have other tools judge the seeded faults, and write docs/faults-peers.md.')
  .option('--from <folder>', 'API descriptions of Kubernetes, one folder a minor, as npm run schemas takes them')
  .option('--crds <folder>', 'CRDs with their SOURCES.tsv')
  .option('--minor <minor>', 'the Kubernetes to judge by', '1.35')
  .action(run)
  .parseAsync();
