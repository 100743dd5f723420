import { type Line, type Row, rowsOf, sections, unifiedRows, yamlLines } from '../lines';
import type { Objects } from '../unpack';
import { h } from './dom';
import { marked } from './marked';

/** Unchanged lines that stay around a change. */
const CONTEXT = 3;

const SIGNS = { before: '−', after: '+' } as const;
const CLASSES = { before: 'gone', after: 'come' } as const;
type Side = keyof typeof SIGNS;

const number = (line: Line | undefined): HTMLElement => h('td', { class: 'number' }, line ? String(line.number) : '');

/** One side of a row. A changed line carries its sign in text, for those who see no colours. */
function cell(line: Line | undefined, other: Line | undefined, same: boolean, side: Side): HTMLElement {
  if (!line) return h('td', { class: 'none' });
  if (same) return h('td', { class: 'text' }, `  ${line.text}`);
  return h('td', { class: `text ${CLASSES[side]}` }, `${SIGNS[side]} `, ...marked(line.text, other?.text, side));
}

/** How rows are laid out: the heads of their columns, and their cells. */
interface Shape {
  readonly heads: readonly (readonly [text: string, name: 'number' | 'text'])[];
  readonly cells: (row: Row) => readonly HTMLElement[];
}

const one = ({ same, before, after, other }: Row): HTMLElement =>
  before ? cell(before, other, same, 'before') : cell(after, other, same, 'after');

const SIDES: Shape = {
  heads: [
    ['Line', 'number'],
    ['Before', 'text'],
    ['Line', 'number'],
    ['After', 'text'],
  ],
  cells: ({ same, before, after }) => [
    number(before),
    cell(before, after, same, 'before'),
    number(after),
    cell(after, before, same, 'after'),
  ],
};
const UNIFIED: Shape = {
  heads: [
    ['Before', 'number'],
    ['After', 'number'],
    ['YAML', 'text'],
  ],
  cells: (row) => [number(row.before), number(row.after), one(row)],
};
const ONE_SIDED: Shape = {
  heads: [
    ['Line', 'number'],
    ['YAML', 'text'],
  ],
  cells: (row) => [number(row.before ?? row.after), one(row)],
};

/** Unchanged lines, and the button that folds and unfolds them. */
function folded(rows: readonly Row[], { heads, cells }: Shape): readonly HTMLElement[] {
  const body = h('tbody', { hidden: true });
  const button = h('button', { type: 'button', 'aria-expanded': 'false' }, `${rows.length} unchanged lines`);
  button.addEventListener('click', () => {
    body.hidden = !body.hidden;
    button.setAttribute('aria-expanded', String(!body.hidden));
    if (body.childElementCount === 0) body.append(...rows.map((row) => h('tr', {}, ...cells(row))));
  });
  return [h('tbody', { class: 'fold' }, h('tr', {}, h('td', { colspan: heads.length }, button))), body];
}

/** An object as YAML on both sides of its change, beside each other or in one column. */
export function yamlTable({ before, after }: Objects, caption: string, view: 'sides' | 'unified'): HTMLElement {
  const oneSided = before === undefined || after === undefined;
  const shape = oneSided ? ONE_SIDED : view === 'sides' ? SIDES : UNIFIED;
  const rows = rowsOf(yamlLines(before), yamlLines(after));
  const table = h(
    'table',
    { class: `yaml ${oneSided ? 'unified' : view}` },
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, ...shape.heads.map(([head, name]) => h('th', { scope: 'col', class: name }, head)))),
    ...sections(shape === SIDES ? rows : unifiedRows(rows), CONTEXT).flatMap((section) =>
      section.folded
        ? folded(section.rows, shape)
        : [h('tbody', {}, ...section.rows.map((row) => h('tr', {}, ...shape.cells(row))))],
    ),
  );
  return h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption }, table);
}
