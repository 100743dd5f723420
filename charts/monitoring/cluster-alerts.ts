import type { Alert } from '../../platform/alert';

/**
 * Alerts on whatever runs in the cluster, from kube-state-metrics, kubelets and controllers. Source: kube-prometheus, and
 * the documented metrics of cert-manager, External Secrets and Ceph.
 */
export const clusterAlerts: readonly Alert[] = [
  {
    alert: 'NodeNotReady',
    expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    for: '15m',
    severity: 'critical',
    summary: 'Node {{ $labels.node }} is not ready',
    description: 'Its pods are given up and start elsewhere if there is room: look at the machine and its kubelet.',
  },
  {
    alert: 'PodCrashLooping',
    expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} fails again and again',
    description: 'Read the log of its last run, `kubectl logs --previous`, and its events.',
  },
  {
    alert: 'StatefulSetNotReady',
    expr:
      'kube_statefulset_status_replicas_ready != kube_statefulset_replicas' +
      ' and changes(kube_statefulset_status_replicas_updated[10m]) == 0',
    for: '15m',
    severity: 'warning',
    summary: '{{ $value }} pods of {{ $labels.namespace }}/{{ $labels.statefulset }} are ready, which is too few',
    description: 'A pod does not start or does not become ready: look at its events, its volume and its node.',
  },
  {
    alert: 'DeploymentNotReady',
    expr:
      'kube_deployment_status_replicas_available != kube_deployment_spec_replicas' +
      ' and changes(kube_deployment_status_replicas_updated[10m]) == 0',
    for: '15m',
    severity: 'warning',
    summary: '{{ $value }} pods of {{ $labels.namespace }}/{{ $labels.deployment }} are available, which is too few',
    description: 'A pod does not start or does not become ready: look at its events and its log.',
  },
  {
    alert: 'JobFailed',
    expr: 'kube_job_failed{condition="true"} > 0',
    for: '15m',
    severity: 'warning',
    summary: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} has failed',
    description: 'It has used up its tries. Read its log, mend the cause, delete the Job so that it is made again.',
  },
  {
    alert: 'QuotaAlmostFull',
    expr: 'kube_resourcequota{type="used"} / on (namespace, resourcequota, resource) (kube_resourcequota{type="hard"} > 0) > 0.95',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.namespace }} uses {{ $value | humanizePercentage }} of its {{ $labels.resource }}',
    description: 'Further pods or volumes will be refused: the next update may hang.',
  },
  {
    alert: 'PersistentVolumeFillingUp',
    expr: 'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.03',
    for: '1m',
    severity: 'critical',
    summary:
      'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left',
    description: 'What writes to it will stop. Enlarge the claim, or make room.',
  },
  {
    alert: 'PersistentVolumeFullInFourDays',
    expr:
      'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.15' +
      ' and predict_linear(kubelet_volume_stats_available_bytes[6h], 4 * 24 * 3600) < 0',
    for: '1h',
    severity: 'warning',
    summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} will be full within four days',
    description: 'At the pace of the last six hours. Enlarge the claim, or find what grows.',
  },
  {
    alert: 'CertificateExpiring',
    expr: 'certmanager_certificate_expiration_timestamp_seconds - time() < 14 * 24 * 3600',
    for: '1h',
    severity: 'warning',
    summary: 'Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} ends in {{ $value | humanizeDuration }}',
    description: 'cert-manager should have renewed it long ago: `kubectl describe` of the Certificate tells why not.',
  },
  {
    alert: 'ExternalSecretNotReady',
    expr: 'externalsecret_status_condition{condition="Ready",status="False"} == 1',
    for: '15m',
    severity: 'warning',
    summary: 'Secret {{ $labels.exported_namespace }}/{{ $labels.name }} is not kept up to date',
    description: 'The store does not answer, or an entry is missing there: the ExternalSecret’s status says which.',
  },
  {
    alert: 'CephUnhealthy',
    expr: 'max(ceph_health_status) == 2',
    for: '5m',
    severity: 'critical',
    summary: 'Ceph is in the state HEALTH_ERR',
    description: 'Volumes may be stuck or lack copies: the status of the CephCluster in rook-ceph lists the reasons.',
  },
];
