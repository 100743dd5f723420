import { k8s } from 'cdk8s-plus-28';
import {
  Cluster,
  type ClusterSpec,
  ClusterSpecPostgresqlSynchronousDataDurability as Durability,
  ClusterSpecPostgresqlSynchronousMethod as Method,
  ClusterSpecPrimaryUpdateMethod as UpdateMethod,
  ClusterSpecPrimaryUpdateStrategy as UpdateStrategy,
} from '../../imports/postgresql.cnpg.io';
import type { ServiceChart } from '../../platform/chart';
import { resources } from '../../platform/pod';
import type { Labels } from '../../platform/service';
import { type Archive, archivePlugin, start } from './archive';
import { parameters } from './parameters';
import { QUERIES } from './queries';
import type { Settings } from './settings';

/** Name of the cluster; the operator's Services, Secrets and pods begin with it. */
export const CLUSTER = 'postgres';

/** Labels the operator gives to every server. Source: cloudnative-pg v1.30.0, pkg/specs/pods.go. */
export const INSTANCES: Labels = { 'cnpg.io/cluster': CLUSTER, 'cnpg.io/podRole': 'instance' };

/** What the cluster is made of besides its site. */
export interface ClusterOptions {
  readonly overlay: string;
  readonly image: string;
  readonly settings: Settings;
  /** Name of the ObjectStore. */
  readonly store: string;
}

/**
 * The servers. Their log always has a volume of its own: a full archive queue must not stop the databases, and the
 * operator never takes such a volume away again, so that it cannot depend on the number of servers.
 */
export function cluster(chart: ServiceChart, { overlay, image, settings, store }: ClusterOptions): void {
  const { instances, cpu, memory, storage, walStorage, backup } = settings;
  const { registry, storage: classes } = chart.site;
  const replicated = instances > 1;
  const volume = (size: string) => ({
    size,
    storageClass: replicated ? classes.local : classes.block,
    resizeInUseVolumes: true,
  });
  const archive: Archive = { overlay, store, ...backup };
  new Cluster(chart, 'cluster', {
    metadata: { name: CLUSTER },
    spec: {
      imageName: image,
      ...(registry.pullSecret ? { imagePullSecrets: [{ name: registry.pullSecret }] } : {}),
      instances,
      ...start(archive),
      enableSuperuserAccess: false,
      enablePdb: replicated,
      primaryUpdateStrategy: UpdateStrategy.UNSUPERVISED,
      primaryUpdateMethod: replicated ? UpdateMethod.SWITCHOVER : UpdateMethod.RESTART,
      resources: resources({ cpu, memory }),
      storage: volume(storage),
      walStorage: volume(walStorage),
      ...placement(chart, instances),
      postgresql: { parameters: { ...parameters(settings) }, pgHba: [...ACCESS], ...synchronous(replicated) },
      plugins: [archivePlugin(archive)],
      monitoring: { customQueriesConfigMap: [queries(chart)] },
    },
  });
}

/**
 * Who may enter by network, after the operator's own rules for replication: each role its own database, over TLS.
 * The operator's last rule would let every role into every database.
 */
const ACCESS = ['hostssl sameuser all all scram-sha-256', 'host all all all reject'] as const;

/** A commit is on two servers before it is answered, while there is a second one. */
const synchronous = (replicated: boolean) =>
  replicated ? { synchronous: { method: Method.ANY, number: 1, dataDurability: Durability.PREFERRED } } : {};

/** Never two servers on one node where the nodes suffice, and over zones as evenly as volumes allow. */
function placement({ site: { nodes } }: ServiceChart, instances: number): Partial<ClusterSpec> {
  if (instances === 1) return {};
  const zones = {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...INSTANCES } },
  };
  return {
    affinity: {
      enablePodAntiAffinity: true,
      podAntiAffinityType: nodes.count >= instances ? 'required' : 'preferred',
      topologyKey: 'kubernetes.io/hostname',
    },
    ...(nodes.zones > 1 ? { topologySpreadConstraints: [zones] } : {}),
  };
}

/** The ConfigMap of our own measurements, beside those the operator takes by default. */
function queries(chart: ServiceChart): { readonly name: string; readonly key: string } {
  const at = { name: 'postgres-queries', key: 'queries' };
  new k8s.KubeConfigMap(chart, 'queries', {
    metadata: { name: at.name, labels: { 'cnpg.io/reload': 'true' } },
    data: { [at.key]: QUERIES },
  });
  return at;
}
