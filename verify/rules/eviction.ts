import { matchesSelector } from '../../manifest/selector';
import { error, type Rule, type Verdict, warning } from '../finding';
import { isOpaque } from '../namespaces';
import { grouped, type Item, once, type Pods, type Tree } from '../tree';

const BUDGET = 'policy/PodDisruptionBudget';

const byNamespace = once((tree) => grouped(tree.ofKind(BUDGET), ({ namespace }) => namespace));

const budgetsOf = (tree: Tree, { item: { namespace }, labels }: Pods): readonly Item[] =>
  (byNamespace(tree).get(namespace) ?? []).filter(({ manifest }) => matchesSelector(manifest.spec?.selector, labels));

/** Operators write budgets for their pods, and a node's own pod goes with the node. */
const wantsBudget = (tree: Tree, { item, replicas, everyNode, finite, made }: Pods): boolean =>
  replicas > 1 && !everyNode && !finite && !made && !isOpaque(tree, item.namespace);

/** Pods a budget keeps from ever being moved. */
const isRigid = ({ manifest: { spec = {} } }: Item, { replicas, finite }: Pods): boolean =>
  !finite &&
  (spec.maxUnavailable === 0 ||
    spec.maxUnavailable === '0%' ||
    spec.minAvailable === '100%' ||
    spec.minAvailable >= replicas);

function judge(tree: Tree, pods: Pods): readonly Verdict[] {
  const { item, replicas } = pods;
  const [first, other] = budgetsOf(tree, pods);
  if (!first) {
    if (!wantsBudget(tree, pods)) return [];
    const message = `Nothing keeps a drain of nodes from taking all ${replicas} pods at once.`;
    return [
      warning(item, '', message, 'Write a PodDisruptionBudget with maxUnavailable: 1 and the labels of these pods.'),
    ];
  }
  if (other) {
    const message = `Its pods have two budgets, ${first.name} and ${other.name}, so that none of them can be evicted.`;
    return [error(item, '', message, 'Let one budget select them.')];
  }
  return isRigid(first, pods)
    ? [
        warning(
          first,
          'spec',
          `No pod of ${item.object} may ever be evicted, so that its node cannot be drained.`,
          'Allow one.',
        ),
      ]
    : [];
}

/** Pods of which there are several are kept from going all at once, by one budget that lets them go one by one. */
export const eviction: Rule = {
  id: 'eviction',
  why: 'Draining nodes takes all copies of a service at once without a budget, and never ends with two of them.',
  check: (tree) => tree.pods.flatMap((pods) => judge(tree, pods)),
};
