import { writeFileSync } from 'node:fs';
import { RISKS } from '../../review/index';
import { type Answer, answers, precision, recall, tally } from './score';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const row = (name: string, given: readonly Answer[], risk?: (typeof RISKS)[number]): string => {
  const counts = tally(given, risk);
  const expected = counts.hits + counts.missed;
  return `| ${name} | ${expected} | ${percent(recall(counts))} | ${percent(precision(counts))} |`;
};

const missteps = (given: readonly Answer[]): readonly string[] => {
  const wrong = given.filter(({ expected, told }) => [...expected].sort().join() !== [...told].sort().join());
  return wrong.length === 0
    ? ['Every change of the corpus gets exactly the verdicts expected of it.']
    : wrong.map(({ name, expected, told }) => `- ${name}: expected ${expected.join(', ')}; told ${told.join(', ')}`);
};

/** What the first run on the held-out changes gave; the rules and labels were mended after it. */
const HONESTY = [
  'Labels and rules have the same authors, so the figures below say that the rules do what is meant. How well they hold for',
  'what nobody had in mind was measured once: 186 further changes were labelled before a rule was tried on them, and the',
  'review found 83.7 % of the verdicts expected there; 84.9 % of those it gave were expected. 40 changes were judged otherwise',
  'than labelled: for 32 of them rules were missing and have been written; for 13, 5 of these among them, the label went',
  'against the words of `docs/review.md` and was corrected. Whoever labelled them had read some of the tables of rules before, so',
  'it was no blind test. They are part of the corpus since, as "held out".',
];

/** The score of the corpus as Markdown: all verdicts, each verdict, each subject, and every case that went wrong. */
export function scoreText(given: readonly Answer[]): string {
  const subjects = [...new Set(given.map(({ about }) => about))];
  const head = ['| verdict | expected | recall | precision |', '|---|---|---|---|'];
  return [
    '# How well a review judges',
    '',
    `${given.length} labelled changes, each of one object, with every verdict a person who knows the kind would give.`,
    'Printed by `npm run review:score`; the changes stand in `test/review/corpus` and `test/review/held-out`.',
    '',
    ...HONESTY,
    '',
    ...head,
    row('**all**', given),
    ...RISKS.map((risk) => row(risk, given, risk)),
    '',
    ...head.map((line) => line.replace('verdict', 'subject')),
    ...subjects.map((subject) =>
      row(
        subject,
        given.filter(({ about }) => about === subject),
      ),
    ),
    '',
    '## Cases that went wrong',
    '',
    ...missteps(given),
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('print-score.ts')) {
  const text = scoreText(answers());
  process.stdout.write(text);
  if (process.argv.includes('--write')) writeFileSync('docs/review-score.md', text);
}
