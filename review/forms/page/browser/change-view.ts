import type { Edit } from '../../../compare/edit';
import { type DiffLine, diffLines } from '../../diff-lines';
import { grouped } from '../../wording';
import type { Objects } from '../unpack';
import { h } from './dom';
import { marked } from './marked';
import type { Page } from './page';
import { yamlTable } from './yaml-table';

/** Lines of a change that are shown at once. */
const MOST = 40;

const CLASSES: Readonly<Record<DiffLine['sign'], string>> = { '-': 'line gone', '+': 'line come', ' ': 'line' };

/** The line on the other side of a change of a single line. */
function counterpart(lines: readonly DiffLine[], index: number): string | undefined {
  const own = lines[index]?.sign;
  const [step, wanted] = own === '-' ? [1, '+'] : [-1, '-'];
  const other = lines[index + step];
  const alone = lines[index - step]?.sign !== own && lines[index + 2 * step]?.sign !== wanted;
  return other?.sign === wanted && alone ? other.text : undefined;
}

const lineView = (lines: readonly DiffLine[], index: number): HTMLElement => {
  const { sign, text } = lines[index] as DiffLine;
  const other = sign === ' ' ? undefined : counterpart(lines, index);
  return h(
    'span',
    { class: CLASSES[sign] },
    `${sign} `,
    ...marked(text, other, sign === '-' ? 'before' : 'after'),
    '\n',
  );
};

function fieldsView(edits: readonly Edit[], full: boolean): HTMLElement {
  const lines = edits.flatMap(diffLines);
  const views = (from: number, to: number): readonly HTMLElement[] =>
    lines.slice(from, to).map((_, index) => lineView(lines, from + index));
  if (lines.length === 0) return h('p', { class: 'muted' }, 'No field changes.');
  const most = full || lines.length <= MOST ? lines.length : MOST;
  const code = h('pre', { class: 'code' }, ...views(0, most));
  if (most === lines.length) return code;
  const more = h('button', { type: 'button', class: 'more' }, `Show all ${grouped(lines.length)} lines`);
  more.addEventListener('click', () => {
    code.append(...views(most, lines.length));
    more.remove();
  });
  return h('div', {}, code, more);
}

/** What is to be shown of a change: its fields, and the object on both sides, made out only when it is looked at. */
export interface Shown {
  readonly edits: readonly Edit[];
  readonly objects: () => Objects;
  /** What it is about. */
  readonly caption: string;
}

const DRAWINGS = new WeakMap<Element, () => void>();

/** Tables of YAML are drawn when they come near what is seen, so that any number of them may be open. */
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      nearby.unobserve(target);
      DRAWINGS.get(target)?.();
    }
  },
  { rootMargin: '100%' },
);

/** The change of an object in the view that is chosen; it follows the choice as long as it stands in the page. */
export function changeView(page: Page, { edits, objects, caption }: Shown): HTMLElement {
  const place = h('div', { class: 'change' });
  const draw = (): void => {
    const { view } = page.selection;
    nearby.unobserve(place);
    place.replaceChildren(...(view === 'fields' ? [fieldsView(edits, page.full)] : []));
    if (view === 'fields') return;
    DRAWINGS.set(place, () => place.replaceChildren(yamlTable(objects(), caption, view)));
    nearby.observe(place);
  };
  draw();
  place.addEventListener('redraw', draw);
  return place;
}

/** Shows every change of the page in the view that is chosen now. */
export function redrawChanges(): void {
  for (const place of document.querySelectorAll('.change')) place.dispatchEvent(new Event('redraw'));
}
