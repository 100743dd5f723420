import { matchesSelector } from '../../manifest/selector';
import { error, type Rule, type Verdict } from '../finding';
import { podsIn } from '../pod-index';
import { query } from '../query';
import type { Pods, Tree } from '../tree';

const AFFINITIES: readonly string[] = ['podAffinity', 'podAntiAffinity'].flatMap((which) => [
  `affinity.${which}.requiredDuringSchedulingIgnoredDuringExecution[]`,
  `affinity.${which}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm`,
]);

const spread = ({ item, spec, labels, at: start }: Pods): readonly Verdict[] =>
  query(spec, 'topologySpreadConstraints[]', start)
    .filter(({ value }) => !matchesSelector(value.labelSelector, labels))
    .map(({ at }) =>
      error(
        item,
        `${at}.labelSelector`,
        'The constraint does not count the pods it is written for, so it spreads nothing.',
        'Use the labels of the pod template.',
      ),
    );

const affinity = (tree: Tree, { item, spec, at: start }: Pods): readonly Verdict[] =>
  AFFINITIES.flatMap((path) => query(spec, path, start))
    .filter(({ value }) => !value.namespaces && !value.namespaceSelector)
    .filter(
      ({ value }) => !podsIn(tree, item.namespace).some(({ labels }) => matchesSelector(value.labelSelector, labels)),
    )
    .map(({ at }) =>
      error(
        item,
        `${at}.labelSelector`,
        `The affinity speaks of pods that namespace ${item.namespace} does not have.`,
        'Use the labels of the pods that are meant.',
      ),
    );

/** Spread constraints count the very pods they are written for; affinities speak of pods that exist. */
export const placement: Rule = {
  id: 'placement',
  why: 'With a wrong label all replicas may land on one node, and nobody notices before that node is lost.',
  check: (tree) => tree.pods.flatMap((pods) => [...spread(pods), ...affinity(tree, pods)]),
};
