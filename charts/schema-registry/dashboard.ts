import { lines, type Panel } from '../../platform/dashboard';

const REQUESTS = 'rest_requests_seconds';
const HERE = 'namespace="schema-registry"';

/** What the registry's dashboard shows: how it answers, and what it waits for. */
export const dashboard = (): readonly Panel[] => [
  lines('Requests', 'per second', {
    '{{status_code_group}}': `sum by (status_code_group) (rate(${REQUESTS}_count{${HERE}}[5m]))`,
  }),
  lines('Mean time of a request', 'seconds', {
    '{{pod}}': `sum by (pod) (rate(${REQUESTS}_sum{${HERE}}[5m])) / sum by (pod) (rate(${REQUESTS}_count{${HERE}}[5m]))`,
  }),
  lines('Requests waiting for PostgreSQL', 'count', { '{{pod}}': `max by (pod) (agroal_awaiting_count{${HERE}})` }),
  lines('Heap', 'share', {
    '{{pod}}':
      `sum by (pod) (jvm_memory_used_bytes{${HERE},area="heap"})` +
      ` / sum by (pod) (jvm_memory_max_bytes{${HERE},area="heap"} > 0)`,
  }),
];
