import { k8s } from 'cdk8s-plus-28';
import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import type { Labels } from '../../platform/service';

/** What both servers that the operator runs are told about their pods. */
export interface OperatedOptions {
  readonly replicas: number;
  /** Labels of the pods, as the operator sets them. */
  readonly pods: Labels;
  /** Volume of each pod. */
  readonly storage: string;
}

/**
 * Fields of a Prometheus or Alertmanager that say how its pods run. User ids: kube-prometheus. The operator adds what
 * Pod Security `restricted` asks of the containers.
 */
export function operatedPods(chart: ServiceChart, { replicas, pods, storage }: OperatedOptions): Fields {
  const { registry, nodes, storage: classes } = chart.site;
  return {
    replicas,
    enableServiceLinks: false,
    ...(registry.pullSecret ? { imagePullSecrets: [{ name: registry.pullSecret }] } : {}),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 2000,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    storage: {
      volumeClaimTemplate: {
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: replicas === 1 ? classes.block : classes.local,
          resources: { requests: { storage } },
        },
      },
    },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    ...(replicas === 1
      ? {}
      : {
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: nodes.count >= replicas ? 'DoNotSchedule' : 'ScheduleAnyway',
              labelSelector: { matchLabels: { ...pods } },
            },
          ],
        }),
  };
}

/** The operator makes no disruption budgets. One replica with a budget could never be drained. */
export function budget(chart: ServiceChart, name: string, { replicas, pods }: OperatedOptions): void {
  if (replicas === 1) return;
  new k8s.KubePodDisruptionBudget(chart, `budget-${name}`, {
    metadata: { name },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { ...pods } },
    },
  });
}

/** Requests and limit of memory, which are the same. */
export const memoryBound = (cpu: string, memory: string): Fields => ({
  requests: { cpu, memory },
  limits: { memory },
});
