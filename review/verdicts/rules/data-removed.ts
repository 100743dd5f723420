import type { Change } from '../../change';
import type { Around } from '../around';
import { dataOf, survivesPrune } from '../data-kinds';
import { guarded, type Rule, verdict } from '../verdict';

const FATE = 'Say in removals.yaml what becomes of the data: kept, moved or deleted.';

interface Outcome {
  readonly rule: 'D1' | 'D3';
  readonly reason: string;
  readonly remedy: string;
}

/** What Argo CD really does, seen in a running one. Source: rules D1 and D3 of this project's Argo CD contract. */
function outcome(change: Change, around: Around): Outcome {
  const manifest = change.before?.manifest;
  if (around.filesInFolder(change, 'after') === 0)
    return {
      rule: 'D3',
      reason:
        'The whole folder is gone: Argo CD reports a missing path and deletes nothing, until the Application is deleted.',
      remedy: `Back up, then take the installation down on purpose. ${FATE}`,
    };
  if (manifest && survivesPrune(manifest))
    return {
      rule: 'D3',
      reason: 'Argo CD keeps the object (Prune=false was live), but nothing maintains it any more.',
      remedy: `Delete it by hand when its data is no longer needed. ${FATE}`,
    };
  return {
    rule: 'D1',
    reason: 'Argo CD prunes the object at the next sync, and its data goes with it.',
    remedy: `Annotate it with Prune=false,Delete=false, sync that, and remove it in a later change. ${FATE}`,
  };
}

/**
 * Data goes with an object that is removed, or that is renamed: to the cluster a rename is a removal. Rule D3; D1 where
 * Argo CD would prune it at once.
 */
export const dataRemoved: Rule = (change, around) => {
  if (change.status !== 'removed' && change.status !== 'renamed') return [];
  const manifest = change.before?.manifest;
  const data = manifest && dataOf(manifest);
  if (data === undefined) return [];
  const { rule, reason, remedy } = outcome(change, around);
  const first = change.status === 'renamed' ? 'To the cluster a rename is a removal. ' : '';
  return [guarded(verdict({ risk: 'data-at-risk', rule, reason: `${first}${reason}`, stake: data, remedy }))];
};
