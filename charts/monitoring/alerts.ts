import type { Alert } from '../../platform/alert';
import type { Surroundings } from '../../platform/service';
import { clusterAlerts } from './cluster-alerts';
import { budgetAlerts, publicHosts } from './public';
import type { Settings } from './settings';

/** Alerts on monitoring itself, on the cluster and on every public host. */
export const alerts = ({ objective }: Settings, surroundings: Surroundings): readonly Alert[] => [
  ...WATCHING,
  others(surroundings),
  ...LOGGING,
  ...clusterAlerts,
  ...budgetAlerts(publicHosts(surroundings), objective),
];

/** Targets that no contract of the overlay states; those of a service are its own alert. */
function others({ platform }: Surroundings): Alert {
  const known = platform.map(({ name }) => name).join('|');
  const up = `up{namespace!~"${known}"}`;
  return {
    alert: 'ControllerTargetDown',
    expr: `count by (namespace, job) (${up} == 0) / count by (namespace, job) (${up}) > 0.1 or absent(up{job="kubelet"})`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the targets of {{ $labels.job }} cannot be scraped',
    description: 'A controller or kubelet does not answer Prometheus: it is down, or a network policy is in the way.',
  };
}

/** Source: kube-prometheus. */
const WATCHING: readonly Alert[] = [
  {
    alert: 'Watchdog',
    expr: 'vector(1)',
    for: '0m',
    severity: 'none',
    summary: 'Alerting works',
    description: 'Always there: whoever is told of it every minute raises the alarm when it stops.',
  },
  {
    alert: 'PrometheusRuleFailures',
    expr: 'increase(prometheus_rule_evaluation_failures_total{namespace="monitoring"}[5m]) > 0',
    for: '15m',
    severity: 'critical',
    summary: '{{ $labels.pod }} cannot evaluate rules of {{ $labels.rule_group }}',
    description: 'Alerts of that group do not fire. The page of rules in Prometheus shows the error.',
  },
  {
    alert: 'PrometheusConfigReloadFailed',
    expr: 'max_over_time(prometheus_config_last_reload_successful{namespace="monitoring"}[5m]) == 0',
    for: '10m',
    severity: 'critical',
    summary: '{{ $labels.pod }} goes on with an old configuration',
    description: 'New targets and rules are not in effect: its log names what it could not read.',
  },
  {
    alert: 'PrometheusLosesAlerts',
    expr: 'rate(prometheus_notifications_dropped_total{namespace="monitoring"}[5m]) > 0',
    for: '10m',
    severity: 'critical',
    summary: '{{ $labels.pod }} cannot hand over alerts',
    description: 'Alertmanager does not take them: look at its pods and at the network policies between both.',
  },
  {
    alert: 'PrometheusOperatorRejected',
    expr: 'min_over_time(prometheus_operator_managed_resources{state="rejected"}[5m]) > 0',
    for: '5m',
    severity: 'warning',
    summary: 'The Prometheus operator rejects {{ $value }} objects of the kind {{ $labels.resource }}',
    description: 'A monitor, rule or configuration has a fault and is left out: the operator’s log says which one.',
  },
  {
    alert: 'AlertmanagerConfigReloadFailed',
    expr: 'max_over_time(alertmanager_config_last_reload_successful{namespace="monitoring"}[5m]) == 0',
    for: '10m',
    severity: 'critical',
    summary: '{{ $labels.pod }} goes on with an old configuration',
    description: 'Receivers or routes that were changed are not in effect: its log names what it could not read.',
  },
  {
    alert: 'AlertmanagerNotificationsFailing',
    expr:
      'sum by (integration) (rate(alertmanager_notifications_failed_total{namespace="monitoring"}[15m]))' +
      ' / sum by (integration) (rate(alertmanager_notifications_total{namespace="monitoring"}[15m])) > 0.01',
    for: '5m',
    severity: 'critical',
    summary: '{{ $value | humanizePercentage }} of the messages by {{ $labels.integration }} do not arrive',
    description: 'People are not told: look at the receiver’s address in the store, and at the way out to it.',
  },
];

/** Source: Loki's and Alloy's mixins; names as in Loki 3.7 and Alloy 1.18. */
const LOGGING: readonly Alert[] = [
  {
    alert: 'LokiRequestErrors',
    expr:
      'sum by (job, route) (rate(loki_request_duration_seconds_count{namespace="monitoring",status_code=~"5.."}[5m]))' +
      ' / sum by (job, route) (rate(loki_request_duration_seconds_count{namespace="monitoring"}[5m])) > 0.1',
    for: '15m',
    severity: 'critical',
    summary: 'Loki fails {{ $value | humanizePercentage }} of the requests to {{ $labels.route }}',
    description: 'Logs are lost or cannot be searched: look at the object store first, then at Loki’s own log.',
  },
  {
    alert: 'LokiDiscardedSamples',
    expr: 'sum by (reason) (rate(loki_discarded_samples_total{namespace="monitoring"}[10m])) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'Loki refuses {{ $value | humanize }} lines a second: {{ $labels.reason }}',
    description: 'A service logs more than the limits allow, or lines that are too old or too long.',
  },
  {
    alert: 'LokiCompactionStale',
    expr:
      'min(time() - (loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds' +
      '{namespace="monitoring"} > 0)) > 3 * 3600',
    for: '1h',
    severity: 'critical',
    summary: 'Loki has not compacted its index for {{ $value | humanizeDuration }}',
    description: 'Old logs are not deleted and searches get slower: look at the log of the compactor.',
  },
  {
    alert: 'LokiPanic',
    expr: 'sum by (pod) (increase(loki_panic_total{namespace="monitoring"}[10m])) > 0',
    for: '0m',
    severity: 'critical',
    summary: '{{ $labels.pod }} of Loki had a fault in its program',
    description: 'A request met a bug. The log has the trace; compare with newer releases.',
  },
  {
    alert: 'AlloyComponentUnhealthy',
    expr: 'sum by (pod) (alloy_component_controller_running_components{namespace="monitoring",health_type!="healthy"}) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'A part of {{ $labels.pod }} does not work',
    description: 'Logs of the pods on its node may be missing: its log names the part.',
  },
  {
    alert: 'LogsPipelineStalled',
    expr: 'sum(rate(loki_distributor_lines_received_total{namespace="monitoring"}[10m])) == 0',
    for: '15m',
    severity: 'critical',
    summary: 'No logs arrive',
    description: 'No agent hands over anything: look at the pods of Alloy, then at Loki.',
  },
];
