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

/** A tool catches a fault when it says something about the broken tree that it does not say about the whole one. */
const catches = ({ peer, schemas, before }: Judge, { origin }: Fault, files: readonly string[]): boolean =>
  [...findingsOf(peer, TREE, files, schemas)].some((line) => !before.get(origin)?.has(line));

const share = (caught: readonly boolean[]): string => `${caught.filter(Boolean).length}`;

/** One line a rule: faults, and how many of them Slipway and each tool catch. */
function rows(judges: readonly Judge[]): readonly string[] {
  const faults = corpus().filter(({ origin }) => origin in WHOLE);
  const sums = new Array<number>(judges.length + 2).fill(0);
  const add = (cells: readonly string[]): string => {
    cells.forEach((cell, index) => {
      sums[index] = (sums[index] ?? 0) + Number(cell);
    });
    return cells.join(' | ');
  };
  const lines = rules.flatMap(({ id }) => {
    const own = faults.filter(({ rule }) => rule === id);
    const results = own.map((fault) => {
      const files = laid(fault.texts());
      return [isCaught(fault), ...judges.map((each) => catches(each, fault, files))];
    });
    process.stderr.write(`${id}: ${own.length} faults\n`);
    const columns = ['', ...judges].map((_, index) => share(results.map((result) => result[index] ?? false)));
    return own.length === 0 ? [] : [`| ${id} | ${add([`${own.length}`, ...columns])} |`];
  });
  return [...lines, `| all | ${sums.join(' | ')} |`];
}

const introduction = (
  judges: readonly Judge[],
  missing: readonly Peer[],
  hasSchemas: boolean,
): string => `# What other tools catch

Written by \`npm run faults:peers\`, which no test runs. Each seeded fault of the small tree and of the single texts is written to
a folder and judged by the tools installed. A tool catches a fault if it says anything about the broken tree that it does not say
about the whole one, whatever that is: remarks on an object that was added only to make the fault count in its favour.

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
  const names = judges.map(({ peer }) => peer.name);
  const table = [
    `| rule | faults | slipway${names.map((name) => ` | ${name}`).join('')} |`,
    `|---|---|---${names.map(() => '|---').join('')}|`,
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
