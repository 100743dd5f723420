import type { Rule } from '../finding';
import { madeNeeds } from '../network/made-needs';
import { judgeEither } from '../network/need';

const ADVICE = 'in a contract, declare the port among its peers or as operatedBy.';

/** Pods that an operator makes reach each other on the ports their software uses among itself, and the operator reaches them. */
export const operatorNetwork: Rule = {
  id: 'operator-network',
  why: 'Replication, elections and operators use ports no host name tells of; closed, the cluster never becomes ready.',
  check: (tree) =>
    madeNeeds(tree).flatMap((each) => {
      const [first] = each.map((needs) => judgeEither(tree, needs, ADVICE)).filter((verdicts) => verdicts.length > 0);
      return first?.slice(0, 1) ?? [];
    }),
};
