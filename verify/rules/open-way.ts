import type { Rule } from '../finding';
import { policiesIn } from '../network/policies';
import { spareAddresses } from '../network/spare-addresses';
import { spareVisits } from '../network/spare-visits';
import { spareWays } from '../network/spare-ways';
import { wideRules } from '../network/wide-rules';
import { podsByNamespace } from '../pod-index';

/** Policies open no more than the tree needs: nothing to everybody, and no namespace to another that never calls it. */
export const openWay: Rule = {
  id: 'open-way',
  why: 'A way that nobody needs is one that whoever breaks into a pod can take.',
  check: (tree) =>
    [...podsByNamespace(tree).keys()].flatMap((namespace) =>
      policiesIn(tree, namespace).flatMap((policy) => [
        ...wideRules(tree, policy),
        ...spareWays(tree, policy),
        ...spareVisits(tree, policy),
        ...spareAddresses(tree, policy),
      ]),
    ),
};
