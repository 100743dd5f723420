import { dataOf } from '../data-kinds';
import { guarded, type Rule, verdict } from '../verdict';

/** An object whose file moves to another folder, and so to another Application. Rule D3, seen in a running Argo CD. */
export const moved: Rule = ({ status, after }) => {
  if (status !== 'moved' || !after) return [];
  const data = dataOf(after.manifest);
  const remedy = 'Annotate it with Prune=false, sync that, then move it in a later change.';
  const reason = 'One Application drops the object and another takes it up: it may be deleted and created again.';
  return [
    data === undefined
      ? guarded(verdict({ risk: 'identity', rule: 'D3', reason, remedy }))
      : guarded(verdict({ risk: 'data-at-risk', rule: 'D3', reason, stake: data, remedy })),
  ];
};
