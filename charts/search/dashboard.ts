import { figure, lines, type Panel } from '../../platform/dashboard';

const IN = 'namespace="search"';
const share = (part: string, whole: string): string => `${part}{${IN}} / ${whole}{${IN}}`;

/** What tells how the search engine does. Source of the names: elasticsearch_exporter, README. */
export const dashboard = (): readonly Panel[] => [
  figure('Nodes', 'count', `max(elasticsearch_cluster_health_number_of_nodes{${IN}})`),
  figure('Shards without a place', 'count', `max(elasticsearch_cluster_health_unassigned_shards{${IN}})`),
  lines('Disk left', 'share', {
    '{{name}}': share('elasticsearch_filesystem_data_available_bytes', 'elasticsearch_filesystem_data_size_bytes'),
  }),
  lines('Heap', 'share', {
    '{{name}}': `elasticsearch_jvm_memory_used_bytes{${IN},area="heap"} / elasticsearch_jvm_memory_max_bytes{${IN},area="heap"}`,
  }),
  lines('Requests', 'per second', {
    searches: `sum(rate(elasticsearch_indices_search_query_total{${IN}}[5m]))`,
    writes: `sum(rate(elasticsearch_indices_indexing_index_total{${IN}}[5m]))`,
  }),
  lines('Seconds a search takes', 'seconds', {
    '{{name}}': `sum by (name) (rate(elasticsearch_indices_search_query_time_seconds{${IN}}[5m])) / sum by (name) (rate(elasticsearch_indices_search_query_total{${IN}}[5m]))`,
  }),
];
