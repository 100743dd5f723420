import type { Alert } from '../../platform/alert';

const REQUESTS = 'http_server_requests_seconds';

/**
 * Alerts on the metrics of Quarkus (Micrometer) and on the state of our own CronJob. Source of the names: Micrometer's
 * bindings for Vert.x and the JVM, kube-state-metrics.
 */
export const alerts = (): readonly Alert[] => [
  {
    alert: 'IcebergServerErrors',
    expr: `sum(rate(${REQUESTS}_count{namespace="iceberg",status=~"5.."}[5m])) > 0.1`,
    for: '10m',
    severity: 'warning',
    summary: 'The Iceberg catalog fails {{ $value | humanize }} requests a second',
    description: "Queries on the lake fail: read the servers' logs, then look at PostgreSQL and the object store.",
  },
  {
    alert: 'IcebergSlow',
    expr: `histogram_quantile(0.95, sum by (le) (rate(${REQUESTS}_bucket{namespace="iceberg"}[10m]))) > 2.5`,
    for: '15m',
    severity: 'warning',
    summary: 'One in twenty requests to the Iceberg catalog takes {{ $value | humanizeDuration }} or more',
    description: 'Every query waits for it while it is planned: look at PostgreSQL, the object store and the servers.',
  },
  {
    alert: 'IcebergWaitsForDatabase',
    expr: 'max by (pod) (agroal_awaiting_count{namespace="iceberg"}) > 0',
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.pod }} waits for a connection to PostgreSQL',
    description: 'Its pool is used up: PostgreSQL is slow or away, or there are too few servers for the load.',
  },
  {
    alert: 'IcebergHeapHigh',
    expr:
      'sum by (pod) (jvm_memory_used_bytes{namespace="iceberg",area="heap"})' +
      ' / sum by (pod) (jvm_memory_max_bytes{namespace="iceberg",area="heap"} > 0) > 0.9',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its heap',
    description: 'It will soon spend its time collecting garbage, or run out: give it more memory.',
  },
  {
    alert: 'IcebergProvisioningFails',
    expr: 'time() - max(kube_cronjob_status_last_successful_time{namespace="iceberg",cronjob="iceberg-reprovision"}) > 3600',
    for: '10m',
    severity: 'warning',
    summary:
      'Warehouses and logins of the Iceberg catalog were not brought up to date for {{ $value | humanizeDuration }}',
    description:
      'A changed password or a new claim does not arrive: read the log of the latest iceberg-reprovision Job.',
  },
];
