import { error, type Rule, type Verdict } from '../finding';
import { apiNeeds } from '../network/api-needs';
import { closedSides, closedVerdict, judgeNeed } from '../network/need';
import { outsideNeeds } from '../network/outside-needs';
import { type Stated, statedNeeds } from '../network/stated-needs';
import type { Tree } from '../tree';

const API_ADVICE = 'in a contract, write kubernetesApi.';
const OUTSIDE_ADVICE = 'in a contract, declare the port as outside or internet.';
const STATED_ADVICE = 'or take the word out of the annotation.';

/** One connection of those that would do must be open. */
function unmet(tree: Tree, { item, at, text, needs }: Stated): readonly Verdict[] {
  if (!needs)
    return [error(item, at, `${text} is no need.`, 'Write anywhere, internet, nodes or peers, a colon and a port.')];
  const closed = needs.map((need) => ({ need, sides: closedSides(tree, need) }));
  const [first] = closed;
  if (!first || closed.some(({ sides }) => sides.length === 0)) return [];
  return first.sides.map((side) => closedVerdict(tree, first.need, side, STATED_ADVICE));
}

/** Pods that call the Kubernetes API, hosts outside the cluster, or what their Namespace states, are let out. */
export const wayOut: Rule = {
  id: 'way-out',
  why: 'What cannot reach the Kubernetes API, or a host outside, waits and restarts for reasons nobody reads in its manifests.',
  check: (tree) => [
    ...apiNeeds(tree).flatMap((need) => judgeNeed(tree, need, API_ADVICE)),
    ...outsideNeeds(tree).flatMap((need) => judgeNeed(tree, need, OUTSIDE_ADVICE)),
    ...statedNeeds(tree).flatMap((stated) => unmet(tree, stated)),
  ],
};
