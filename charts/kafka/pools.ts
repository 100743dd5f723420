import {
  KafkaNodePool,
  KafkaNodePoolSpecRoles,
  KafkaNodePoolSpecStorageType,
  KafkaNodePoolSpecStorageVolumesKraftMetadata,
  KafkaNodePoolSpecStorageVolumesType,
  type KafkaNodePoolSpecTemplate,
} from '../../imports/kafka.strimzi.io';
import { bytes } from '../../manifest/quantity';
import type { ServiceChart } from '../../platform/chart';
import { resources } from '../../platform/pod';
import { CLUSTER, pullSecrets } from './names';

const { BROKER, CONTROLLER } = KafkaNodePoolSpecRoles;

/** Nodes of one shape: with what role, how many and how large. */
interface Pool {
  readonly name: string;
  readonly roles: KafkaNodePoolSpecRoles[];
  readonly replicas: number;
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  /** Numbers its nodes get, which pods and volumes are named after. Source: Strimzi, `strimzi.io/next-node-ids`. */
  readonly ids: string;
}

/** What the brokers get; the rest of the cluster follows. */
export interface BrokerSize {
  readonly brokers: number;
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
}

/**
 * The metadata quorum. Its log is small and all in memory; three nodes outlive one, whatever the number of brokers.
 * Source: Kafka documentation, KRaft, "Deploying considerations".
 */
const controllers: Pool = {
  name: 'controller',
  roles: [CONTROLLER],
  replicas: 3,
  cpu: '250m',
  memory: '1Gi',
  storage: '20Gi',
  ids: '[0-9]',
};

/** One node that is everything, or brokers beside a quorum of controllers. */
export function nodePools(chart: ServiceChart, { brokers, ...size }: BrokerSize): void {
  const pools: readonly Pool[] =
    brokers === 1
      ? [{ name: 'dual', roles: [CONTROLLER, BROKER], replicas: 1, ids: '[0-9]', ...size }]
      : [controllers, { name: 'broker', roles: [BROKER], replicas: brokers, ids: '[100-199]', ...size }];
  for (const pool of pools) nodePool(chart, pool);
}

function nodePool(chart: ServiceChart, { name, roles, replicas, cpu, memory, storage, ids }: Pool): void {
  const heap = heapOf(memory);
  new KafkaNodePool(chart, `pool-${name}`, {
    metadata: {
      name,
      labels: { 'strimzi.io/cluster': CLUSTER },
      annotations: { 'strimzi.io/next-node-ids': ids },
    },
    spec: {
      replicas,
      roles,
      storage: {
        type: KafkaNodePoolSpecStorageType.JBOD,
        volumes: [
          {
            id: 0,
            type: KafkaNodePoolSpecStorageVolumesType.PERSISTENT_HYPHEN_CLAIM,
            size: storage,
            class: chart.site.storage.local,
            deleteClaim: false,
            kraftMetadata: KafkaNodePoolSpecStorageVolumesKraftMetadata.SHARED,
          },
        ],
      },
      // No CPU limit: a throttled broker falls out of the in-sync replicas.
      resources: resources({ cpu, memory }),
      jvmOptions: { xms: heap, xmx: heap },
      template: podsAndVolumes(chart, name, replicas),
    },
  });
}

const MIB = 1024 ** 2;
/** A larger heap only makes pauses longer; the page cache serves reads better. Source: Kafka documentation, Java version. */
const LARGEST_HEAP_MIB = 6 * 1024;

/** Heap of a node, as Java writes it: half its memory, the other half is the page cache. */
const heapOf = (memory: string): string => `${Math.min(Math.floor(bytes(memory) / 2 / MIB), LARGEST_HEAP_MIB)}m`;

function podsAndVolumes(chart: ServiceChart, pool: string, replicas: number): KafkaNodePoolSpecTemplate {
  const { nodes } = chart.site;
  const spread = (topologyKey: string, whenUnsatisfiable: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels: { 'strimzi.io/cluster': CLUSTER, 'strimzi.io/pool-name': pool } },
  });
  const perNode = spread('kubernetes.io/hostname', nodes.count >= replicas ? 'DoNotSchedule' : 'ScheduleAnyway');
  const perZone = spread('topology.kubernetes.io/zone', 'ScheduleAnyway');
  return {
    pod: {
      ...pullSecrets(chart.site),
      // A broker that is killed while it flushes must recover its log before it serves again.
      terminationGracePeriodSeconds: 180,
      ...(replicas > 1 ? { topologySpreadConstraints: nodes.zones > 1 ? [perNode, perZone] : [perNode] } : {}),
    },
    // The operator copies the labels Argo CD knows its objects by; the volumes must not be taken for strays.
    persistentVolumeClaim: {
      metadata: {
        annotations: {
          'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      },
    },
  };
}
