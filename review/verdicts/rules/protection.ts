import { dataOf, survivesDelete, survivesPrune } from '../data-kinds';
import { guarded, type Rule, verdict } from '../verdict';

/** An object with data loses the annotations that keep Argo CD from deleting it. Rule D1. */
export const protection: Rule = ({ before, after }) => {
  if (!before || !after || dataOf(after.manifest) === undefined) return [];
  const lost = [
    ...(survivesPrune(before.manifest) && !survivesPrune(after.manifest) ? ['Prune=false'] : []),
    ...(survivesDelete(before.manifest) && !survivesDelete(after.manifest) ? ['Delete=false'] : []),
  ];
  if (lost.length === 0) return [];
  return [
    guarded(
      verdict(
        {
          risk: 'data-at-risk',
          rule: 'D1',
          reason: `Without ${lost.join(' and ')} Argo CD deletes the object and its data when it leaves Git or its Application goes.`,
          remedy: 'Keep the sync options on every object that holds data.',
        },
        ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
      ),
    ),
  ];
};
