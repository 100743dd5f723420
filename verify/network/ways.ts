import type { PodPort } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import { onceFor, type Pods, type Tree } from '../tree';
import { type End, meansEnd, namespaceOf } from './ends';
import { type Direction, type PolicyRule, selecting } from './policies';

/** Whether the ports of a rule mean one of a pod, whose own are `names`. */
export function meansPort(ports: readonly Fields[], wanted: PodPort, names: readonly PodPort[]): boolean {
  if (ports.length === 0) return true;
  for (let index = 0; index < ports.length; index += 1) if (isMeant(ports[index], wanted, names)) return true;
  return false;
}

function isMeant(meant: Fields, wanted: PodPort, names: readonly PodPort[]): boolean {
  const { port, endPort } = meant;
  if ((meant.protocol ?? 'TCP') !== wanted.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string') return names.some((own) => own.name === port && own.port === wanted.port);
  return endPort === undefined ? port === wanted.port : wanted.port >= port && wanted.port <= endPort;
}

/** A way from or to pods of the tree. */
export interface Way {
  readonly direction: Direction;
  readonly pods: Pods;
  readonly other: End;
  /** One of these must be open; none where nobody knows which. */
  readonly ports: readonly PodPort[];
  /** Ports of the pods that are reached, for rules that name a port. */
  readonly names?: readonly PodPort[];
}

const NAMES = 53;

/** What is reached on a port nobody knows is no name server. */
const isForNames = (ports: readonly Fields[]): boolean => ports.length > 0 && ports.every(({ port }) => port === NAMES);

const NO_NAMES: readonly PodPort[] = [];

function meansSome({ ports: own }: PolicyRule, { ports, names = NO_NAMES }: Way): boolean {
  if (ports.length === 0) return !isForNames(own);
  for (let index = 0; index < ports.length; index += 1) {
    const port = ports[index];
    if (port && meansPort(own, port, names)) return true;
  }
  return false;
}

/** The rules that hold for pods in a direction: most mean the pods of one namespace, which they name. */
interface Sorted {
  readonly byNamespace: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly others: readonly PolicyRule[];
}

const BY_NAME = 'kubernetes.io/metadata.name';

/** The namespaces that the peers of a rule name; `undefined` where one of them means its pods otherwise. */
export function namedBy({ policy, peers }: PolicyRule): readonly string[] | undefined {
  const names = peers.map(({ namespaceSelector, podSelector }) =>
    namespaceSelector ? namespaceSelector.matchLabels?.[BY_NAME] : podSelector && policy.namespace,
  );
  return peers.length > 0 && names.every((name) => typeof name === 'string') ? names : undefined;
}

function sorted(rules: readonly PolicyRule[]): Sorted {
  const byNamespace = new Map<string, PolicyRule[]>();
  const others: PolicyRule[] = [];
  for (const rule of rules) {
    const names = namedBy(rule);
    if (!names) others.push(rule);
    for (const name of new Set(names)) {
      const before = byNamespace.get(name);
      if (before) before.push(rule);
      else byNamespace.set(name, [rule]);
    }
  }
  return { byNamespace, others };
}

const sortedIn = (direction: Direction) =>
  onceFor(
    (tree, pods: Pods): Sorted => sorted(selecting(tree, pods, direction).flatMap((policy) => policy[direction] ?? [])),
  );

const SORTED = { Ingress: sortedIn('Ingress'), Egress: sortedIn('Egress') } as const;

const NO_RULES: readonly PolicyRule[] = [];

/** Rules that may mean an end. */
function candidates(tree: Tree, { direction, pods, other }: Way): readonly PolicyRule[] {
  const { others, byNamespace } = SORTED[direction](tree, pods);
  const namespace = namespaceOf(other);
  if (namespace === undefined) return [...others, ...[...byNamespace.values()].flat()];
  const own = byNamespace.get(namespace) ?? NO_RULES;
  return others.length === 0 ? own : [...others, ...own];
}

/** The rules that open a way. */
export const opening = (tree: Tree, way: Way): readonly PolicyRule[] =>
  candidates(tree, way).filter(
    (rule) =>
      meansSome(rule, way) &&
      (rule.peers.length === 0 || rule.peers.some((peer) => meansEnd(tree, way.pods.item.namespace, peer, way.other))),
  );

/** Whether the overlay's policies leave a way open. */
export const permits = (tree: Tree, way: Way): boolean =>
  selecting(tree, way.pods, way.direction).length === 0 || opening(tree, way).length > 0;
