import { writeFileSync } from 'node:fs';
import { rules } from '../../verify/index';
import { corpus } from './corpus';
import { type Fault, isCaught } from './fault';

const row = (id: string, faults: readonly Fault[]): string => {
  const missed = faults.filter((fault) => !isCaught(fault));
  const own = faults.filter(({ origin }) => origin !== 'small tree' && origin !== 'text');
  return `| ${id} | ${faults.length - own.length} | ${own.length} | ${faults.length - missed.length} | ${missed.length} |`;
};

/** Faults caught and missed by rule, as a table of Markdown. */
export function table(): string {
  const all = corpus();
  const rows = rules.map(({ id }) =>
    row(
      id,
      all.filter(({ rule }) => rule === id),
    ),
  );
  return [
    '| rule | on a small tree | on published overlays | caught | missed |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const PAGE = new URL('../../docs/faults.md', import.meta.url);

const INTRODUCTION = `# Seeded faults

Written by \`npm run faults\`. Each fault is one change to a tree no rule has anything against: a small one, or a published
overlay. It is caught when its rule finds it and names what is wrong. \`test/faults/\` holds them.

`;

if (process.argv[1]?.endsWith('table.ts')) {
  const text = table();
  writeFileSync(PAGE, INTRODUCTION + text);
  process.stdout.write(text);
}
