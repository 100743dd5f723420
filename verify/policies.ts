import type { PodPort } from '../manifest/pods';
import { portsOf } from '../manifest/pods';
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

const byNamespace = once((tree): ReadonlyMap<string, readonly Item[]> => {
  const index = new Map<string, Item[]>();
  for (const item of tree.ofKind('networking.k8s.io/NetworkPolicy')) {
    index.set(item.namespace, [...(index.get(item.namespace) ?? []), item]);
  }
  return index;
});

const namespaceLabels = (tree: Tree, name: string): Labels => ({
  ...tree.find('Namespace', '', name)?.manifest.metadata.labels,
  'kubernetes.io/metadata.name': name,
});

/** Without policyTypes a policy counts for ingress, and for egress when it has such rules. */
const typesOf = (spec: Fields): readonly string[] =>
  spec.policyTypes ?? (spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress']);

/** NetworkPolicies of a namespace. */
export const policiesIn = (tree: Tree, namespace: string): readonly Item[] => byNamespace(tree).get(namespace) ?? [];

/** Whether a policy restricts connections of that direction. */
export const concerns = ({ manifest }: Item, direction: Direction): boolean =>
  typesOf(manifest.spec ?? {}).includes(direction);

const selecting = (tree: Tree, pod: Peer, direction: Direction): readonly Item[] =>
  policiesIn(tree, pod.namespace).filter(
    (policy) => concerns(policy, direction) && matchesSelector(policy.manifest.spec?.podSelector ?? {}, pod.labels),
  );

/** Whether some policy denies these pods everything of a direction that no rule allows. */
export const isIsolated = (tree: Tree, pod: Peer, direction: Direction): boolean =>
  selecting(tree, pod, direction).length > 0;

const RULES = { Ingress: { list: 'ingress', peers: 'from' }, Egress: { list: 'egress', peers: 'to' } } as const;

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

const rulesFor = (tree: Tree, pod: Peer, direction: Direction): readonly Fields[] =>
  selecting(tree, pod, direction).flatMap(({ manifest }) => listOf(manifest.spec?.[RULES[direction].list]));

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
  if (!isIsolated(tree, pod, direction)) return true;
  return rulesFor(tree, pod, direction).some((rule) => {
    const peers = listOf(rule[RULES[direction].peers]);
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
  const own = peerOf(pod);
  if (!isIsolated(tree, own, 'Ingress')) return { open: true, namespaces: [] };
  const rules = rulesFor(tree, own, 'Ingress').filter((rule) => meansPort(listOf(rule.ports), port, portsOf(pod)));
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

/** Whether a policy selects every pod of its namespace. */
export const selectsAll = ({ manifest }: Item): boolean => isEmptySelector(manifest.spec?.podSelector ?? {});
