import type { Labels } from '../selector';
import type { Fields, Manifest } from '../types';
import type { OwnVolume, PodTemplate } from '../workloads';
import { containerPort, madePods } from './made';
import { listenerPort, strimziLabels } from './strimzi-names';

const has = (pool: Manifest, role: string): boolean => (pool.spec?.roles ?? []).includes(role);

/** Strimzi passes a resource's own labels on, except those that tools such as Argo CD use to track it. */
const passedOn = (labels: Labels | undefined): Labels =>
  Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => !/^app\.kubernetes\.io\/(?!part-of)/.test(key)));

const ports = (pool: Manifest, kafka: Fields): readonly Fields[] => [
  containerPort('tcp-kafkaagent', 8443),
  ...(has(pool, 'controller') ? [containerPort('tcp-ctrlplane', 9090)] : []),
  ...(has(pool, 'broker')
    ? [
        containerPort('tcp-replication', 9091),
        ...(kafka.listeners ?? []).map((listener: Fields) => containerPort(listenerPort(listener), listener.port)),
      ]
    : []),
  ...(kafka.metricsConfig ? [containerPort('tcp-prometheus', 9404)] : []),
];

const volumes = (storage: Fields): readonly OwnVolume[] => {
  const disks: readonly Fields[] = storage?.type === 'jbod' ? (storage.volumes ?? []) : [storage ?? {}];
  return disks
    .filter(({ type }) => type === 'persistent-claim')
    .map((disk) => ({
      name: disk.id === undefined ? 'data' : `data-${disk.id}`,
      size: String(disk.size ?? '0'),
      ...(disk.class ? { storageClass: disk.class } : {}),
    }));
};

/**
 * The pods of a node pool; listeners, metrics and image come from its Kafka (`spec.kafka`).
 * Source: strimzi-kafka-operator, KafkaPool and KafkaCluster.getContainerPortList.
 */
export const poolPods = (pool: Manifest, cluster: string, kafka: Fields): PodTemplate => {
  const { name } = pool.metadata;
  const template = pool.spec?.template?.pod ?? kafka.template?.pod ?? {};
  const container = pool.spec?.template?.kafkaContainer ?? kafka.template?.kafkaContainer ?? {};
  return madePods({
    at: 'spec.template.pod',
    labels: {
      ...passedOn(pool.metadata.labels),
      ...template.metadata?.labels,
      ...strimziLabels('Kafka', cluster, `${cluster}-kafka`, 'kafka'),
      'strimzi.io/broker-role': String(has(pool, 'broker')),
      'strimzi.io/controller-role': String(has(pool, 'controller')),
      'strimzi.io/pool-name': name,
    },
    spec: {
      serviceAccountName: `${cluster}-kafka`,
      ...(template.securityContext ? { securityContext: template.securityContext } : {}),
      ...(template.affinity ? { affinity: template.affinity } : {}),
      ...(template.topologySpreadConstraints ? { topologySpreadConstraints: template.topologySpreadConstraints } : {}),
      containers: [
        {
          name: 'kafka',
          ...(kafka.image ? { image: kafka.image } : {}),
          ports: ports(pool, kafka),
          resources: pool.spec?.resources ?? kafka.resources ?? {},
          ...(container.securityContext ? { securityContext: container.securityContext } : {}),
        },
      ],
    },
    replicas: pool.spec?.replicas ?? 1,
    volumes: volumes(pool.spec?.storage),
    hostPrefix: `${cluster}-${name}-`,
    hostService: `${cluster}-kafka-brokers`,
  });
};
