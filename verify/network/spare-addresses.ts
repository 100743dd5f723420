import type { Fields } from '../../manifest/types';
import { type Verdict, warning } from '../finding';
import { grouped, once, type Pods, type Tree } from '../tree';
import { apiNeeds } from './api-needs';
import { isOnNode, isPods, meansEnd } from './ends';
import { type Need, portText } from './need';
import { everyNeed } from './needs';
import { outsideNeeds } from './outside-needs';
import type { PolicyRule } from './policies';
import { isAwaited } from './published';
import { fits, portsOf, type Selection } from './spare';
import { statesNeeds } from './stated-needs';
import { letsAllIn } from './wide-rules';

/** Connections to what policies see as addresses, by who makes them. */
const byCaller = once((tree) => {
  const needs = [...everyNeed(tree), ...apiNeeds(tree), ...outsideNeeds(tree)];
  return grouped(
    needs.filter(({ to }) => 'outside' in to || (isPods(to) && isOnNode(to))),
    ({ from }) => from,
  );
});

const blocksOf = ({ peers }: PolicyRule): readonly Fields[] => peers.filter(({ ipBlock }) => ipBlock);

const blocksText = (peers: readonly Fields[]): string => peers.map(({ ipBlock }) => ipBlock.cidr).join(' and ');

function wayOut(tree: Tree, rule: PolicyRule, pods: readonly Pods[]): readonly Verdict[] {
  const blocks = blocksOf(rule);
  if (blocks.length === 0 || blocks.length < rule.peers.length) return [];
  const { namespace } = rule.policy;
  const isMeant = ({ to }: Need): boolean => blocks.some((peer) => meansEnd(tree, namespace, peer, to));
  const needs = pods.flatMap((each) => byCaller(tree).get(each) ?? []).filter(isMeant);
  return portsOf(rule)
    .filter((port) => !needs.some((need) => fits(need, port, [])))
    .map((port) => {
      const message = `It lets pods of namespace ${namespace} reach ${blocksText(blocks)} on ${portText(port)}, which nothing needs.`;
      return warning(rule.policy, rule.at, message, 'Remove the way, or state the need in slipway.dev/needs.');
    });
}

function wayIn(tree: Tree, rule: PolicyRule, pods: readonly Pods[]): readonly Verdict[] {
  const blocks = blocksOf(rule);
  const [first] = pods;
  if (!first || blocks.length === 0 || letsAllIn(rule) || pods.some((each) => isAwaited(tree, each))) return [];
  const message = `It lets ${blocksText(blocks)} reach ${first.item.object}, which nothing publishes.`;
  return [warning(rule.policy, rule.at, message, 'Remove the way, or write what publishes it.')];
}

/**
 * Ways of a policy between pods and addresses that nothing asks for. What calls or is called by addresses shows in no
 * manifest, so only Namespaces that state it are judged.
 */
export const spareAddresses = (tree: Tree, { policy, pods }: Selection): readonly Verdict[] =>
  statesNeeds(tree, policy.item.namespace)
    ? [
        ...(policy.Ingress ?? []).flatMap((rule) => wayIn(tree, rule, pods)),
        ...(policy.Egress ?? []).flatMap((rule) => wayOut(tree, rule, pods)),
      ]
    : [];
