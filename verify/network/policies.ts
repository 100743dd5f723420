import { isEmptySelector, matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { grouped, type Item, listOf, once, onceFor, type Pods, type Tree } from '../tree';
import { isOnNode } from './ends';

/** Which way a connection goes, seen from the pods a policy selects. */
export type Direction = 'Ingress' | 'Egress';

export const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

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

const byNamespace = once((tree) =>
  grouped(tree.ofKind('networking.k8s.io/NetworkPolicy').map(policyOf), ({ item }) => item.namespace),
);

const NO_POLICIES: readonly Policy[] = [];

/** The policies of a namespace. */
export const policiesIn = (tree: Tree, namespace: string): readonly Policy[] =>
  byNamespace(tree).get(namespace) ?? NO_POLICIES;

/** Policies of the namespace that close all of its pods in a direction, also those that are yet to come. */
export const closing = (tree: Tree, namespace: string, direction: Direction): readonly Policy[] =>
  policiesIn(tree, namespace).filter((policy) => policy[direction] !== undefined && isEmptySelector(policy.selector));

const selectingIn = (direction: Direction) =>
  onceFor((tree, pods: Pods): readonly Policy[] =>
    isOnNode(pods)
      ? NO_POLICIES
      : policiesIn(tree, pods.item.namespace).filter(
          (policy) => policy[direction] !== undefined && matchesSelector(policy.selector, pods.labels),
        ),
  );

const SELECTING = { Ingress: selectingIn('Ingress'), Egress: selectingIn('Egress') } as const;

/** The policies that hold for pods in a direction; none means everything is open. */
export const selecting = (tree: Tree, pods: Pods, direction: Direction): readonly Policy[] =>
  SELECTING[direction](tree, pods);
