import { LEVELS, levelLabel, policyOf, strictness } from '../../../manifest/pod-security/index';
import type { Labels } from '../../../manifest/selector';
import { type Rule, verdict } from '../verdict';

const LABEL = levelLabel('enforce');

const levelOf = (labels: Labels | undefined): number => strictness(policyOf(labels ?? {}).standards.enforce.level);

/** A namespace that admits pods it did not admit before. */
export const podSecurityLevel: Rule = ({ before, after }) => {
  if (after?.manifest.kind !== 'Namespace' || !before) return [];
  const [old, now] = [before, after].map(({ manifest }) => levelOf(manifest.metadata.labels));
  if (old === undefined || now === undefined || now >= old) return [];
  const reason = `The namespace admits pods of level '${LEVELS[now]}' instead of '${LEVELS[old]}'.`;
  const remedy = 'Keep the level, and give pods that need more a namespace of their own.';
  return [verdict({ risk: 'exposure', rule: 'pod-security-level', reason, remedy }, ['metadata', 'labels', LABEL])];
};
