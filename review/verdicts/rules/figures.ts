import { CEILING, type Figure, type Figures, FLOOR, GUARD, LIMIT, replicas, SURGE } from './figure';
import { amount, count } from './measure';

const served: readonly Figure[] = [
  replicas(),
  { path: 'spec/strategy/rollingUpdate/maxUnavailable', measure: count, says: SURGE, rising: true },
  { path: 'spec/updateStrategy/rollingUpdate/maxUnavailable', measure: count, says: SURGE, rising: true },
];

/** Figures of built-in kinds and autoscalers. Source: Kubernetes and KEDA API references. */
export const figures: Figures = {
  'apps/Deployment': served,
  'apps/StatefulSet': served,
  'apps/DaemonSet': served,
  'argoproj.io/Rollout': served,
  'autoscaling/HorizontalPodAutoscaler': [
    { path: 'spec/minReplicas', measure: count, says: FLOOR, byDefault: 1 },
    { path: 'spec/maxReplicas', measure: count, says: CEILING },
  ],
  'keda.sh/ScaledObject': [
    { path: 'spec/minReplicaCount', measure: count, says: FLOOR, byDefault: 0 },
    { path: 'spec/maxReplicaCount', measure: count, says: CEILING },
  ],
  'policy/PodDisruptionBudget': [
    { path: 'spec/minAvailable', measure: count, says: GUARD },
    { path: 'spec/maxUnavailable', measure: count, says: GUARD, rising: true },
  ],
  ResourceQuota: [
    'pods',
    'requests.cpu',
    'requests.memory',
    'limits.memory',
    'requests.storage',
    'persistentvolumeclaims',
  ].map((name) => ({ path: `spec/hard/${name}`, measure: amount, says: LIMIT })),
};
