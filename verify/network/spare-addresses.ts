import { matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { type Verdict, warning } from '../finding';
import { isOpaque } from '../namespaces';
import { podsIn } from '../pod-index';
import { grouped, once, type Pods, type Tree } from '../tree';
import { apiNeeds } from './api-needs';
import { meansEnd } from './ends';
import { type Need, portText } from './need';
import { everyNeed } from './needs';
import { outsideNeeds } from './outside-needs';
import type { Policy, PolicyRule } from './policies';
import { isAwaited } from './published';
import { statesNeeds } from './stated-needs';
import { meansPort } from './ways';
import { letsAllIn } from './wide-rules';

const byCaller = once((tree) =>
  grouped([...everyNeed(tree), ...apiNeeds(tree), ...outsideNeeds(tree)], ({ from }) => from),
);

const blocksOf = ({ peers }: PolicyRule): readonly Fields[] => peers.filter(({ ipBlock }) => ipBlock);

const blocksText = (peers: readonly Fields[]): string => peers.map(({ ipBlock }) => ipBlock.cidr).join(' and ');

function wayOut(tree: Tree, rule: PolicyRule, pods: readonly Pods[]): readonly Verdict[] {
  const blocks = blocksOf(rule);
  if (blocks.length === 0 || blocks.length < rule.peers.length) return [];
  const reached = ({ to }: Need): boolean => blocks.some((peer) => meansEnd(tree, rule.policy.namespace, peer, to));
  const needs = pods.flatMap((each) => byCaller(tree).get(each) ?? []).filter(reached);
  const isNeeded = (port: Fields): boolean =>
    needs.some(({ ports }) => ports.length === 0 || ports.some((own) => meansPort(port ? [port] : [], own, [])));
  const ports: readonly Fields[] = rule.ports.length === 0 ? [undefined] : rule.ports;
  return ports
    .filter((port) => !isNeeded(port))
    .map((port) => {
      const message = `It lets pods of namespace ${rule.policy.namespace} reach ${blocksText(blocks)} on ${portText(port)}, which nothing needs.`;
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
export function spareAddresses(tree: Tree, { item, selector, Ingress = [], Egress = [] }: Policy): readonly Verdict[] {
  const { namespace } = item;
  if (isOpaque(tree, namespace) || !statesNeeds(tree, namespace)) return [];
  const pods = podsIn(tree, namespace).filter(({ labels }) => matchesSelector(selector, labels));
  return [...Ingress.flatMap((rule) => wayIn(tree, rule, pods)), ...Egress.flatMap((rule) => wayOut(tree, rule, pods))];
}
