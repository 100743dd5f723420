import type { ServiceChart } from '../../platform/chart';
import type { Settings } from './settings';

/** Queries that wait, for each of which KEDA adds a share of a worker: five are worth one. */
const WAITING_PER_WORKER = 5;

/** Average use of the workers' requested CPU above which there are more of them, in per cent. */
const BUSY_PERCENT = 60;

/** Whether KEDA sets the number of workers. */
export const isAutoscaled = ({ workers, mostWorkers }: Settings): boolean => workers > 0 && mostWorkers > workers;

/**
 * Between `workers` and `mostWorkers` of them, by what they do and by the queries that wait, whichever asks for more. One
 * leaves at a time, and only as fast as one drains. Source: KEDA 2.20, scalers "CPU" and "Metrics API"; the name of the
 * metric is that of the alerts.
 */
export function autoscaler(chart: ServiceChart, { workers, mostWorkers, drainMinutes }: Settings): void {
  const drain = drainMinutes * 60;
  chart.object(
    'keda.sh/v1alpha1',
    'ScaledObject',
    { name: 'trino-worker' },
    {
      spec: {
        scaleTargetRef: { name: 'trino-worker' },
        minReplicaCount: workers,
        maxReplicaCount: mostWorkers,
        pollingInterval: 30,
        // Without figures the cluster stays as it is.
        fallback: { failureThreshold: 5, replicas: workers, behavior: 'currentReplicas' },
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              scaleDown: {
                stabilizationWindowSeconds: drain,
                policies: [{ type: 'Pods', value: 1, periodSeconds: Math.min(drain, LONGEST_PERIOD_SECONDS) }],
              },
            },
          },
        },
        triggers: [
          { type: 'cpu', metricType: 'Utilization', metadata: { value: String(BUSY_PERCENT) } },
          {
            type: 'metrics-api',
            metadata: {
              url: 'http://trino.trino.svc:8080/metrics',
              format: 'prometheus',
              valueLocation: 'trino_execution_name_QueryManager_QueuedQueries',
              targetValue: String(WAITING_PER_WORKER),
            },
          },
        ],
      },
    },
  );
}

/** Source: Kubernetes API, autoscaling/v2, HPAScalingPolicy. */
const LONGEST_PERIOD_SECONDS = 1800;
