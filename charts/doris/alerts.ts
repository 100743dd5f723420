import type { Alert } from '../../platform/alert';
import type { Settings } from './settings';

const HERE = 'namespace="doris"';

/** Alerts on the metrics of frontends and backends. Source of their names: Doris 4.0, Monitoring Metrics. */
export const alerts = ({ frontend }: Settings): readonly Alert[] => [
  ...ALWAYS,
  ...(frontend.replicas > 1 ? [JOURNAL_DIVERGED] : []),
];

const JOURNAL_DIVERGED: Alert = {
  alert: 'DorisJournalDiverged',
  expr: `max(doris_fe_max_journal_id{${HERE}}) - min(doris_fe_max_journal_id{${HERE}}) > 10000`,
  for: '10m',
  severity: 'critical',
  summary: 'A frontend of Doris is {{ $value | humanize }} changes behind the others',
  description: 'It does not follow the metadata: it answers from an old state, and counts for nothing in a quorum.',
};

const ALWAYS: readonly Alert[] = [
  {
    alert: 'DorisBackendLost',
    expr: `max(node_info{${HERE},type="be_node_num",state="alive"}) < max(node_info{${HERE},type="be_node_num",state="total"})`,
    for: '5m',
    severity: 'critical',
    summary: 'A backend of Doris does not answer the frontends',
    description: 'Its copies of the data are missing: tables with one copy cannot be read, others lose their safety.',
  },
  {
    alert: 'DorisImageWriteFailed',
    expr: `increase(doris_fe_image_write{${HERE},type="failed"}[1h]) > 0`,
    for: '1m',
    severity: 'critical',
    summary: '{{ $labels.pod }} cannot write an image of the metadata',
    description:
      'The journal grows until the volume is full and restarts take ever longer: look at the volume and heap.',
  },
  {
    alert: 'DorisFrontendHeapHigh',
    expr:
      `sum by (pod) (jvm_heap_size_bytes{${HERE},type="used"})` +
      ` / sum by (pod) (jvm_heap_size_bytes{${HERE},type="max"} > 0) > 0.9`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its heap',
    description: 'It will soon spend its time collecting garbage, or run out: give the frontends more memory.',
  },
  {
    alert: 'DorisQueryErrors',
    expr: `sum(rate(doris_fe_query_err{${HERE}}[5m])) / clamp_min(sum(rate(doris_fe_query_total{${HERE}}[5m])), 0.01) > 0.05`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the queries to Doris fail',
    description: 'Mostly wrong statements of one consumer; otherwise backends are away or queries run out of memory.',
  },
  {
    alert: 'DorisCompactionBehind',
    expr: `max(doris_fe_max_tablet_compaction_score{${HERE}}) > 100`,
    for: '30m',
    severity: 'warning',
    summary: 'A tablet of Doris waits with {{ $value | humanize }} versions to be merged',
    description:
      'Data comes in more often, and in smaller portions, than backends merge: queries slow down, then loads fail.',
  },
  {
    alert: 'DorisTabletsUnrepaired',
    expr: `max(doris_fe_scheduled_tablet_num{${HERE}}) > 0`,
    for: '2h',
    severity: 'warning',
    summary: '{{ $value }} tablets of Doris still wait for a copy',
    description: 'Copies are made anew or moved, and it does not come to an end: a backend is away, slow or full.',
  },
  {
    alert: 'DorisDiskFilling',
    expr: `1 - doris_be_disks_avail_capacity{${HERE}} / doris_be_disks_total_capacity{${HERE}} > 0.85`,
    for: '10m',
    severity: 'critical',
    summary: 'The disk of {{ $labels.pod }} is {{ $value | humanizePercentage }} full',
    description: 'At 95 % it takes no more data, and merging needs room too: drop partitions or let the volume grow.',
  },
  {
    alert: 'DorisDiskBad',
    expr: `doris_be_disks_state{${HERE}} == 0`,
    for: '1m',
    severity: 'critical',
    summary: '{{ $labels.pod }} has given up its disk {{ $labels.path }}',
    description:
      'The backend could not read or write it: its copies are made anew elsewhere, if there is an elsewhere.',
  },
  {
    alert: 'DorisProvisioningFails',
    expr: `time() - max(kube_cronjob_status_last_successful_time{${HERE},cronjob="doris-reprovision"}) > 3600`,
    for: '10m',
    severity: 'warning',
    summary: 'Users and databases of Doris were not brought up to date for {{ $value | humanizeDuration }}',
    description: 'A changed password or a new claim does not arrive: read the log of the latest doris-reprovision Job.',
  },
];
