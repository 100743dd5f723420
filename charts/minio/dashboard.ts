import { figure, lines, type Panel } from '../../platform/dashboard';

/** What MinIO's dashboard shows. Every server reports the whole cluster, so that its figures are counted once. */
export const dashboard = (): readonly Panel[] => [
  figure(
    'Space left',
    'share',
    'max(minio_cluster_capacity_usable_free_bytes) / max(minio_cluster_capacity_usable_total_bytes)',
  ),
  figure('Servers offline', 'count', 'max(minio_cluster_nodes_offline_total)'),
  figure('Drives offline', 'count', 'max(minio_cluster_drive_offline_total)'),
  lines('Requests', 'per second', {
    '{{api}}': 'sum by (api) (max by (server, api) (rate(minio_s3_requests_total[5m])))',
  }),
  lines('Failed requests', 'per second', {
    'by the server': 'sum(max by (server, api) (rate(minio_s3_requests_5xx_errors_total[5m])))',
    'by the client': 'sum(max by (server, api) (rate(minio_s3_requests_4xx_errors_total[5m])))',
  }),
  lines('Traffic', 'bytes per second', {
    received: 'sum(max by (server) (rate(minio_s3_traffic_received_bytes[5m])))',
    sent: 'sum(max by (server) (rate(minio_s3_traffic_sent_bytes[5m])))',
  }),
  lines('Buckets', 'bytes', { '{{bucket}}': 'max by (bucket) (minio_bucket_usage_total_bytes)' }),
];
