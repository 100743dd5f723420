import { figure, lines, type Panel } from '../../platform/dashboard';

const QUERIES = 'trino_execution_name_QueryManager';

/** What Trino's dashboard shows: its nodes, queries and their memory. */
export const dashboard = (): readonly Panel[] => [
  figure('Nodes', 'count', 'count(up{namespace="trino",job="trino/trino-metrics"} == 1)'),
  figure('Running queries', 'count', `max(${QUERIES}_RunningQueries)`),
  figure('Waiting queries', 'count', `max(${QUERIES}_QueuedQueries)`),
  lines('Queries', 'count', {
    running: `max(${QUERIES}_RunningQueries)`,
    waiting: `max(${QUERIES}_QueuedQueries)`,
  }),
  lines('Failed queries in five minutes', 'count', {
    'within Trino': `max(${QUERIES}_InternalFailures_FiveMinute_Count)`,
    'outside of it': `max(${QUERIES}_ExternalFailures_FiveMinute_Count)`,
    'want of resources': `max(${QUERIES}_InsufficientResourcesFailures_FiveMinute_Count)`,
    'fault of the query': `max(${QUERIES}_UserErrorFailures_FiveMinute_Count)`,
  }),
  lines('Nodes without free memory', 'count', {
    nodes: 'max(trino_memory_type_ClusterMemoryPool_name_general_BlockedNodes)',
  }),
];
