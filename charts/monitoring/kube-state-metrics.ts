import type { ServiceChart } from '../../platform/chart';
import { serviceAccount } from '../../platform/pod';
import { deployment } from '../../platform/workload';
import { PORTS } from './names';
import { clusterRights } from './prometheus';

/** Kinds it tells about, by API group. Secrets and ConfigMaps are none of its business. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'namespaces',
    'nodes',
    'persistentvolumeclaims',
    'persistentvolumes',
    'pods',
    'replicationcontrollers',
    'resourcequotas',
    'services',
  ],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'networking.k8s.io': ['ingresses'],
  policy: ['poddisruptionbudgets'],
};

/** kube-state-metrics: the state of the cluster's objects as metrics. The only pod whose account has a token mounted. */
export function kubeStateMetrics(chart: ServiceChart, image: string): void {
  const kinds = Object.values(KINDS).flat().sort();
  clusterRights(
    chart,
    serviceAccount(chart),
    Object.entries(KINDS).map(([group, resources]) => ({
      apiGroups: [group],
      resources: [...resources],
      verbs: ['list', 'watch'],
    })),
  );
  deployment(chart, 'kube-state-metrics', {
    part: 'kube-state-metrics',
    replicas: 1,
    pod: {
      user: 65534,
      kubernetesApi: true,
      containers: [
        {
          name: 'kube-state-metrics',
          image,
          args: [`--port=${PORTS.objects}`, '--telemetry-port=8081', `--resources=${kinds.join(',')}`],
          ports: { http: PORTS.objects, telemetry: 8081 },
          probes: {
            readiness: { http: { path: '/readyz', port: 'telemetry' } },
            liveness: { http: { path: '/livez', port: 'http' }, failures: 6 },
          },
          resources: { cpu: '10m', memory: '128Mi', memoryLimit: '256Mi' },
        },
      ],
    },
  });
}
