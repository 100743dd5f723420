import { writeFileSync } from 'node:fs';
import { byCodeUnit } from '../../manifest/types';
import { blocks, type Finding } from '../../verify/index';
import { isTold, judged, published, withoutPlan } from './judged';
import { type Removal, removals } from './removal';

/** How loudly something is missed: the table's columns, from left to right. */
const OUTCOMES = ['named', 'noticed', 'warned', 'unseen'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Removals of one kind, and what became of them. */
interface Row {
  removed: number;
  withPlan: number;
  readonly byRules: Record<Outcome, number>;
}

const outcomeOf = (removal: Removal, findings: readonly Finding[]): Outcome => {
  if (isTold(removal, findings)) return 'named';
  if (findings.some(blocks)) return 'noticed';
  return findings.length > 0 ? 'warned' : 'unseen';
};

/** Takes everything out of every published overlay, one at a time. */
function rows(): ReadonlyMap<string, Row> {
  const found = new Map<string, Row>();
  for (const overlay of published())
    for (const removal of removals(overlay.files)) {
      const row = found.get(removal.kind) ?? {
        removed: 0,
        withPlan: 0,
        byRules: { named: 0, noticed: 0, warned: 0, unseen: 0 },
      };
      const findings = judged(overlay, removal);
      row.removed += 1;
      row.withPlan += isTold(removal, findings) ? 1 : 0;
      row.byRules[outcomeOf(removal, withoutPlan(findings))] += 1;
      found.set(removal.kind, row);
    }
  return found;
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const cellsOf = ({ removed, withPlan, byRules }: Row): readonly number[] => [
  removed,
  withPlan,
  ...OUTCOMES.map((outcome) => byRules[outcome]),
];

function table(all: ReadonlyMap<string, Row>): string {
  const sum = [...all.values()].map(cellsOf).reduce((a, b) => a.map((cell, index) => cell + (b[index] ?? 0)));
  return [
    line(['what is taken out', 'how many', 'named with the plan', 'named', 'noticed', 'a warning', 'unseen']),
    line(Array.from({ length: 7 }, () => '---')),
    ...[...all].sort(([a], [b]) => byCodeUnit(a, b)).map(([kind, row]) => line([kind, ...cellsOf(row)])),
    line(['all', ...sum]),
    '',
  ].join('\n');
}

const PAGE = new URL('../../docs/removals.md', import.meta.url);

const INTRODUCTION = `# Removals

Written by \`npm run removals\`. From every published overlay each object, and each key of each Secret that comes of one, is
taken out, one at a time, and what is left is judged. It is *named* when an error holds its kind, namespace and name, or its
Secret and key. The last four columns are of the rules alone, as of a tree that lies beside no \`plan.jsonl\`: they say which
connection, reference or login is broken, and cannot know what the thing that mended it was called. *Unseen* is what nothing in
the tree asks for: a schedule, an alert, a budget, a key nobody reads.

`;

if (process.argv[1]?.endsWith('table.ts')) {
  const text = table(rows());
  writeFileSync(PAGE, INTRODUCTION + text);
  process.stdout.write(text);
}
