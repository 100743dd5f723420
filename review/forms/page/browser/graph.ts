import type { Blast, BlastEdge, BlastNode, Fate } from '../../../blast/blast';
import { layout, type Point } from '../layout';
import { svg } from './dom';

const SIZES = { width: 168, height: 46, across: 72, down: 16 };
/** Room around the drawing, in its units, for strokes and focus. */
const MARGIN = 6;

/** What happens to a service, in words that fit its box. */
export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  removed: 'removed',
  'at-risk': 'data at risk',
  stops: 'stops for a while',
  weakened: 'weakened',
  restarts: 'restarts',
  added: 'added',
};

const TONES: Readonly<Record<Fate, string>> = {
  removed: 'grave',
  'at-risk': 'grave',
  stops: 'serious',
  weakened: 'serious',
  restarts: 'busy',
  added: 'calm',
};

const AFFECTED: Readonly<Record<BlastNode['affected'], string>> = {
  directly: 'uses what changes',
  indirectly: 'uses it through others',
  no: '',
};

/** What becomes of a service, in a few words. */
export const nodeText = ({ fates: [fate], affected }: BlastNode): string =>
  fate === undefined ? AFFECTED[affected] : FATE_WORDS[fate];

/** A curve through points that leaves and enters boxes level. */
const curve = (points: readonly Point[]): string =>
  points
    .map(({ x, y }, index) => {
      const last = points[index - 1];
      if (!last) return `M${x} ${y}`;
      const middle = (last.x + x) / 2;
      return `C${middle} ${last.y} ${middle} ${y} ${x} ${y}`;
    })
    .join('');

const STATUS: Readonly<Record<BlastEdge['status'], string>> = { stays: '', comes: ' (new)', goes: ' (goes)' };

/** The endpoints one service uses of another, as a text. */
const usesText = (edges: readonly BlastEdge[]): string =>
  edges.map(({ from, to, endpoint, status }) => `${from} uses ${endpoint} of ${to}${STATUS[status]}`).join('\n');

/** Edges between the same two services as one arrow; what comes or goes is told by its looks. */
function arrowsOf(edges: readonly BlastEdge[]): ReadonlyMap<string, readonly BlastEdge[]> {
  const arrows = new Map<string, BlastEdge[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const arrow = arrows.get(key);
    if (arrow) arrow.push(edge);
    else arrows.set(key, [edge]);
  }
  return arrows;
}

const looksOf = (edges: readonly BlastEdge[]): string => {
  const [first] = edges;
  return first && edges.every(({ status }) => status === first.status) ? first.status : 'stays';
};

function box(node: BlastNode, { x, y }: Point, choose: ((name: string) => void) | undefined): SVGElement {
  const [fate] = node.fates;
  const look = fate === undefined ? `${node.affected} affected` : `fated ${TONES[fate]}`;
  const text = nodeText(node);
  const press = (event: Event): void => {
    if (!choose || (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    choose(node.name);
  };
  return svg(
    'g',
    {
      class: `node ${look}`,
      transform: `translate(${x} ${y})`,
      ...(choose ? { role: 'button', tabindex: 0, click: press, keydown: press } : {}),
    },
    svg('rect', { width: SIZES.width, height: SIZES.height, rx: 6 }),
    svg('text', { x: 12, y: 19, class: 'name' }, node.name),
    svg('text', { x: 12, y: 36, class: 'fate' }, ` ${text}`),
  );
}

/** How many drawings the page has had; each has a tip of its own for its arrows. */
let drawings = 0;

/** Services in reach of a change and who uses whom, drawn from users to what they use. */
export function graph(
  { nodes, edges }: Blast,
  label: string,
  choose: (name: string) => ((name: string) => void) | undefined,
): SVGSVGElement {
  const tipId = `tip-${drawings++}`;
  const uses = arrowsOf(edges);
  const arrows = [...uses.values()].flatMap(([first]) => first ?? []);
  const placed = layout(
    nodes.map(({ name }) => name),
    arrows,
    SIZES,
  );
  const [width, height] = [placed.width + 2 * MARGIN, placed.height + 2 * MARGIN];
  const lines = placed.arrows.map(({ from, to, points }) => {
    const own = uses.get(JSON.stringify([from, to])) ?? [];
    return svg(
      'path',
      { class: `edge ${looksOf(own)}`, d: curve(points), 'marker-end': `url(#${tipId})` },
      svg('title', {}, usesText(own)),
    );
  });
  const tip = svg(
    'marker',
    { id: tipId, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
    svg('path', { d: 'M0 0L8 4L0 8z', class: 'tip' }),
  );
  return svg(
    'svg',
    { viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`, width, height, role: 'group', 'aria-label': label },
    svg('defs', {}, tip),
    ...lines,
    ...nodes.map((node) => box(node, placed.boxes.get(node.name) ?? { x: 0, y: 0 }, choose(node.name))),
  );
}
