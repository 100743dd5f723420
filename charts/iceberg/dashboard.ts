import { lines, type Panel } from '../../platform/dashboard';

const REQUESTS = 'http_server_requests_seconds';
const HERE = 'namespace="iceberg"';

/** What the catalog's dashboard shows: how it answers, and what it waits for. */
export const dashboard = (): readonly Panel[] => [
  lines('Requests', 'per second', { '{{status}}': `sum by (status) (rate(${REQUESTS}_count{${HERE}}[5m]))` }),
  lines('Time in which requests are answered', 'seconds', {
    '95 of 100': `histogram_quantile(0.95, sum by (le) (rate(${REQUESTS}_bucket{${HERE}}[5m])))`,
    half: `histogram_quantile(0.5, sum by (le) (rate(${REQUESTS}_bucket{${HERE}}[5m])))`,
  }),
  lines('Requests waiting for PostgreSQL', 'count', { '{{pod}}': `max by (pod) (agroal_awaiting_count{${HERE}})` }),
  lines('Heap', 'share', {
    '{{pod}}':
      `sum by (pod) (jvm_memory_used_bytes{${HERE},area="heap"})` +
      ` / sum by (pod) (jvm_memory_max_bytes{${HERE},area="heap"} > 0)`,
  }),
];
