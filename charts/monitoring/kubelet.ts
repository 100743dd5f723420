import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';

/** Where every node answers. */
export const KUBELET_PORT = 10250;

/** Series of containers that no dashboard or alert here asks for, and that are many. Source: kube-prometheus. */
const UNUSED =
  'container_(blkio_device_usage_total|cpu_load_average_10s|file_descriptors|last_seen|memory_failures_total|' +
  'network_tcp_usage_total|network_tcp6_usage_total|network_udp_usage_total|network_udp6_usage_total|sockets|' +
  'spec_.+|start_time_seconds|tasks_state|threads|threads_max|ulimits_soft)';

/**
 * Kubelets: volumes and, by their cAdvisor, containers. The Prometheus operator keeps a Service `kubelet` of all nodes in
 * `kube-system`. Kubelets' certificates are mostly self-signed, so that they are not checked.
 */
export function kubelets(chart: ServiceChart): void {
  const endpoint = (path: string, extra: Fields = {}): Fields => ({
    port: 'https-metrics',
    scheme: 'https',
    path,
    interval: '30s',
    bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
    tlsConfig: { insecureSkipVerify: true },
    honorLabels: true,
    relabelings: [{ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }],
    ...extra,
  });
  chart.object(
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    { name: 'kubelet' },
    {
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        namespaceSelector: { matchNames: ['kube-system'] },
        selector: { matchLabels: { 'app.kubernetes.io/name': 'kubelet' } },
        endpoints: [
          endpoint('/metrics', {
            metricRelabelings: [drop('.+_bucket|rest_client_.+|workqueue_.+|storage_operation_.+')],
          }),
          // cAdvisor's own times lie too far back for series that have ended to go stale.
          endpoint('/metrics/cadvisor', { honorTimestamps: false, metricRelabelings: [drop(UNUSED)] }),
        ],
      },
    },
  );
}

const drop = (regex: string): Fields => ({ action: 'drop', sourceLabels: ['__name__'], regex });
