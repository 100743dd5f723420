import type { Member } from '../fold/fold';
import { isOneVerdict, type Story, stories, type Variant } from '../fold/story';
import type { Review } from '../review';
import { RISK_WORDS, RISKS, type Risk } from '../verdicts/risk';
import { bundledOf, bundles, objectsText, type Spoken } from './bundle';
import { capped, diffLines } from './diff-lines';
import { summaryText, type Writing, where } from './markdown-summary';
import { capital, countTexts, headingOf, headline, plural, podsText, restTexts } from './wording';

/** GitHub's limit for a comment, in characters. Source: GitHub, maximum length of an issue comment. */
export const COMMENT_LIMIT = 65_536;

/** How much of a review is written. */
export interface MarkdownOptions {
  /** Most characters; what does not fit is counted. No limit without it. */
  readonly limit?: number;
  /** Name of the file that holds what does not fit. */
  readonly attachment?: string;
}

const SIGNS: Readonly<Record<Risk, string>> = {
  'data-at-risk': '🔴',
  identity: '🔴',
  rejected: '⛔',
  exposure: '🟠',
  availability: '🟠',
  'image-downgrade': '🟠',
  'image-major': '🟡',
  recreated: '🟡',
  'not-judged': '⚪',
  'rolling-restart': '🔵',
  image: '🔵',
  'no-restart': '🟢',
};

/** Lines of one object that are shown in a comment; the attachment shows all. */
const LINES = 14;
const NAMES = 6;

const verdictLine = ({ risk, reason, remedy, stake }: Spoken, pods: string): string => {
  const details = [...(stake ? [`at stake: ${stake}`] : []), ...(pods ? [pods] : [])].join(', ');
  const advice = remedy === 'Nothing to do.' ? '' : ` *${remedy}*`;
  return `- ${SIGNS[risk]} **${RISK_WORDS[risk]}**${details ? ` (${details})` : ''}: ${reason}${advice}`;
};

const podsOf = (members: readonly Member[], index: number): string =>
  podsText(members.map(({ pods }) => pods[index] ?? 0));

const fence = (lines: readonly string[]): readonly string[] => {
  const ticks = lines.some((line) => line.includes('```')) ? '`````' : '```';
  return [`${ticks}diff`, ...lines, ticks];
};

/** What is said of variants of which the same is said. */
function verdictLines(variants: readonly Variant[]): readonly string[] {
  const members = variants.flatMap(({ block }) => block.members);
  const verdicts = variants[0]?.shared.verdicts ?? [];
  return verdicts.map((verdict, index) => verdictLine(verdict, podsOf(members, index)));
}

function changedLines(story: Story, variant: Variant, writing: Writing): readonly string[] {
  const { shared, block } = variant;
  const diff = capped(shared.edits.flatMap(diffLines), writing.lines).map(({ sign, text }) => `${sign} ${text}`);
  const [member] = block.members;
  const from =
    shared.status === 'renamed' && member?.from
      ? [`From \`${member.from.name}\`${block.members.length > 1 ? ' and the like' : ''}.`]
      : [];
  const moved =
    shared.status === 'moved' && member?.fromPath ? [`From \`${member.fromPath}\` to \`${member.path}\`.`] : [];
  const heading = story.variants.length > 1 ? [`**${where(variant.overlays, writing)}**`] : [];
  const names = /^\d/.test(story.subject) ? [objectsText(bundledOf(block), NAMES), ''] : [];
  return [
    ...heading,
    ...names,
    ...from,
    ...moved,
    ...(diff.length > 0 ? fence(diff) : []),
    ...(isOneVerdict(story) ? [] : verdictLines([variant])),
    '',
  ];
}

/** Objects that come or go together, by what is said of them. */
function bundledLines(story: Story, writing: Writing): readonly string[] {
  const most = writing.lines === Number.POSITIVE_INFINITY ? writing.lines : NAMES;
  return bundles(story).map(
    ({ verdict, members }) =>
      `${verdictLine({ ...verdict, stake: undefined }, '')}\n  ${plural(members.length, 'object')}: ${objectsText(members, most)}`,
  );
}

function storyText(story: Story, writing: Writing): string {
  const bundled = story.status === 'added' || story.status === 'removed';
  const places = where(story.overlays, writing);
  const lines = bundled
    ? [...bundledLines(story, writing), '']
    : [
        ...story.variants.flatMap((variant) => changedLines(story, variant, writing)),
        ...(isOneVerdict(story) ? [...verdictLines(story.variants), ''] : []),
      ];
  const whole = writing.lines === Number.POSITIVE_INFINITY && bundled ? wholeObjects(story) : [];
  return [`#### ${headingOf(story)}${places ? ` — ${places}` : ''}`, ...lines, ...whole].join('\n');
}

/** The content of what comes or goes, for the file that leaves nothing out. */
const wholeObjects = ({ variants }: Story): readonly string[] =>
  variants.flatMap((variant) => [
    `<details><summary>${objectsText(bundledOf(variant.block), Number.POSITIVE_INFINITY)} — ${variant.overlays.join(', ')}</summary>`,
    '',
    ...fence(variant.shared.edits.flatMap(diffLines).map(({ sign, text }) => `${sign} ${text}`)),
    '</details>',
    '',
  ]);

const listsText = (lists: readonly string[]): readonly string[] =>
  lists.length === 0
    ? []
    : [
        '<details><summary>Overlays</summary>',
        '',
        ...lists.map((text, index) => `[${index + 1}] ${text}`),
        '',
        '</details>',
      ];

const leftText = (left: readonly Story[], attachment: string): readonly string[] => {
  const counts = RISKS.flatMap((risk) => {
    const objects = left.filter((story) => story.risk === risk).reduce((sum, story) => sum + story.objects, 0);
    return objects > 0 ? [`${plural(objects, 'object')} ${RISK_WORDS[risk]}`] : [];
  });
  return left.length === 0 ? [] : ['', `**Not shown here: ${counts.join(', ')}.** All of it stands in ${attachment}.`];
};

/** How many of the sections fit, with the room the last words need. */
function fitting(sections: readonly string[], room: number): number {
  let used = 0;
  return sections.filter((section) => {
    used += section.length + 1;
    return used <= room;
  }).length;
}

const ROOM_FOR_LAST_WORDS = 1_200;

/**
 * A review as Markdown for a comment on a pull request: what happens and how grave it is first, then one section a matter,
 * the gravest first. Never longer than `limit`; what does not fit is counted and told where it stands.
 */
export function markdown(review: Review, { limit, attachment = 'the attached file' }: MarkdownOptions = {}): string {
  const writing: Writing = { review, lines: limit === undefined ? Number.POSITIVE_INFINITY : LINES, lists: [] };
  const told = stories(review.blocks);
  const sections = withHeadings(told, (story) => storyText(story, writing));
  const counts = countTexts(review).map(bold).join(' · ');
  const top = [`## ${headline(review)}`, counts, ...restTexts(review), ...summaryText(writing, attachment)];
  const head = `${top.filter(Boolean).join('\n\n')}\n`;
  const foot = listsText(writing.lists).join('\n');
  if (limit === undefined) return [head, ...sections, foot].join('\n');
  const room = limit - head.length - ROOM_FOR_LAST_WORDS;
  const withLists = foot.length < room / 4 ? foot : `The overlays are listed in ${attachment}.`;
  const shown = fitting(sections, room - withLists.length);
  return [head, ...sections.slice(0, shown), withLists, ...leftText(told.slice(shown), attachment)]
    .join('\n')
    .slice(0, limit);
}

const bold = (text: string, index: number): string => (index === 0 ? `**${text}**` : text);

const withHeadings = (told: readonly Story[], text: (story: Story) => string): readonly string[] =>
  told.map((story, index) => {
    const first = told[index - 1]?.risk !== story.risk;
    return `${first ? `### ${SIGNS[story.risk]} ${capital(RISK_WORDS[story.risk])}\n` : ''}${text(story)}`;
  });
