import type { Fields } from '../manifest/types';
import { isOfClass } from './demands';
import { grouped, type Item, listOf, onceFor, type Tree } from './tree';

const byNamespace = onceFor((tree, kind: string) => grouped(tree.ofKind(kind), (item) => item.namespace));

const NO_ITEMS: readonly Item[] = [];

/** Objects of a kind in a namespace. */
const itemsIn = (tree: Tree, kind: string, namespace: string): readonly Item[] =>
  byNamespace(tree, kind).get(namespace) ?? NO_ITEMS;

/** Objects of a kind in a namespace that count as many times as they say. */
export const counted = (tree: Tree, namespace: string, kind: string, times: (spec: Fields) => number): number =>
  itemsIn(tree, kind, namespace).reduce((sum, { manifest }) => sum + times(manifest.spec ?? {}), 0);

/** What the claims written in a namespace add up to. */
export const claimed = (
  tree: Tree,
  namespace: string,
  wanted: string | undefined,
  amount: (spec: Fields) => number,
): number =>
  counted(tree, namespace, 'PersistentVolumeClaim', (spec) =>
    isOfClass(spec.storageClassName, wanted) ? amount(spec) : 0,
  );

/** Ports of a Service that its nodes open. */
export const nodePorts = ({ type, ports, allocateLoadBalancerNodePorts: given }: Fields): number =>
  type === 'NodePort' || (type === 'LoadBalancer' && given !== false) ? listOf(ports).length : 0;
