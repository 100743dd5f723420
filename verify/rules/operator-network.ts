import { matchesLabels } from '../../manifest/selector';
import { error, type Rule, type Verdict } from '../finding';
import { podsIn } from '../pod-index';
import { peerOf, permits } from '../policies';
import type { Item, Pods, Tree } from '../tree';

type Link = NonNullable<ReturnType<Tree['made']>['links']>[number];

/** A lone pod always reaches itself. */
const isLonePod = (from: Pods, to: Pods): boolean => from === to && from.replicas <= 1;

const passes = (tree: Tree, from: Pods, to: Pods, port: number): boolean => {
  const target = { port, protocol: 'TCP' };
  return (
    permits(tree, 'Egress', peerOf(from), peerOf(to), target) &&
    permits(tree, 'Ingress', peerOf(to), peerOf(from), target)
  );
};

const judge = (tree: Tree, item: Item, { from, to, port }: Link): readonly Verdict[] => {
  const pods = podsIn(tree, item.namespace);
  const callers = pods.filter(({ labels }) => matchesLabels(from, labels));
  const called = pods.filter(({ labels }) => matchesLabels(to, labels));
  const blocked = callers
    .flatMap((caller) => called.map((other) => [caller, other] as const))
    .find(([caller, other]) => !isLonePod(caller, other) && !passes(tree, caller, other, port));
  if (!blocked) return [];
  const [caller, other] = blocked;
  const message = `Pods of ${caller.item.object} cannot reach pods of ${other.item.object} on port ${port}, which they need.`;
  return [error(item, '', message, 'Declare the port among the peers of the contract.')];
};

/** Pods that an operator makes reach each other, on the ports their software uses among itself. */
export const operatorNetwork: Rule = {
  id: 'operator-network',
  why: 'Replication, elections and operators use ports no host name tells of; closed, the cluster never becomes ready.',
  check: (tree) =>
    [...tree.makers].flatMap(([item, { links = [] }]) => links.flatMap((link) => judge(tree, item, link))),
};
