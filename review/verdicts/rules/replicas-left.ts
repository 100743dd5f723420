import type { Fields } from '../../../manifest/types';
import { guarded, type Rule, verdict } from '../verdict';

const SCALED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);

const replicasOf = (spec: Fields): number => Number(spec?.replicas ?? 1);

/** Replicas that leave Git: the live number falls to 1 at the next sync. Rule D8, seen in a running Argo CD. */
export const replicasLeft: Rule = ({ before, after }) => {
  if (!before || !after || !SCALED.has(after.manifest.kind)) return [];
  const [old, now] = [before.manifest.spec, after.manifest.spec];
  if (old?.replicas === undefined || now?.replicas !== undefined || replicasOf(old) <= 1) return [];
  return [
    guarded(
      verdict(
        {
          risk: 'availability',
          rule: 'D8',
          reason: 'Without replicas in Git the next sync sets them to 1, until an autoscaler acts.',
          remedy:
            'Keep replicas for one release with ignoreDifferences and RespectIgnoreDifferences=true, then take them out.',
        },
        ['spec', 'replicas'],
      ),
    ),
  ];
};
