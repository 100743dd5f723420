import type { Blast, BlastEdge, Impact } from '../../../blast/blast';
import { overlaysText, plural, podsText } from '../../wording';
import { disclosure, h } from './dom';
import { FATE_WORDS, graph } from './graph';
import type { Page } from './page';

const named = (names: readonly string[]): string => names.join(', ');

/** Who notices what happens to a service, as a sentence. */
function impactText({ service, fate, pods, direct, indirect }: Impact): string {
  const count = podsText(pods);
  const users = [
    ...(direct.length > 0 ? [`used by ${named(direct)}`] : []),
    ...(indirect.length > 0 ? [`through them by ${named(indirect)}`] : []),
  ];
  return `${service}: ${FATE_WORDS[fate]}${count ? ` (${count})` : ''}; ${users.join(', ') || 'nobody uses it'}.`;
}

const STATUS: Readonly<Record<BlastEdge['status'], string>> = { stays: '', comes: 'new', goes: 'goes' };

const usesTable = (edges: readonly BlastEdge[]): HTMLElement =>
  h(
    'table',
    { class: 'plain' },
    h(
      'thead',
      {},
      h('tr', {}, ...['Service', 'Uses', 'Endpoint', 'Change'].map((head) => h('th', { scope: 'col' }, head))),
    ),
    h(
      'tbody',
      {},
      ...edges.map(({ from, to, endpoint, status }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, from),
          ...[to, endpoint, STATUS[status]].map((text) => h('td', {}, text)),
        ),
      ),
    ),
  );

function blastView(page: Page, blast: Blast, where: string): HTMLElement {
  const changed = new Set(page.carried.blocks.flatMap(({ members }) => members.map(({ service }) => service)));
  const choose = (name: string) => (changed.has(name) ? (own: string) => page.select({ services: [own] }) : undefined);
  const label = `Services in reach of the change${where ? ` in ${where}` : ''}`;
  return h(
    'div',
    {},
    h('ul', {}, ...blast.impacts.map((impact) => h('li', {}, impactText(impact)))),
    h('div', { class: 'drawing', tabindex: 0, role: 'group', 'aria-label': label }, graph(blast, label, choose)),
    blast.edges.length > 0 ? disclosure('Who uses what, as a table', () => usesTable(blast.edges)) : undefined,
  );
}

/** What happens in a few words, for one who has not opened the drawing. */
function shortly({ impacts, nodes, whole }: Blast): string {
  if (whole) return `all services ${whole}`;
  const fates = impacts.slice(0, FEW).map(({ service, fate }) => `${service} ${FATE_WORDS[fate]}`);
  const more = impacts.length > FEW ? [`${impacts.length - FEW} more`] : [];
  const users = nodes.filter(({ affected }) => affected !== 'no').length;
  const noticed = users === 0 ? 'no other service notices' : `${plural(users, 'service')} affected`;
  return [...fates, ...more, noticed].join(', ');
}

const FEW = 4;

/** How far the change reaches through those who use what changes, in overlays where it is the same. */
export function reachViews(page: Page, overlays: readonly string[]): readonly HTMLElement[] {
  const chosen = new Set(overlays);
  return page.data.blast
    .filter((blast) => chosen.size === 0 || blast.overlays.some((name) => chosen.has(name)))
    .map((blast) => {
      const { text } = overlaysText(blast.overlays, page.data.overlays);
      const title = h('span', {}, h('strong', {}, text), `${text ? ': ' : ''}${shortly(blast)}`);
      return disclosure(title, () => blastView(page, blast, text));
    });
}
