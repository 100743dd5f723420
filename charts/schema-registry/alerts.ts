import type { Alert } from '../../platform/alert';

const REQUESTS = 'rest_requests_seconds_count{namespace="schema-registry"';

/** Alerts on Apicurio's metrics. Source: apicurio-registry 3.3.1, MetricsConstants.java; names as Micrometer writes them. */
export const alerts: readonly Alert[] = [
  {
    alert: 'SchemaRegistryErrors',
    expr:
      `sum(rate(${REQUESTS},status_code_group="5xx"}[5m])) / sum(rate(${REQUESTS}}[5m])) > 0.05` +
      ` and sum(increase(${REQUESTS},status_code_group="5xx"}[5m])) > 5`,
    for: '10m',
    severity: 'critical',
    summary: '{{ $value | humanizePercentage }} of the requests for schemas fail',
    description: 'Producers and consumers that meet a new schema stop. Look at the log, and at PostgreSQL.',
  },
  {
    alert: 'SchemaRegistryWaitsForDatabase',
    expr: 'sum by (pod) (agroal_awaiting_count{namespace="schema-registry"}) > 0',
    for: '10m',
    severity: 'warning',
    summary: 'Requests at {{ $labels.pod }} wait for a connection to the database',
    description: 'All its connections are in use: raise `connections`, or find out what makes PostgreSQL slow.',
  },
];
