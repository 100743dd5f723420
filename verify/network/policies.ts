import type { PodPort } from '../../manifest/pods';
import { isEmptySelector, matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { type Item, listOf, once, type Pods, type Tree } from '../tree';
import { type End, isOnNode, meansEnd, namespaceOf } from './ends';

/** Which way a connection goes, seen from the pods a policy selects. */
export type Direction = 'Ingress' | 'Egress';

/** One rule of a policy. */
export interface PolicyRule {
  readonly policy: Item;
  /** Where it stands: `spec.ingress[0]`. */
  readonly at: string;
  /** None means everybody. */
  readonly peers: readonly Fields[];
  /** None means every port. */
  readonly ports: readonly Fields[];
}

/** A policy with what is asked of it for every pair of pods. */
export interface Policy {
  readonly item: Item;
  readonly selector: Fields;
  /** `undefined` when it says nothing of that direction. */
  readonly Ingress: readonly PolicyRule[] | undefined;
  readonly Egress: readonly PolicyRule[] | undefined;
}

/** Without policyTypes a policy counts for ingress, and for egress when it has such rules. */
const typesOf = (spec: Fields): readonly string[] =>
  spec.policyTypes ?? (spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']);

const FIELDS = { Ingress: ['ingress', 'from'], Egress: ['egress', 'to'] } as const;

const policyOf = (item: Item): Policy => {
  const spec = item.manifest.spec ?? {};
  const types = typesOf(spec);
  const rules = (direction: Direction): readonly PolicyRule[] | undefined => {
    const [field, peers] = FIELDS[direction];
    if (!types.includes(direction)) return;
    return listOf(spec[field]).map((rule, index) => ({
      policy: item,
      at: `spec.${field}[${index}]`,
      peers: listOf(rule[peers]),
      ports: listOf(rule.ports),
    }));
  };
  return { item, selector: spec.podSelector ?? {}, Ingress: rules('Ingress'), Egress: rules('Egress') };
};

const byNamespace = once((tree): ReadonlyMap<string, readonly Policy[]> => {
  const index = new Map<string, Policy[]>();
  for (const item of tree.ofKind('networking.k8s.io/NetworkPolicy')) {
    const before = index.get(item.namespace);
    if (before) before.push(policyOf(item));
    else index.set(item.namespace, [policyOf(item)]);
  }
  return index;
});

const NO_POLICIES: readonly Policy[] = [];

/** The policies of a namespace. */
export const policiesIn = (tree: Tree, namespace: string): readonly Policy[] =>
  byNamespace(tree).get(namespace) ?? NO_POLICIES;

/** Policies of the namespace that close all of its pods in a direction, also those that are yet to come. */
export const closing = (tree: Tree, namespace: string, direction: Direction): readonly Policy[] =>
  policiesIn(tree, namespace).filter((policy) => policy[direction] !== undefined && isEmptySelector(policy.selector));

const selected = once((): Map<Pods, Map<Direction, readonly Policy[]>> => new Map());

/** The policies that hold for pods in a direction; none means everything is open. */
export function selecting(tree: Tree, pods: Pods, direction: Direction): readonly Policy[] {
  const known = selected(tree).get(pods) ?? new Map<Direction, readonly Policy[]>();
  const before = known.get(direction);
  if (before) return before;
  const policies = isOnNode(pods)
    ? NO_POLICIES
    : policiesIn(tree, pods.item.namespace).filter(
        (policy) => policy[direction] !== undefined && matchesSelector(policy.selector, pods.labels),
      );
  selected(tree).set(pods, known.set(direction, policies));
  return policies;
}

/** Whether the ports of a rule mean one of a pod, whose own are `names`. */
export const meansPort = (ports: readonly Fields[], wanted: PodPort, names: readonly PodPort[]): boolean =>
  ports.length === 0 ||
  ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== wanted.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return names.some((own) => own.name === port && own.port === wanted.port);
    return endPort === undefined ? port === wanted.port : wanted.port >= port && wanted.port <= endPort;
  });

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

const meansSome = ({ ports: own }: PolicyRule, { ports, names = [] }: Way): boolean =>
  ports.length === 0 ? !isForNames(own) : ports.some((port) => meansPort(own, port, names));

/** The rules that hold for pods in a direction: most mean the pods of one namespace, which they name. */
interface Sorted {
  readonly byNamespace: ReadonlyMap<string, readonly PolicyRule[]>;
  readonly others: readonly PolicyRule[];
}

const BY_NAME = 'kubernetes.io/metadata.name';

/** The namespaces that the peers of a rule name; `undefined` where one of them means its pods otherwise. */
export function namedBy({ peers }: PolicyRule): readonly string[] | undefined {
  const names = peers.map(({ namespaceSelector }) => namespaceSelector?.matchLabels?.[BY_NAME]);
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

const sortedRules = once((): Map<readonly Policy[], Map<Direction, Sorted>> => new Map());

/** Rules that may mean an end. */
function candidates(tree: Tree, { direction, pods, other }: Way): readonly PolicyRule[] {
  const policies = selecting(tree, pods, direction);
  const known = sortedRules(tree).get(policies) ?? new Map<Direction, Sorted>();
  const rules = known.get(direction) ?? sorted(policies.flatMap((policy) => policy[direction] ?? []));
  sortedRules(tree).set(policies, known.set(direction, rules));
  const namespace = namespaceOf(other);
  if (namespace === undefined) return [...rules.others, ...[...rules.byNamespace.values()].flat()];
  return [...rules.others, ...(rules.byNamespace.get(namespace) ?? [])];
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
