import { type Rule, verdict } from '../verdict';

const LABEL = 'pod-security.kubernetes.io/enforce';
/** From open to strict. Source: Kubernetes, Pod Security Admission. */
const LEVELS = ['privileged', 'baseline', 'restricted'];

const levelOf = (labels: Readonly<Record<string, string>> | undefined): number =>
  Math.max(LEVELS.indexOf(labels?.[LABEL] ?? 'privileged'), 0);

/** A namespace that admits pods it did not admit before. */
export const podSecurityLevel: Rule = ({ before, after }) => {
  if (after?.manifest.kind !== 'Namespace' || !before) return [];
  const [old, now] = [before, after].map(({ manifest }) => levelOf(manifest.metadata.labels));
  if (old === undefined || now === undefined || now >= old) return [];
  const reason = `The namespace admits pods of level '${LEVELS[now]}' instead of '${LEVELS[old]}'.`;
  const remedy = 'Keep the level, and give pods that need more a namespace of their own.';
  return [verdict({ risk: 'exposure', rule: 'pod-security-level', reason, remedy }, ['metadata', 'labels', LABEL])];
};
