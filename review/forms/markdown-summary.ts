import type { Review } from '../review';
import { summary } from './summary';
import { overlaysText } from './wording';

/** A review on its way to Markdown. */
export interface Writing {
  readonly review: Review;
  readonly lines: number;
  /** Lists of overlays that are too long to repeat. */
  readonly lists: string[];
}

/** Overlays in a few words, with a number for a list that stands further below. */
export function where(overlays: readonly string[], { review, lists }: Writing): string {
  const { text, listed } = overlaysText(overlays, review.overlays);
  if (!listed) return text;
  const list = overlays.join(', ');
  const known = lists.indexOf(list);
  return `${text} [${(known >= 0 ? known : lists.push(list) - 1) + 1}]`;
}

/** Lines of what is said of the change as a whole, where a comment is written. */
const MOST = 8;

/** What is said of the change as a whole, one text a section. */
export function summaryText(writing: Writing, attachment: string): readonly string[] {
  const { review, lines } = writing;
  const sections = summary(review, lines === Number.POSITIVE_INFINITY ? lines : MOST);
  return sections.map(({ title, lines, left }) =>
    [
      `**${title}**`,
      ...lines.map(({ text, overlays, remedy, grave }) => {
        const places = where(overlays, writing);
        return `- ${grave ? `🔴 **${text}**` : text}${places ? ` — ${places}` : ''}${remedy ? ` *${remedy}*` : ''}`;
      }),
      ...(left > 0 ? [`- … and ${left} more, in ${attachment}`] : []),
    ].join('\n'),
  );
}
