import type { Alert } from '../../platform/alert';

/** File systems on disks. */
const DISKS = 'fstype!~"overlay|ramfs|squashfs|tmpfs"';

/** Alerts on the nodes. Source: kube-prometheus, node-exporter's mixin. */
export const alerts: readonly Alert[] = [
  {
    alert: 'NodeClockSkew',
    expr: 'abs(node_timex_offset_seconds) > 0.05',
    for: '10m',
    severity: 'warning',
    summary: 'The clock of {{ $labels.node }} is {{ $value | humanizeDuration }} off',
    description: 'Tokens, leases and logs rely on it: look at the time service of the node.',
  },
  {
    alert: 'NodeDiskFilling',
    expr: `node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes < 0.1`,
    for: '15m',
    severity: 'critical',
    summary: '{{ $labels.mountpoint }} of {{ $labels.node }} has {{ $value | humanizePercentage }} left',
    description: 'The kubelet will evict pods and delete images: find what grows, or enlarge the disk.',
  },
  {
    alert: 'NodeInodesRunningOut',
    expr: `node_filesystem_files_free{${DISKS}} / (node_filesystem_files > 0) < 0.1`,
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.mountpoint }} of {{ $labels.node }} has {{ $value | humanizePercentage }} of its inodes left',
    description: 'Many small files fill it: no new file can be made although there is space.',
  },
  {
    alert: 'NodeMemoryLow',
    expr: 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.05',
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.node }} has {{ $value | humanizePercentage }} of its memory left',
    description: 'Pods use more than they asked for: the kernel will soon end some of them.',
  },
];
