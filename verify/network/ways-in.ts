import type { PodPort } from '../../manifest/pods';
import { isEmptySelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import type { Pods, Tree } from '../tree';
import { selecting } from './policies';
import { meansPort } from './ways';

/** Who may reach a port of pods from outside their namespace. */
export interface WaysIn {
  /** Whether everybody may. */
  readonly open: boolean;
  /** Selectors of namespaces that may, each once. */
  readonly namespaces: readonly Fields[];
}

/** Reads from the policies who may reach a port of pods from outside their namespace. */
export function waysIn(tree: Tree, pods: Pods, port: PodPort): WaysIn {
  const policies = selecting(tree, pods, 'Ingress');
  if (policies.length === 0) return { open: true, namespaces: [] };
  const rules = policies
    .flatMap(({ Ingress = [] }) => Ingress)
    .filter((rule) => meansPort(rule.ports, port, pods.ports));
  const peers = rules.flatMap((rule) => rule.peers);
  const selectors = peers.flatMap(({ namespaceSelector }) => namespaceSelector ?? []);
  return {
    open:
      rules.some((rule) => rule.peers.length === 0) ||
      peers.some(({ ipBlock }) => ipBlock) ||
      selectors.some(isEmptySelector),
    namespaces: [...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values()],
  };
}
