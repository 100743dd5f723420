import type { Labels } from '../selector';
import type { Fields, Manifest } from '../types';
import type { PodTemplate } from '../workloads';
import {
  containerPort,
  type MadeLink,
  type MadePort,
  type MadeService,
  type MadeVisit,
  type Makers,
  madePods,
  samePort,
} from './made';
import { listenerPort, strimziLabels } from './strimzi-names';
import { poolPods } from './strimzi-pools';

const CONTROL = samePort('tcp-ctrlplane', 9090);
const REPLICATION = samePort('tcp-replication', 9091);
const AGENT = samePort('tcp-kafkaagent', 8443);

const selectorOf = (cluster: string): Labels => ({
  'strimzi.io/cluster': cluster,
  'strimzi.io/kind': 'Kafka',
  'strimzi.io/name': `${cluster}-kafka`,
});

const services = (cluster: string, listeners: readonly Fields[]): readonly MadeService[] => {
  const labels = strimziLabels('Kafka', cluster, `${cluster}-kafka`, 'kafka');
  const brokers = { ...selectorOf(cluster), 'strimzi.io/broker-role': 'true' };
  const port = (listener: Fields): MadePort => samePort(listenerPort(listener), listener.port);
  const inside = listeners.filter(({ type }) => type === 'internal').map(port);
  return [
    {
      name: `${cluster}-kafka-bootstrap`,
      labels,
      selector: brokers,
      ports: [REPLICATION, ...inside],
      headless: false,
    },
    {
      name: `${cluster}-kafka-brokers`,
      labels,
      selector: selectorOf(cluster),
      ports: [CONTROL, REPLICATION, AGENT, ...inside],
      headless: true,
    },
    ...listeners
      .filter(({ type }) => type !== 'internal')
      .map((listener) => ({
        name: `${cluster}-kafka-${listener.name}-bootstrap`,
        labels,
        selector: brokers,
        ports: [port(listener)],
        headless: false,
      })),
  ];
};

/** Nodes find their controllers and brokers, companions their brokers, on ports no client uses. */
const links = (cluster: string): readonly MadeLink[] => {
  const nodes = selectorOf(cluster);
  const brokers = { ...nodes, 'strimzi.io/broker-role': 'true' };
  const others = ['entity-operator', 'kafka-exporter', 'cruise-control'].map((part) => ({
    'strimzi.io/cluster': cluster,
    'strimzi.io/name': `${cluster}-${part}`,
  }));
  return [
    { from: nodes, to: { ...nodes, 'strimzi.io/controller-role': 'true' }, port: CONTROL.port },
    ...[nodes, ...others].map((from) => ({ from, to: brokers, port: REPLICATION.port })),
  ];
};

const OPERATOR = ['strimzi-kafka-operator', 'strimzi-cluster-operator'];

/** The cluster operator asks every node how it is, and administers brokers and controllers. */
const visits = (cluster: string): readonly MadeVisit[] => {
  const nodes = selectorOf(cluster);
  return [
    { by: OPERATOR, to: nodes, port: AGENT.port },
    { by: OPERATOR, to: { ...nodes, 'strimzi.io/controller-role': 'true' }, port: CONTROL.port },
    { by: OPERATOR, to: { ...nodes, 'strimzi.io/broker-role': 'true' }, port: REPLICATION.port },
  ];
};

const companion = (cluster: string, part: string, at: string, containers: readonly Fields[]): PodTemplate =>
  madePods({
    at,
    labels: strimziLabels('Kafka', cluster, `${cluster}-${part}`, part),
    spec: { serviceAccountName: `${cluster}-${part}`, containers },
    replicas: 1,
  });

const METRICS = [containerPort('tcp-prometheus', 9404)];

const companions = (cluster: string, spec: Fields): readonly PodTemplate[] => {
  const { topicOperator, userOperator } = spec.entityOperator ?? {};
  const operators = [
    ...(topicOperator ? [operator('topic-operator', topicOperator, containerPort('healthcheck-to', 8080))] : []),
    ...(userOperator ? [operator('user-operator', userOperator, containerPort('healthcheck-uo', 8081))] : []),
  ];
  const exporter = { name: 'kafka-exporter', ports: METRICS, ...onlyResources(spec.kafkaExporter) };
  const control = { ...exporter, name: 'cruise-control', ...onlyResources(spec.cruiseControl) };
  return [
    ...(operators.length > 0 ? [companion(cluster, 'entity-operator', 'spec.entityOperator', operators)] : []),
    ...(spec.kafkaExporter ? [companion(cluster, 'kafka-exporter', 'spec.kafkaExporter', [exporter])] : []),
    ...(spec.cruiseControl ? [companion(cluster, 'cruise-control', 'spec.cruiseControl', [control])] : []),
  ];
};

const onlyResources = (part: Fields): Fields => ({
  resources: part?.resources ?? {},
  ...(part?.image ? { image: part.image } : {}),
});

const operator = (name: string, part: Fields, port: Fields): Fields => ({
  name,
  ports: [port],
  ...onlyResources(part),
});

const USER_KEYS: Readonly<Record<string, readonly string[]>> = {
  'scram-sha-512': ['password', 'sasl.jaas.config'],
  tls: ['ca.crt', 'user.crt', 'user.key', 'user.p12', 'user.password'],
};

const clusterOf = ({ metadata }: Manifest): string => metadata.labels?.['strimzi.io/cluster'] ?? '';

/**
 * Strimzi: Services, certificate Secrets and pods of a Kafka, pods of a KafkaNodePool, the Secret of a KafkaUser.
 * Source: strimzi-kafka-operator, cluster-operator model (KafkaCluster, KafkaPool, EntityOperator, KafkaExporter),
 * api KafkaResources, user-operator KafkaUserModel.
 */
export const strimzi: Makers = {
  'kafka.strimzi.io/Kafka': ({ metadata: { name }, spec = {} }) => ({
    services: services(name, spec.kafka?.listeners ?? []),
    secrets: [
      { name: `${name}-cluster-ca-cert`, keys: ['ca.crt', 'ca.p12', 'ca.password'] },
      { name: `${name}-clients-ca-cert`, keys: ['ca.crt'] },
      { name: `${name}-cluster-ca`, keys: ['ca.key'] },
      { name: `${name}-clients-ca`, keys: ['ca.key'] },
    ],
    serviceAccounts: [`${name}-kafka`, `${name}-entity-operator`],
    pods: companions(name, spec),
    links: links(name),
    visits: visits(name),
    apiCallers: [{ 'strimzi.io/cluster': name, 'strimzi.io/name': `${name}-entity-operator` }],
  }),
  'kafka.strimzi.io/KafkaNodePool': (pool, neighbours) => {
    const cluster = clusterOf(pool);
    const kafka = neighbours('kafka.strimzi.io/Kafka').find(({ metadata }) => metadata.name === cluster);
    return { pods: [poolPods(pool, cluster, kafka?.spec?.kafka ?? {})] };
  },
  'kafka.strimzi.io/KafkaUser': ({ metadata: { name }, spec = {} }) => ({
    secrets: Object.hasOwn(USER_KEYS, spec.authentication?.type ?? '')
      ? [{ name, keys: USER_KEYS[spec.authentication.type] }]
      : [],
  }),
};
