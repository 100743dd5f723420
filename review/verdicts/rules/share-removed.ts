import { guarded, type Rule, verdict } from '../verdict';

/** Share of a folder's files above which a removal is taken for an accident. */
const LARGE = 0.3;
const FEW = 5;

/**
 * A large part of what an Application holds is removed while some of it stays, so that no guard of Argo CD stops it.
 * Rule D4: removing 99 of 100 objects prunes 99.
 */
export const shareRemoved: Rule = (change, around) => {
  if (change.status !== 'removed') return [];
  const [old, now] = [around.filesInFolder(change, 'before'), around.filesInFolder(change, 'after')];
  if (now === 0 || old < FEW || (old - now) / old <= LARGE) return [];
  const reason = 'A large part of what its Application holds is removed at once, and Argo CD has no limit for that.';
  const remedy = 'Remove it in smaller changes, or say in removals.yaml that it is meant.';
  return [guarded(verdict({ risk: 'identity', rule: 'D4', reason, remedy }))];
};
