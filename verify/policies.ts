import type { PodPort } from '../manifest/pods';
import { isEmptySelector, type Labels, matchesSelector } from '../manifest/selector';
import type { Fields } from '../manifest/types';
import { type Item, listOf, once, type Pods, type Tree } from './tree';

/** Which way a connection goes, seen from the pods a policy selects. */
export type Direction = 'Ingress' | 'Egress';

/** Pods as policies see them. */
export interface Peer {
  readonly namespace: string;
  readonly labels: Labels;
}

/** A policy with what is asked of it for every pair of pods. */
interface Policy {
  readonly selector: Fields;
  readonly Ingress: readonly Fields[] | undefined;
  readonly Egress: readonly Fields[] | undefined;
}

/** Without policyTypes a policy counts for ingress, and for egress when it has such rules. */
const typesOf = (spec: Fields): readonly string[] =>
  spec.policyTypes ?? (spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']);

const policyOf = (item: Item): Policy => {
  const spec = item.manifest.spec ?? {};
  const types = typesOf(spec);
  return {
    selector: spec.podSelector ?? {},
    Ingress: types.includes('Ingress') ? listOf(spec.ingress) : undefined,
    Egress: types.includes('Egress') ? listOf(spec.egress) : undefined,
  };
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
const policiesIn = (tree: Tree, namespace: string): readonly Policy[] =>
  byNamespace(tree).get(namespace) ?? NO_POLICIES;

const labelsOfNamespaces = once((): Map<string, Labels> => new Map());

function namespaceLabels(tree: Tree, name: string): Labels {
  const known = labelsOfNamespaces(tree).get(name);
  if (known) return known;
  const written = tree.find('Namespace', '', name)?.manifest.metadata.labels;
  const labels = { ...written, 'kubernetes.io/metadata.name': name };
  labelsOfNamespaces(tree).set(name, labels);
  return labels;
}

/** Whether a policy of the namespace closes all of its pods in a direction, also those that are yet to come. */
export const isClosed = (tree: Tree, namespace: string, direction: Direction): boolean =>
  policiesIn(tree, namespace).some((policy) => policy[direction] !== undefined && isEmptySelector(policy.selector));

const rulesOfPods = once((): Map<Labels, Map<string, readonly Fields[] | undefined>> => new Map());

/** The rules for a pod in a direction; `undefined` when no policy selects it, and so everything is open. */
function rulesFor(tree: Tree, { namespace, labels }: Peer, direction: Direction): readonly Fields[] | undefined {
  const known = rulesOfPods(tree).get(labels) ?? new Map<string, readonly Fields[] | undefined>();
  const key = `${direction} ${namespace}`;
  if (known.has(key)) return known.get(key);
  const selecting = policiesIn(tree, namespace).filter(
    (policy) => policy[direction] !== undefined && matchesSelector(policy.selector, labels),
  );
  const rules = selecting.length === 0 ? undefined : selecting.flatMap((policy) => policy[direction] ?? []);
  rulesOfPods(tree).set(labels, known.set(key, rules));
  return rules;
}

const PEERS = { Ingress: 'from', Egress: 'to' } as const;

/** A peer by address range means what is outside the cluster, never pods. */
const meansPeer = (tree: Tree, own: string, peer: Fields, other: Peer): boolean => {
  if (peer.ipBlock) return false;
  const inNamespace = peer.namespaceSelector
    ? matchesSelector(peer.namespaceSelector, namespaceLabels(tree, other.namespace))
    : other.namespace === own;
  return inNamespace && (peer.podSelector === undefined || matchesSelector(peer.podSelector, other.labels));
};

const meansPort = (ports: readonly Fields[], wanted: PodPort, names: readonly PodPort[]): boolean =>
  ports.length === 0 ||
  ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== wanted.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return names.some((own) => own.name === port && own.port === wanted.port);
    return endPort === undefined ? port === wanted.port : wanted.port >= port && wanted.port <= endPort;
  });

/**
 * Whether the overlay's policies let `pod` connect to (`Egress`) or be reached by (`Ingress`) other pods on a pod port.
 * `names` are the ports of the pods that are reached, for rules that name a port.
 */
export function permits(
  tree: Tree,
  direction: Direction,
  pod: Peer,
  other: Peer,
  port: PodPort,
  names: readonly PodPort[] = [],
): boolean {
  const rules = rulesFor(tree, pod, direction);
  if (!rules) return true;
  return rules.some((rule) => {
    const peers = listOf(rule[PEERS[direction]]);
    const meant = peers.length === 0 || peers.some((peer) => meansPeer(tree, pod.namespace, peer, other));
    return meant && meansPort(listOf(rule.ports), port, names);
  });
}

/** Who may reach a port of pods from outside their namespace. */
export interface WaysIn {
  /** Whether everybody may. */
  readonly open: boolean;
  /** Selectors of namespaces that may, each once. */
  readonly namespaces: readonly Fields[];
}

/** Reads from the policies who may reach a port of pods from outside their namespace. */
export function waysIn(tree: Tree, pod: Pods, port: PodPort): WaysIn {
  const all = rulesFor(tree, peerOf(pod), 'Ingress');
  if (!all) return { open: true, namespaces: [] };
  const rules = all.filter((rule) => meansPort(listOf(rule.ports), port, pod.ports));
  const peers = rules.flatMap((rule) => listOf(rule.from));
  const selectors = peers.flatMap(({ namespaceSelector }) => namespaceSelector ?? []);
  return {
    open:
      rules.some((rule) => listOf(rule.from).length === 0) ||
      peers.some(({ ipBlock }) => ipBlock) ||
      selectors.some(isEmptySelector),
    namespaces: [...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values()],
  };
}

/** Whether a selector of namespaces means that one. */
export const meansNamespace = (tree: Tree, selector: Fields, namespace: string): boolean =>
  matchesSelector(selector, namespaceLabels(tree, namespace));

/** Pods as policies see them. */
export const peerOf = ({ item, labels }: Pods): Peer => ({ namespace: item.namespace, labels });
