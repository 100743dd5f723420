import pc from 'picocolors';
import { isOneVerdict, type Story, stories, type Variant } from '../fold/story';
import type { Review } from '../review';
import { RISK_WORDS, type Risk } from '../verdicts/risk';
import { bundles, objectsText } from './bundle';
import { capped, type DiffLine, diffLines } from './diff-lines';
import { summary } from './summary';
import { countTexts, headingOf, headline, overlaysText, plural, podsText, restTexts } from './wording';

type Paint = (text: string) => string;

/** Colours of the terminal; all of them leave the text alone where there is none. */
type Colours = ReturnType<typeof pc.createColors>;

const GRAVE: ReadonlySet<Risk> = new Set(['data-at-risk', 'identity', 'rejected']);
const SERIOUS: ReadonlySet<Risk> = new Set(['exposure', 'availability', 'image-downgrade', 'image-major', 'recreated']);

const paintOf = (risk: Risk, colours: Colours): Paint => {
  if (GRAVE.has(risk)) return colours.red;
  if (SERIOUS.has(risk)) return colours.yellow;
  return risk === 'no-restart' ? colours.green : risk === 'not-judged' ? colours.magenta : colours.cyan;
};

const LINES = 12;
const NAMES = 6;

const diffLine = ({ sign, text }: DiffLine, colours: Colours): string => {
  const paint: Paint = sign === '-' ? colours.red : sign === '+' ? colours.green : colours.dim;
  return paint(`    ${sign} ${text}`);
};

/** What is said of variants of which the same is said. */
function verdictLines(variants: readonly Variant[], colours: Colours): readonly string[] {
  const members = variants.flatMap(({ block }) => block.members);
  return (variants[0]?.shared.verdicts ?? []).flatMap(({ risk, reason, remedy, stake }, index) => {
    const count = podsText(members.map((member) => member.pods[index] ?? 0));
    const pods = [...(stake ? [`at stake: ${stake}`] : []), ...(count ? [count] : [])].join(', ');
    const name = paintOf(risk, colours)(RISK_WORDS[risk]);
    return [
      `    ${name}${pods ? ` (${pods})` : ''}: ${reason}`,
      ...(remedy === 'Nothing to do.' ? [] : [colours.dim(`      ${remedy}`)]),
    ];
  });
}

const bundled = (story: Story, colours: Colours): readonly string[] =>
  bundles(story).flatMap(({ verdict: { risk, reason, remedy }, members }) => [
    `    ${paintOf(risk, colours)(RISK_WORDS[risk])}: ${reason}`,
    ...(remedy === 'Nothing to do.' ? [] : [colours.dim(`      ${remedy}`)]),
    colours.dim(`      ${plural(members.length, 'object')}: ${objectsText(members, NAMES)}`),
  ]);

function storyLines(story: Story, review: Review, colours: Colours, lines: number): readonly string[] {
  const places = overlaysText(story.overlays, review.overlays).text;
  const heading = `${paintOf(story.risk, colours)('●')} ${colours.bold(headingOf(story))}${places ? colours.dim(` — ${places}`) : ''}`;
  if (story.status === 'added' || story.status === 'removed') return [heading, ...bundled(story, colours), ''];
  const once = isOneVerdict(story);
  const variants = story.variants.flatMap((variant) => [
    ...(story.variants.length > 1 ? [`  ${colours.bold(overlaysText(variant.overlays, review.overlays).text)}`] : []),
    ...capped(variant.shared.edits.flatMap(diffLines), lines).map((line) => diffLine(line, colours)),
    ...(once ? [] : verdictLines([variant], colours)),
  ]);
  return [heading, ...variants, ...(once ? verdictLines(story.variants, colours) : []), ''];
}

const MOST = 5;

/** What is said of the change as a whole. */
function summaryLines(review: Review, colours: Colours, most: number): readonly string[] {
  return summary(review, most).flatMap(({ title, lines, left }) => [
    colours.bold(title),
    ...lines.flatMap(({ text, overlays, remedy, grave }) => [
      `  ${grave ? colours.red(text) : text}${colours.dim(` — ${overlaysText(overlays, review.overlays).text}`)}`,
      ...(remedy ? [colours.dim(`    ${remedy}`)] : []),
    ]),
    ...(left > 0 ? [colours.dim(`  … and ${left} more; --full shows them`)] : []),
    '',
  ]);
}

/** A review for a terminal: the counts first, then the gravest matters. `full` shows every line of a change. */
export function terminal(review: Review, { colour = true, full = false } = {}): string {
  const colours = pc.createColors(colour);
  const lines = full ? Number.POSITIVE_INFINITY : LINES;
  return [
    `${colours.bold(headline(review))} ${colours.dim(`(${review.base} → ${review.head})`)}`,
    countTexts(review).join(' · '),
    ...restTexts(review).map((text) => colours.dim(text)),
    '',
    ...summaryLines(review, colours, full ? Number.POSITIVE_INFINITY : MOST),
    ...stories(review.blocks).flatMap((story) => storyLines(story, review, colours, lines)),
  ].join('\n');
}
