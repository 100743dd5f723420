import type { Alert } from '../../platform/alert';
import { CLUSTER } from './names';

const VOLUMES = `namespace="kafka",persistentvolumeclaim=~"data-[0-9]+-${CLUSTER}-.+"`;

/** What people must know of, in the metrics of nodes, exporter and entity operator. */
export const alerts: readonly Alert[] = [
  {
    alert: 'KafkaNoActiveController',
    expr: 'sum by (namespace) (kafka_controller_kafkacontroller_activecontrollercount) != 1',
    for: '1m',
    severity: 'critical',
    summary: 'Kafka has {{ $value }} active controllers instead of one',
    description: 'No leader can be elected and no topic changed. Look at the controllers’ pods and their logs first.',
  },
  {
    alert: 'KafkaOfflinePartitions',
    expr: 'sum by (namespace) (kafka_controller_kafkacontroller_offlinepartitionscount) > 0',
    for: '1m',
    severity: 'critical',
    summary: '{{ $value }} partitions of Kafka have no leader',
    description: 'They can be neither read nor written. All brokers with a copy are down: bring one of them back.',
  },
  {
    alert: 'KafkaUnderMinIsr',
    expr: 'sum by (namespace) (kafka_server_replicamanager_underminisrpartitioncount) > 0',
    for: '2m',
    severity: 'critical',
    summary: '{{ $value }} partitions of Kafka have too few copies in sync',
    description: 'Producers that wait for all copies are refused. Look for brokers that are down or slow.',
  },
  {
    alert: 'KafkaUnderReplicated',
    expr: 'sum by (namespace) (kafka_server_replicamanager_underreplicatedpartitions) > 0',
    for: '10m',
    severity: 'warning',
    summary: '{{ $value }} partitions of Kafka lack a copy',
    description: 'One failure more may stop them. A broker is down, or cannot follow for want of disk or network.',
  },
  {
    alert: 'KafkaOfflineLogDir',
    expr: 'max by (namespace, pod) (kafka_log_logmanager_offlinelogdirectorycount) > 0',
    for: '1m',
    severity: 'critical',
    summary: 'The volume of {{ $labels.pod }} has failed',
    description: 'Kafka stopped using it after an error of the file system. Look at the node and the volume.',
  },
  {
    alert: 'KafkaVolumeLow',
    expr: `kubelet_volume_stats_available_bytes{${VOLUMES}} / kubelet_volume_stats_capacity_bytes{${VOLUMES}} < 0.15`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left',
    description: 'A broker stops when its volume is full. Enlarge the volumes, or keep messages for a shorter time.',
  },
  {
    alert: 'KafkaConsumerLag',
    expr: 'sum by (namespace, consumergroup, topic) (kafka_consumergroup_lag) > 10000',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.consumergroup }} is {{ $value }} messages behind on {{ $labels.topic }}',
    description: 'The consumer is down, stuck, or slower than what is produced. Messages it has not read may expire.',
  },
  {
    alert: 'KafkaRequestHandlersBusy',
    expr: 'min by (namespace, pod) (kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent) < 0.3',
    for: '10m',
    severity: 'warning',
    summary: 'The request handlers of {{ $labels.pod }} are idle only {{ $value | humanizePercentage }} of the time',
    description: 'The node is at its limit and requests queue up. Look for one busy client, then for CPU and disk.',
  },
  {
    alert: 'KafkaCertificateExpiring',
    expr: `min by (cluster, type) (strimzi_certificate_expiration_timestamp_ms{resource_namespace="kafka"}) / 1000 - time() < 30 * 86400`,
    for: '5m',
    severity: 'warning',
    summary: 'The {{ $labels.type }} certificate of Kafka ends in {{ $value | humanizeDuration }}',
    description: 'The operator should have renewed it long ago. Look at its log, and at the maintenance windows.',
  },
  {
    alert: 'KafkaReconcileFailing',
    expr: 'sum by (namespace, kind) (rate(strimzi_reconciliations_failed_total{kind=~"Kafka.*"}[15m])) > 0',
    for: '30m',
    severity: 'warning',
    summary: 'Changes of {{ $labels.kind }} do not reach Kafka',
    description: 'An operator fails to apply them. The status of the objects of that kind says which and why.',
  },
];
