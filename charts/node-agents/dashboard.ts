import { figure, lines, type Panel } from '../../platform/dashboard';

/** The nodes: how busy they are and what they have left. Network from cAdvisor, which sees the node's own cards. */
export const dashboard = (): readonly Panel[] => [
  figure('Nodes', 'count', 'count(kube_node_info)'),
  figure('Nodes not ready', 'count', 'sum(kube_node_status_condition{condition="Ready",status!="true"}) or vector(0)'),
  lines('CPU used', 'share', {
    '{{node}}': '1 - avg by (node) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
  }),
  lines('Memory used', 'share', {
    '{{node}}': '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
  }),
  lines('Disks used', 'share', {
    '{{node}} {{mountpoint}}':
      '1 - node_filesystem_avail_bytes{fstype!~"overlay|ramfs|squashfs|tmpfs"} / node_filesystem_size_bytes',
  }),
  lines('Disks busy', 'share', { '{{node}} {{device}}': 'rate(node_disk_io_time_seconds_total[5m])' }),
  lines('Network', 'bytes per second', {
    '{{instance}} in': 'sum by (instance) (rate(container_network_receive_bytes_total{id="/"}[5m]))',
    '{{instance}} out': 'sum by (instance) (rate(container_network_transmit_bytes_total{id="/"}[5m]))',
  }),
  lines('Load', 'count', { '{{node}}': 'node_load5' }),
];
