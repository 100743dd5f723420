import type { Capacity } from '../../../../manifest/capacity';
import type { Blast, BlastEdge } from '../../../blast/blast';
import type { CapacityChange } from '../../../capacity/capacity';
import type { Line } from '../../blast-lines';
import { cores, gibibytes } from '../../capacity-lines';
import { type Section, summary } from '../../summary';
import { overlaysText } from '../../wording';
import { byId, disclosure, h, shortList } from './dom';
import { graph } from './graph';
import type { Page } from './page';

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement =>
  h(
    'div',
    { class: 'wide', tabindex: 0, role: 'group', 'aria-label': heads.join(', ') },
    h(
      'table',
      { class: 'plain' },
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        ...rows.map(([first, ...others]) =>
          h('tr', {}, h('th', { scope: 'row' }, first), ...others.map((text) => h('td', {}, text))),
        ),
      ),
    ),
  );

const STATUS: Readonly<Record<BlastEdge['status'], string>> = { stays: '', comes: 'new', goes: 'goes' };

/** The services in reach of a change, drawn, and their uses as a table for those who cannot see the drawing. */
function drawing(page: Page, blast: Blast, where: string): HTMLElement {
  const changed = new Set(page.carried.blocks.flatMap(({ members }) => members.map(({ service }) => service)));
  const choose = (name: string) => (changed.has(name) ? (own: string) => page.select({ services: [own] }) : undefined);
  const label = `Services in reach of the change${where ? ` in ${where}` : ''}`;
  const uses = blast.edges.map(({ from, to, endpoint, status }) => [from, to, endpoint, STATUS[status]]);
  return h(
    'div',
    {},
    h('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': label }, graph(blast, label, choose)),
    uses.length > 0
      ? disclosure('The uses as a table', () => table(['Service', 'Uses', 'Endpoint', 'Change'], uses))
      : undefined,
  );
}

type Figure = readonly [head: string, field: keyof Capacity, text: (amount: number) => string];

const FIGURES: readonly Figure[] = [
  ['Pods', 'pods', String],
  ['CPU requested', 'cpu', cores],
  ['Memory requested', 'memory', gibibytes],
  ['Memory limits', 'memoryLimit', gibibytes],
  ['Storage', 'storage', gibibytes],
];

/** What every overlay asks for before and after the change, and what its nodes leave. */
function capacityTable(changes: readonly CapacityChange[]): HTMLElement {
  const heads = ['Overlay', ...FIGURES.map(([head]) => head), 'Nodes leave'];
  const rows = changes.flatMap(({ each, offer }) =>
    each.map(({ overlay, before, after }) => [
      overlay,
      ...FIGURES.map(([, field, text]) => {
        const [old, now] = [text(before[field]), text(after[field])];
        return old === now ? now : `${old} → ${now}`;
      }),
      offer ? `${cores(offer.cpu)}, ${gibibytes(offer.memory)}` : 'not known',
    ]),
  );
  return table(heads, rows);
}

/** What notices a change as a whole: services that use what changes, and nodes. Follows the overlays that are chosen. */
export class Matters {
  readonly #page: Page;
  #shown = '';

  constructor(page: Page) {
    this.#page = page;
  }

  /** Shows what concerns the chosen overlays. Left alone while these stay, so that what is open stays open. */
  render(): void {
    const { overlays } = this.#page.selection;
    const shown = JSON.stringify([...overlays].sort());
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { blast, capacity } = this.#chosen(new Set(overlays));
    const details = new Map([
      ['Who notices', blast.filter(({ nodes }) => nodes.length > 1).map((each) => this.#drawn(each))],
      ['Room on the nodes', [disclosure('Each overlay in figures', () => capacityTable(capacity))]],
    ]);
    const sections = summary({ blast, capacity }, Number.POSITIVE_INFINITY);
    byId('matters').replaceChildren(...sections.map((each) => this.#section(each, details.get(each.title) ?? [])));
  }

  #chosen(names: ReadonlySet<string>): {
    readonly blast: readonly Blast[];
    readonly capacity: readonly CapacityChange[];
  } {
    const { blast, capacity } = this.#page.data;
    if (names.size === 0) return { blast, capacity };
    return {
      blast: blast.filter(({ overlays }) => overlays.some((name) => names.has(name))),
      capacity: capacity
        .map((change) => ({ ...change, each: change.each.filter(({ overlay }) => names.has(overlay)) }))
        .filter(({ each }) => each.length > 0),
    };
  }

  #drawn(blast: Blast): HTMLElement {
    const { text } = overlaysText(blast.overlays, this.#page.data.overlays);
    return disclosure(text ? `Drawn for ${text}` : 'Drawn', () => drawing(this.#page, blast, text));
  }

  #section({ title, lines }: Section, details: readonly HTMLElement[]): HTMLElement {
    return h('section', {}, h('h2', {}, title), ...shortList(lines.map((line) => this.#line(line))), ...details);
  }

  #line({ text, overlays, remedy, grave }: Line): HTMLElement {
    const where = overlaysText(overlays, this.#page.data.overlays).text;
    return h(
      'li',
      {},
      grave ? h('span', { class: 'sign grave', 'aria-hidden': 'true' }) : undefined,
      where === '' ? undefined : h('strong', {}, `${where}: `),
      `${text}.`,
      remedy === '' ? undefined : h('span', { class: 'remedy' }, ` ${remedy}`),
    );
  }
}
