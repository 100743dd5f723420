import { countPods } from '../fields/effect';
import { type Rule, verdict } from '../verdict';

/** An object under a new name: the cluster takes it for a new one and the old one goes. */
export const renamed: Rule = (change, around) => {
  if (change.status !== 'renamed' || !change.after) return [];
  const pods = around.pods(change, 'after');
  const runs = pods.length > 0 && pods.every(({ finite }) => finite);
  return [
    verdict({
      risk: 'recreated',
      rule: 'renamed',
      reason: runs
        ? 'A new name: the job runs again and the old one is removed.'
        : 'A new name: a new object is made and the old one removed.',
      remedy: runs ? 'Make sure that it may run twice.' : 'Keep the name unless everything that names it changes too.',
      ...(runs || pods.length === 0 ? {} : { pods: countPods(pods) }),
    }),
  ];
};
