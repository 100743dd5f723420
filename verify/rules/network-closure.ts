import type { Rule, Verdict } from '../finding';
import { type HostNeeds, hostNeeds } from '../network/host-needs';
import { closedSides, closedVerdict, type Need } from '../network/need';
import type { Direction } from '../network/policies';
import { onceFor, type Tree } from '../tree';

const closedOf = onceFor(closedSides);

const isClosed = (tree: Tree, need: Need, direction: Direction): boolean => closedOf(tree, need).includes(direction);

/** The connection that is closed in a direction: of every reader one must be open, or of one reader at least. */
function closed(tree: Tree, { needs, all }: HostNeeds, direction: Direction): Need | undefined {
  const each = needs.map((own) => own.find((need) => isClosed(tree, need, direction)));
  if (!all && each.some((found) => found === undefined)) return;
  return each.find((found) => found !== undefined);
}

const ADVICE = 'in a contract, declare the use of the service that connects.';

const judge = (tree: Tree, host: HostNeeds): readonly Verdict[] =>
  (['Egress', 'Ingress'] as const).flatMap((direction) => {
    const need = closed(tree, host, direction);
    return need ? [closedVerdict(tree, need, direction, ADVICE)] : [];
  });

/** Every connection that a host name implies is let out and let in by the overlay's NetworkPolicies. */
export const networkClosure: Rule = {
  id: 'network-closure',
  why: 'A connection that a policy blocks hangs until its time-out, and looks like a fault of the service called.',
  check: (tree) => hostNeeds(tree).flatMap((host) => judge(tree, host)),
};
