import { makesBudget } from '../../manifest/operators/budgets';
import { matchesSelector } from '../../manifest/selector';
import { error, type Rule, type Verdict, warning } from '../finding';
import { isOpaque } from '../namespaces';
import { podsIn } from '../pod-index';
import { budgeted } from '../rollout';
import { scalerOfWorkload } from '../scalers';
import { type Item, once, type Pods, type Tree } from '../tree';

interface Budget {
  readonly item: Item;
  readonly pods: readonly Pods[];
}

const budgets = once((tree): readonly Budget[] =>
  tree.ofKind('policy/PodDisruptionBudget').map((item) => ({
    item,
    pods: podsIn(tree, item.namespace).filter(
      ({ labels, finite }) => !finite && matchesSelector(item.manifest.spec?.selector, labels),
    ),
  })),
);

/** How many pods a budget guards, at least and at most; `undefined` where nobody can say. */
function guarded(tree: Tree, { item, pods }: Budget): readonly [least: number, most: number] | undefined {
  if (isOpaque(tree, item.namespace) || pods.length === 0 || pods.some(({ everyNode }) => everyNode)) return undefined;
  const bounds = pods.map((own) => {
    const scaler = scalerOfWorkload(tree, own.item);
    return scaler ? [scaler.least, scaler.most] : [own.replicas, own.replicas];
  });
  const sum = (side: 0 | 1): number => bounds.reduce((total, bound) => total + (bound[side] ?? 0), 0);
  return [sum(0), sum(1)];
}

const REMEDY = 'Write maxUnavailable: 1, or run one more pod.';

const kept = (tree: Tree, budget: Budget): readonly Verdict[] => {
  const { item } = budget;
  const { minAvailable } = item.manifest.spec ?? {};
  const [least, most] = guarded(tree, budget) ?? [];
  if (minAvailable === undefined || least === undefined || !most) return [];
  if (budgeted(minAvailable, most) >= most) {
    const message = `No node of these pods can ever be drained: of ${most} at most, ${minAvailable} must stay.`;
    return [error(item, 'spec.minAvailable', message, REMEDY)];
  }
  if (least === 0 || budgeted(minAvailable, least) < least) return [];
  const message = `While there are only ${least} pods, as the autoscaler may have it, none may be evicted: ${minAvailable} must stay.`;
  return [warning(item, 'spec.minAvailable', message, REMEDY)];
};

const closed = ({ item }: Budget): readonly Verdict[] => {
  const { maxUnavailable, minAvailable } = item.manifest.spec ?? {};
  if (maxUnavailable !== undefined && minAvailable !== undefined) {
    return [error(item, 'spec', 'A budget has minAvailable or maxUnavailable, not both: it is refused.', 'Keep one.')];
  }
  return maxUnavailable !== undefined && budgeted(maxUnavailable, 1) === 0
    ? [error(item, 'spec.maxUnavailable', 'No node of these pods can ever be drained: none may be missing.', REMEDY)]
    : [];
};

/** Source: kubernetes, pkg/registry/core/pod/storage/eviction.go: a pod with two budgets is never evicted. */
const rivals = (tree: Tree): readonly Verdict[] => {
  const first = new Map<Pods, Item>();
  return budgets(tree).flatMap(({ item, pods }) => {
    const shared = pods.find((own) => first.has(own));
    const operated = pods.find((own) => own.made && makesBudget(own.item.manifest));
    for (const own of pods) first.set(own, first.get(own) ?? item);
    const other = shared ? first.get(shared)?.object : operated && `the operator of ${operated.item.object}`;
    const guardedTwice = shared ?? operated;
    if (!other || !guardedTwice) return [];
    const message = `Pods of ${guardedTwice.item.object} are guarded by ${other} too; a pod with two budgets is never evicted.`;
    return [error(item, 'spec.selector', message, 'Keep one budget for a pod.')];
  });
};

/** Every budget lets at least one pod go, and no pod has two. */
export const disruptionBudget: Rule = {
  id: 'disruption-budget',
  why: 'A budget that lets no pod go blocks the drain of its node, and with it every upgrade of the cluster.',
  check: (tree) => [...budgets(tree).flatMap((budget) => [...closed(budget), ...kept(tree, budget)]), ...rivals(tree)],
};
