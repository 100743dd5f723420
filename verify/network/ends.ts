import { type Labels, matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { Pods } from '../pods';
import { onceFor, type Tree } from '../tree';
import { isEverywhere, reachesInternet } from './addresses';

const MEANS = {
  anywhere: isEverywhere,
  internet: reachesInternet,
  somewhere: (): boolean => true,
} as const;

/** Pods of a namespace by their labels. */
export interface PodsOf {
  readonly namespace: string;
  /** `undefined`: which pods of it is not known. */
  readonly labels: Labels | undefined;
  /** Whether they may carry more labels than these. */
  readonly more?: true;
}

/**
 * What no selector of pods means, only a block of addresses: an address nobody knows here, as of the API server and of
 * nodes; hosts of the internet; or hosts that may be at whichever address.
 */
export interface Outside {
  readonly outside: keyof typeof MEANS;
}

/** Somebody of whom only is known that he is there. */
export interface Somebody {
  readonly somebody: true;
}

/** Where a connection begins or ends: pods of the tree, or what the tree does not show. */
export type End = Pods | PodsOf | Outside | Somebody;

/** Whether an end is pods of the tree, whose policies can be read. */
export const isPods = (end: End): end is Pods => end instanceof Pods;

/** The namespace of an end, where it has one that is known. */
export const namespaceOf = (end: End): string | undefined => {
  if (isPods(end)) return end.item.namespace;
  return 'namespace' in end ? end.namespace : undefined;
};

/** Policies do not hold for pods on their node's network, and see them as addresses. Source: Kubernetes docs, Network Policies. */
export const isOnNode = ({ spec }: Pods): boolean => spec.hostNetwork === true;

/** Labels of a namespace, with the one every namespace has. */
export const namespaceLabels = onceFor(
  (tree, name: string): Labels => ({
    ...tree.find('Namespace', '', name)?.manifest.metadata.labels,
    'kubernetes.io/metadata.name': name,
  }),
);

/** Whether a selector of namespaces means that one. */
export const meansNamespace = (tree: Tree, selector: Fields, namespace: string): boolean =>
  matchesSelector(selector, namespaceLabels(tree, namespace));

/** Whether pods with these labels, and perhaps more, may be meant. */
const mayMatch = ({ matchLabels = {} }: Fields, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === undefined || labels[key] === value);

const meansPods = (selector: Fields, { labels, more }: PodsOf): boolean => {
  if (selector === undefined || labels === undefined) return true;
  return more ? mayMatch(selector ?? {}, labels) : matchesSelector(selector, labels);
};

/** Pods on their node's network count as addresses. */
const seen = (end: Exclude<End, Somebody>): PodsOf | Outside => {
  if (!isPods(end)) return end;
  return isOnNode(end) ? { outside: 'somewhere' } : { namespace: end.item.namespace, labels: end.labels };
};

/** Whether a peer of a rule, written in a policy of the namespace `own`, means an end. */
export function meansEnd(tree: Tree, own: string, peer: Fields, end: End): boolean {
  if ('somebody' in end) return true;
  const other = seen(end);
  if ('outside' in other) return Boolean(peer.ipBlock) && MEANS[other.outside](peer.ipBlock);
  if (peer.ipBlock) return false;
  const inNamespace = peer.namespaceSelector
    ? meansNamespace(tree, peer.namespaceSelector, other.namespace)
    : other.namespace === own;
  return inNamespace && meansPods(peer.podSelector, other);
}
