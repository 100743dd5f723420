import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { NODE_POOL } from './health';
import { pullSecrets, type RegistryAndPath, registryAndPath, repositoryAndTag, type SecretName } from './image';

interface StrimziValues {
  readonly replicas: number;
  readonly watchAnyNamespace: true;
  readonly defaultImageRegistry: string;
  readonly defaultImageRepository: string;
  readonly defaultImageTag: string;
  readonly image: { readonly imagePullSecrets?: readonly SecretName[] };
  readonly kafkaBridge: { readonly image: { readonly tag: string } };
  readonly generateNetworkPolicy: false;
  readonly podDisruptionBudget: { readonly enabled: boolean };
  readonly extraEnvs: readonly { readonly name: string; readonly value: string }[];
  readonly resources: Footprint;
}

const VERSION = '1.2.0';

/**
 * Strimzi: runs Kafka with its node pools, topics and users, in every namespace. Values: chart's `values.yaml` at tag
 * 1.2.0, which serves API version v1 only and Kafka 4.2.0 to 4.3.1.
 */
export const strimzi = defineAddon('strimzi', {
  chart: { repository: 'https://strimzi.io/charts/', name: 'strimzi-kafka-operator', version: VERSION },
  namespace: 'strimzi',
  provides: ['kafka.strimzi.io'],
  metrics: [{ pods: { 'strimzi.io/kind': 'cluster-operator' }, portName: 'http', port: 8080 }],
  holdsData: [
    'Kafka.kafka.strimzi.io',
    'KafkaNodePool.kafka.strimzi.io',
    'KafkaTopic.kafka.strimzi.io',
    'KafkaUser.kafka.strimzi.io',
  ],
  health: { 'kafka.strimzi.io_KafkaNodePool': NODE_POOL },
  images: {
    operator: `quay.io/strimzi/operator:${VERSION}`,
    kafka: `quay.io/strimzi/kafka:${VERSION}-kafka-4.3.1`,
    bridge: 'quay.io/strimzi/kafka-bridge:1.1.0',
  },
  values({ site, images }): StrimziValues {
    const { registry, repository } = operatorAt(images.operator);
    const secrets = pullSecrets(site.registry);
    return {
      replicas: replicas(site),
      watchAnyNamespace: true,
      // One registry and path for the operator and every Kafka version it knows.
      defaultImageRegistry: registry,
      defaultImageRepository: repository,
      defaultImageTag: VERSION,
      // An empty list would still render a nameless pull Secret into every Kafka pod.
      image: secrets.length > 0 ? { imagePullSecrets: secrets } : {},
      kafkaBridge: { image: { tag: repositoryAndTag(images.bridge).tag } },
      // Slipway derives the policies of brokers from what consumers use; a second set would let everybody in.
      generateNetworkPolicy: false,
      podDisruptionBudget: { enabled: isReplicated(site) },
      extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }],
      resources: footprint('100m', '384Mi', '512Mi', site),
    };
  },
});

/** Registry and path of the operator's image without its own name, which the chart adds. */
const operatorAt = (image: string): Pick<RegistryAndPath, 'registry' | 'repository'> => {
  const { registry, repository } = registryAndPath(image);
  return { registry, repository: repository.slice(0, repository.lastIndexOf('/')) };
};
