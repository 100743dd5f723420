import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from '../../platform/chart';

/** The ConfigMap and key with the rules by which JMX beans become metrics. */
export const RULES = { name: 'kafka-metrics', key: 'rules.yaml' } as const;

/**
 * Rules of the Prometheus JMX exporter; the first that matches decides, and beans no rule matches are left out. Names
 * are those Strimzi's dashboards use. A share such as the request handlers' idle time is its rate of the last minute,
 * because the mean since start tells nothing of today. Source: Kafka documentation, Monitoring; jmx_exporter, rules.
 */
const rules = String.raw`lowercaseOutputName: true
rules:
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+)Percent><>OneMinuteRate
    name: kafka_$1_$2_$3_percent
    type: GAUGE
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+)Percent><>Value
    name: kafka_$1_$2_$3_percent
    type: GAUGE
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+)PerSec><>Count
    name: kafka_$1_$2_$3_total
    type: COUNTER
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+)PerSec, (\w+)=([^,>]+)><>Count
    name: kafka_$1_$2_$3_total
    type: COUNTER
    labels:
      $4: $5
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+)PerSec, (\w+)=([^,>]+), (\w+)=([^,>]+)><>Count
    name: kafka_$1_$2_$3_total
    type: COUNTER
    labels:
      $4: $5
      $6: $7
  - pattern: ^kafka\.network<type=RequestMetrics, name=TotalTimeMs, request=(Produce|Fetch\w+)><>(50|95|99)thPercentile
    name: kafka_network_requestmetrics_totaltimems
    type: GAUGE
    labels:
      request: $1
      quantile: '0.$2'
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+)><>Value
    name: kafka_$1_$2_$3
    type: GAUGE
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+), (\w+)=([^,>]+)><>Value
    name: kafka_$1_$2_$3
    type: GAUGE
    labels:
      $4: $5
  - pattern: ^kafka\.(\w+)<type=(\w+), name=(\w+), (\w+)=([^,>]+), (\w+)=([^,>]+)><>Value
    name: kafka_$1_$2_$3
    type: GAUGE
    labels:
      $4: $5
      $6: $7
  - pattern: '^kafka\.server<type=raft-metrics><>current-state: (\w+)'
    name: kafka_server_raftmetrics_current_state
    type: GAUGE
    value: 1
    labels:
      state: $1
  - pattern: '^kafka\.server<type=raft-metrics><>([a-z-]+): '
    name: kafka_server_raftmetrics_$1
    type: GAUGE
  - pattern: '^kafka\.server<type=broker-metadata-metrics><>([a-z-]+): '
    name: kafka_server_brokermetadatametrics_$1
    type: GAUGE
`;

/** The rules, which the operator hands to every node. */
export const metricsRules = (chart: ServiceChart): k8s.KubeConfigMap =>
  new k8s.KubeConfigMap(chart, 'metrics', { metadata: { name: RULES.name }, data: { [RULES.key]: rules } });
