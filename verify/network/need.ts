import type { PodPort } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import { error, type Verdict } from '../finding';
import { isOpaque } from '../namespaces';
import type { Item, Pods, Tree } from '../tree';
import { type End, isPods } from './ends';
import { type Direction, selecting } from './policies';
import { permits, type Way } from './ways';

/** A connection something in the tree relies on. */
export interface Need {
  /** What relies on it, and where it says so. */
  readonly item: Item;
  readonly at: string;
  /** Who connects, as a sentence begins: `Prometheus`. */
  readonly who: string;
  readonly from: End;
  /** What is reached, as it ends a phrase: `Service store/store`. */
  readonly whom: string;
  readonly to: End;
  /** One of these must be open; none where nobody knows which. */
  readonly ports: readonly PodPort[];
}

/** A lone pod always reaches itself. */
const isLonePod = ({ from, to }: Need): boolean => from === to && isPods(from) && from.replicas <= 1 && !from.everyNode;

const wayOf = ({ from, to, ports }: Need, direction: Direction): Way | undefined => {
  const names = isPods(to) ? to.ports : [];
  if (direction === 'Egress') return isPods(from) ? { direction, pods: from, other: to, ports, names } : undefined;
  return isPods(to) ? { direction, pods: to, other: from, ports, names } : undefined;
};

/** The sides on which policies stand in the way of a connection; where there may be more policies nothing can be said. */
export const closedSides = (tree: Tree, need: Need): readonly Direction[] =>
  isLonePod(need)
    ? []
    : (['Egress', 'Ingress'] as const).filter((direction) => {
        const way = wayOf(need, direction);
        return way !== undefined && !isOpaque(tree, way.pods.item.namespace) && !permits(tree, way);
      });

const listed = (names: readonly (string | number)[], or: string): string => [...new Set(names)].join(or);

/** Ports as a sentence has them: `TCP port 8080 or 8443`. */
export const portsText = (ports: readonly PodPort[]): string =>
  ports.length === 0
    ? 'its port'
    : `${ports[0]?.protocol} port ${listed(
        ports.map(({ port }) => port),
        ' or ',
      )}`;

/** A port of a rule as a sentence has it; `undefined` is every port. */
export const portText = (port: Fields): string =>
  port ? `${port.protocol ?? 'TCP'} port ${port.port ?? 'of any number'}` : 'every port';

const labelsText = (labels: Readonly<Record<string, string>> = {}): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? `pods ${pairs.join(',')}` : 'the pods';
};

const BLOCKS = {
  anywhere: 'all addresses, as an ipBlock,',
  internet: 'the addresses of the internet, as an ipBlock,',
  somewhere: 'its addresses, as an ipBlock,',
} as const;

/** An end as somebody would write it in a policy. */
export function endText(end: End): string {
  if ('somebody' in end) return 'whoever it is';
  if ('outside' in end) return BLOCKS[end.outside];
  return isPods(end) ? `pods of ${end.item.object}` : `${labelsText(end.labels)} of namespace ${end.namespace}`;
}

/** The policies that hold for pods, by name: those that were looked at in vain. */
export const lookedAt = (tree: Tree, pods: Pods, direction: Direction): string =>
  listed(
    selecting(tree, pods, direction).map(({ item }) => item.name),
    ', ',
  );

/** What to write where a side is closed. */
const remedyOf = ({ from, to, ports }: Need, direction: Direction, pods: Pods, advice: string): string =>
  direction === 'Egress'
    ? `Allow egress in namespace ${pods.item.namespace} from ${endText(from)} to ${endText(to)} on ${portsText(ports)}; ${advice}`
    : `Allow ingress in namespace ${pods.item.namespace} to ${endText(to)} from ${endText(from)} on ${portsText(ports)}; ${advice}`;

/**
 * What there is to say of a connection that is closed on one side: who cannot reach whom, which policies were looked at, and
 * what to write.
 * @param advice how a contract has it written, as the end of a sentence
 */
export function closedVerdict(tree: Tree, need: Need, direction: Direction, advice: string): Verdict {
  const { item, at, who, whom, ports } = need;
  const pods = direction === 'Egress' ? need.from : need.to;
  if (!isPods(pods)) throw new Error('only pods of the tree have policies');
  const side = direction === 'Egress' ? 'egress' : 'ingress';
  const open = direction === 'Egress' ? 'lets it out' : 'lets it in';
  const message =
    `${who} cannot reach ${whom} on ${portsText(ports)}: no ${side} policy in namespace ${pods.item.namespace} ${open} ` +
    `(looked at ${lookedAt(tree, pods, direction)}).`;
  return error(item, at, message, remedyOf(need, direction, pods, advice));
}

/** One verdict for each side a connection is closed on. */
export const judgeNeed = (tree: Tree, need: Need, advice: string): readonly Verdict[] =>
  closedSides(tree, need).map((direction) => closedVerdict(tree, need, direction, advice));

/** The same of connections of which one is enough. */
export function judgeEither(tree: Tree, needs: readonly Need[], advice: string): readonly Verdict[] {
  const [first] = needs;
  if (!first || needs.some((need) => closedSides(tree, need).length === 0)) return [];
  return judgeNeed(tree, first, advice);
}
