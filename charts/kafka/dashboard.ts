import { figure, lines, type Panel } from '../../platform/dashboard';

/** What Kafka's dashboard shows: whether all copies are there, traffic, lag of consumers, room for more. */
export const dashboard = (): readonly Panel[] => [
  figure('Partitions without leader', 'count', 'sum(kafka_controller_kafkacontroller_offlinepartitionscount)'),
  figure('Partitions lacking a copy', 'count', 'sum(kafka_server_replicamanager_underreplicatedpartitions)'),
  figure('Partitions', 'count', 'sum(kafka_server_replicamanager_leadercount)'),
  lines('Bytes in and out', 'bytes per second', {
    in: 'sum(rate(kafka_server_brokertopicmetrics_bytesin_total{topic=""}[5m]))',
    out: 'sum(rate(kafka_server_brokertopicmetrics_bytesout_total{topic=""}[5m]))',
  }),
  lines('Messages in', 'per second', {
    '{{topic}}': 'sum by (topic) (rate(kafka_server_brokertopicmetrics_messagesin_total{topic!=""}[5m]))',
  }),
  lines('Lag of consumers', 'count', {
    '{{consumergroup}} on {{topic}}': 'sum by (consumergroup, topic) (kafka_consumergroup_lag)',
  }),
  lines('Request handlers idle', 'share', {
    '{{pod}}': 'min by (pod) (kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent)',
  }),
];
