import type { Alert } from '../../platform/alert';
import type { Settings } from './settings';

const QUERIES = 'trino_execution_name_QueryManager';

/** Targets of one part; `job` is that of the PodMonitor over all nodes. */
const up = (part: string): string => `up{namespace="trino",job="trino/trino-metrics",pod=~"trino-${part}-.+"} == 1`;

/**
 * Alerts on Trino's metrics. Their names follow the documented pattern, the name of the JMX object flattened; compare them
 * with `/metrics` of a running node before relying on them.
 */
export const alerts = (settings: Settings): readonly Alert[] => [
  {
    alert: 'TrinoCoordinatorDown',
    expr: `absent(${up('coordinator')})`,
    for: '2m',
    severity: 'critical',
    summary: 'There is no Trino coordinator',
    description: 'No query runs. Look at the pod: an error in a catalog stops it at start, too little memory later.',
  },
  ...(settings.workers > 0 ? [tooFewWorkers(Math.ceil(settings.workers * 0.7))] : []),
  {
    alert: 'TrinoQueuedQueriesHigh',
    expr: `max(${QUERIES}_QueuedQueries) > 20`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $value }} queries wait for Trino',
    description: 'Find the queries that hold the cluster in the web interface; if they are rightful, add workers.',
  },
  {
    alert: 'TrinoInternalFailures',
    expr: `max(${QUERIES}_InternalFailures_FiveMinute_Count) > 5`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $value | humanize }} queries failed within Trino in five minutes',
    description: 'Not the fault of their SQL: lost workers, the catalog or the object store. Read the failed queries.',
  },
  {
    alert: 'TrinoInsufficientResources',
    expr: `max(${QUERIES}_InsufficientResourcesFailures_FiveMinute_Count) > 0`,
    for: '5m',
    severity: 'warning',
    summary: 'Queries fail because Trino has too little for them',
    description: 'They reach a limit of memory, time or spill: rewrite them, or give the workers more memory.',
  },
  {
    alert: 'TrinoBlockedNodesOnMemory',
    expr: 'max(trino_memory_type_ClusterMemoryPool_name_general_BlockedNodes) > 0',
    for: '10m',
    severity: 'warning',
    summary: '{{ $value }} Trino nodes stand still for want of memory',
    description: 'Queries wait for one another: end the largest one, then add workers or memory.',
  },
  {
    alert: 'TrinoQueriesKilledForMemory',
    expr: 'max(delta(trino_memory_name_ClusterMemoryManager_QueriesKilledDueToOutOfMemory[15m])) > 0',
    for: '0m',
    severity: 'warning',
    summary: 'Trino ended {{ $value | humanize }} queries because the cluster ran out of memory',
    description: 'Several large queries ran at once: spread them over time, or add workers or memory.',
  },
  {
    alert: 'TrinoOutOfMemory',
    expr:
      'increase(kube_pod_container_status_restarts_total{namespace="trino",container="trino"}[30m]) > 0' +
      ' and on (namespace, pod, container)' +
      ' kube_pod_container_status_last_terminated_reason{namespace="trino",reason="OOMKilled"} == 1',
    for: '0m',
    severity: 'critical',
    summary: '{{ $labels.pod }} was killed because it went over its memory',
    description: 'What lies outside the heap did not fit: give the node more memory; its queries have failed.',
  },
];

const tooFewWorkers = (wanted: number): Alert => ({
  alert: 'TrinoTooFewWorkers',
  expr: `(count(${up('worker')}) or vector(0)) < ${wanted}`,
  for: '10m',
  severity: 'warning',
  summary: 'Only {{ $value }} Trino workers are up',
  description:
    'Queries get slower and fail for memory: look at pods that do not start and at the nodes of the cluster.',
});
