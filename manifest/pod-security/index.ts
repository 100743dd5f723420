import { BASELINE } from './baseline';
import type { Level } from './levels';
import { type Breach, type Check, type Judged, sceneOf } from './pod';
import { PROFILES } from './profiles';
import { RESTRICTED } from './restricted';

export * from './levels';
export type { Breach } from './pod';

/** Newest minor whose standards are known here; those of later ones are taken for the same. */
export const NEWEST_STANDARDS = 37;

const OPEN = { ...BASELINE, ...PROFILES };

const selected = (level: Level, minor: number): readonly Check[] => {
  const baseline = Object.entries(OPEN);
  if (level === 'baseline') return baseline.map(([, check]) => check);
  const strict = Object.values(RESTRICTED).filter(({ since }) => since <= minor);
  const replaced = new Set(strict.map(({ instead }) => instead));
  return [
    ...baseline.filter(([name]) => !replaced.has(name)).map(([, check]) => check),
    ...strict.map(({ check }) => check),
  ];
};

const CHECKS = new Map<string, readonly Check[]>();

function checksOf(level: Level, minor: number): readonly Check[] {
  const key = `${level} ${minor}`;
  const checks = CHECKS.get(key) ?? selected(level, minor);
  CHECKS.set(key, checks);
  return checks;
}

/**
 * What a pod does that a level of the Pod Security Standards does not allow, as the API server of that Kubernetes minor
 * judges it: nothing exactly where it admits the pod.
 * Source: k8s.io/pod-security-admission, policy (checks and their versions) at Kubernetes 1.37.
 */
export function breachesOf(pod: Judged, level: Level, minor: number): readonly Breach[] {
  if (level === 'privileged') return [];
  const scene = sceneOf(pod);
  const known = Math.min(minor, NEWEST_STANDARDS);
  return checksOf(level, known).flatMap((check) => check(scene, known));
}
