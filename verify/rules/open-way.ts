import { matchesSelector } from '../../manifest/selector';
import type { Rule } from '../finding';
import { isOpaque } from '../namespaces';
import { policiesIn } from '../network/policies';
import type { Selection } from '../network/spare';
import { spareAddresses } from '../network/spare-addresses';
import { spareVisits } from '../network/spare-visits';
import { spareWays } from '../network/spare-ways';
import { wideRules } from '../network/wide-rules';
import { podsByNamespace } from '../pod-index';
import type { Tree } from '../tree';

/** The policies that select pods of the tree, where all pods of their namespace are known. */
const selections = (tree: Tree): readonly Selection[] =>
  [...podsByNamespace(tree)]
    .filter(([namespace]) => !isOpaque(tree, namespace))
    .flatMap(([namespace, all]) =>
      policiesIn(tree, namespace).map((policy) => ({
        policy,
        pods: all.filter(({ labels }) => matchesSelector(policy.selector, labels)),
      })),
    );

/** Policies open no more than the tree needs: nothing to everybody, and nobody to another who never calls it. */
export const openWay: Rule = {
  id: 'open-way',
  why: 'A way that nobody needs is one that whoever breaks into a pod can take.',
  check: (tree) =>
    selections(tree).flatMap((selection) => [
      ...wideRules(tree, selection),
      ...spareWays(tree, selection),
      ...spareVisits(tree, selection),
      ...spareAddresses(tree, selection),
    ]),
};
