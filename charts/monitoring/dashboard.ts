import { figure, lines, type Panel } from '../../platform/dashboard';

/** Monitoring's own dashboard: how much it takes in, what it finds, and the whole cluster by namespace. */
export const dashboard = (): readonly Panel[] => [
  figure('Targets down', 'count', 'count(up == 0) or vector(0)'),
  figure('Critical alerts', 'count', 'count(ALERTS{alertstate="firing",severity="critical"}) or vector(0)'),
  figure('Warnings', 'count', 'count(ALERTS{alertstate="firing",severity="warning"}) or vector(0)'),
  figure('Series', 'count', 'max(prometheus_tsdb_head_series)'),
  lines('CPU of namespaces', 'cores', {
    '{{namespace}}': 'sum by (namespace) (rate(container_cpu_usage_seconds_total{container!="",image!=""}[5m]))',
  }),
  lines('Memory of namespaces', 'bytes', {
    '{{namespace}}': 'sum by (namespace) (container_memory_working_set_bytes{container!="",image!=""})',
  }),
  lines('Restarts', 'count', {
    '{{namespace}}/{{pod}}': 'sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total[1h])) > 0',
  }),
  lines('Volumes used', 'share', {
    '{{namespace}}/{{persistentvolumeclaim}}':
      '1 - kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes',
  }),
  lines('Samples taken in', 'per second', {
    '{{pod}}': 'rate(prometheus_tsdb_head_samples_appended_total{namespace="monitoring"}[5m])',
  }),
  lines('Logs taken in', 'bytes per second', { logs: 'sum(rate(loki_distributor_bytes_received_total[5m]))' }),
];
