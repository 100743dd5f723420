import { isEmptySelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { error, type Verdict } from '../finding';
import type { Pods, Tree } from '../tree';
import { isEverywhere } from './addresses';
import { endText } from './need';
import { needsOf } from './needs';
import { closing, type Direction, type Policy, type PolicyRule } from './policies';
import { isAwaited } from './published';
import type { Selection } from './spare';

const isEverybody = ({ ipBlock, namespaceSelector, podSelector }: Fields): boolean =>
  (ipBlock && isEverywhere(ipBlock)) ||
  (namespaceSelector && isEmptySelector(namespaceSelector) && (!podSelector || isEmptySelector(podSelector)));

/** Whether a rule lets everybody in. */
export const letsAllIn = ({ peers }: PolicyRule): boolean => peers.length === 0 || peers.some(isEverybody);

/** Whether a rule lets pods out to everywhere, on every port. */
const letsOutToAll = ({ peers, ports }: PolicyRule): boolean => peers.length === 0 && ports.length === 0;

/** The callers that are known to need it, as a list for people. */
const callersOf = (tree: Tree, pods: readonly Pods[]): string =>
  [...new Set(pods.flatMap((each) => needsOf(tree, each)).map(({ from }) => endText(from)))].slice(0, 3).join(', ');

function openedToAll(tree: Tree, { policy, at }: PolicyRule, pods: readonly Pods[]): readonly Verdict[] {
  const [first] = pods;
  if (!first || pods.some((each) => isAwaited(tree, each))) return [];
  const known = callersOf(tree, pods);
  const remedy = known ? `Let in who calls: ${known}.` : 'Name who calls, or remove the rule.';
  return [error(policy, at, `It lets everybody reach ${first.item.object}, which nothing publishes.`, remedy)];
}

/** Whether pods of the namespace would be closed without the policy; else it opens nothing, and network-isolation speaks. */
const isClosed = (tree: Tree, { item }: Policy, direction: Direction): boolean =>
  closing(tree, item.namespace, direction).some((other) => other.item !== item);

/** Rules that open closed pods to everybody, or everything to them, without anything in the tree that asks for it. */
export function wideRules(tree: Tree, { policy, pods }: Selection): readonly Verdict[] {
  const { Ingress = [], Egress = [] } = policy;
  const [wayIn, wayOut] = [Ingress.filter(letsAllIn), Egress.filter(letsOutToAll)];
  return [
    ...(wayIn.length > 0 && isClosed(tree, policy, 'Ingress') ? wayIn : []).flatMap((rule) =>
      openedToAll(tree, rule, pods),
    ),
    ...(wayOut.length > 0 && isClosed(tree, policy, 'Egress') ? wayOut : []).map(({ policy: { path, object }, at }) =>
      error(
        { path, object },
        at,
        'It lets pods connect to everywhere on every port.',
        'Name whom they call, and the ports.',
      ),
    ),
  ];
}
