import {
  Kafka,
  type KafkaSpecCruiseControl,
  KafkaSpecCruiseControlAutoRebalanceMode,
  KafkaSpecKafkaAuthorizationType,
  KafkaSpecKafkaListenersAuthenticationType,
  KafkaSpecKafkaListenersType,
  KafkaSpecKafkaMetricsConfigType,
} from '../../imports/kafka.strimzi.io';
import type { ServiceChart } from '../../platform/chart';
import { resources } from '../../platform/pod';
import { brokerConfig } from './config';
import { RULES } from './metrics';
import { CLUSTER, pullSecrets } from './names';

/**
 * Kafka's version, one that Strimzi 1.2.0 supports, and the version of its metadata, which cannot be taken back: on an
 * upgrade it follows in a later change, once the new binaries have proven themselves.
 */
const VERSION = { version: '4.3.1', metadataVersion: '4.3-IV0' } as const;

/**
 * Days a certificate authority lives and days before its end that it is renewed: every renewal restarts the nodes, and
 * consumers have until the old one ends to read the new one.
 */
const AUTHORITY = { generateCertificateAuthority: true, validityDays: 1095, renewalDays: 90 } as const;

/** When renewed certificates may restart nodes, as Quartz reads it, in UTC. */
const MAINTENANCE = '* * 1-4 ? * SAT,SUN *';

/** The Kafka cluster with what the operator runs beside it: topics and users, consumer lag, balance. */
export function cluster(chart: ServiceChart, brokers: number, retentionHours: number): void {
  const { zones } = chart.site.nodes;
  const pod = pullSecrets(chart.site);
  const template = pod ? { template: { pod } } : {};
  new Kafka(chart, 'cluster', {
    metadata: { name: CLUSTER },
    spec: {
      kafka: {
        ...VERSION,
        ...(zones > 1 ? { rack: { topologyKey: 'topology.kubernetes.io/zone' } } : {}),
        listeners: [
          {
            name: 'clients',
            port: 9093,
            type: KafkaSpecKafkaListenersType.INTERNAL,
            tls: true,
            authentication: { type: KafkaSpecKafkaListenersAuthenticationType.SCRAM_HYPHEN_SHA_HYPHEN_512 },
          },
        ],
        authorization: { type: KafkaSpecKafkaAuthorizationType.SIMPLE },
        config: brokerConfig({ brokers, retentionHours, zones }),
        metricsConfig: {
          type: KafkaSpecKafkaMetricsConfigType.JMX_PROMETHEUS_EXPORTER,
          valueFrom: { configMapKeyRef: RULES },
        },
      },
      entityOperator: {
        ...template,
        topicOperator: { resources: resources({ cpu: '50m', memory: '384Mi' }) },
        userOperator: { resources: resources({ cpu: '50m', memory: '384Mi' }) },
      },
      kafkaExporter: {
        ...template,
        topicRegex: '.*',
        groupRegex: '.*',
        resources: resources({ cpu: '50m', memory: '128Mi' }),
      },
      ...(brokers >= 3 ? { cruiseControl: { ...template, ...balance } } : {}),
      clusterCa: AUTHORITY,
      clientsCa: AUTHORITY,
      maintenanceTimeWindows: [MAINTENANCE],
    },
  });
}

/** Cruise Control: fills brokers that were added, and empties those to be removed before they stop. */
const balance: KafkaSpecCruiseControl = {
  autoRebalance: [
    { mode: KafkaSpecCruiseControlAutoRebalanceMode.ADD_HYPHEN_BROKERS },
    { mode: KafkaSpecCruiseControlAutoRebalanceMode.REMOVE_HYPHEN_BROKERS },
  ],
  resources: resources({ cpu: '100m', memory: '1Gi' }),
};
