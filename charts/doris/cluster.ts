import { k8s } from 'cdk8s-plus-28';
import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { resources, serviceAccount } from '../../platform/pod';
import type { Labels } from '../../platform/service';
import { configFiles, type Volume } from '../../platform/volume';
import { backendConfig, frontendConfig, META, STORAGE } from './config';
import { BACKENDS, CLUSTER, FRONTENDS } from './names';
import type { Servers, Settings } from './settings';

export interface ClusterOptions {
  readonly images: { readonly frontend: string; readonly backend: string };
  readonly settings: Settings;
  /** Secret with the login by which servers enter themselves into the cluster. */
  readonly login: string;
}

/** What one kind of servers is made of. */
interface Part {
  readonly servers: Servers;
  readonly image: string;
  readonly pods: Labels;
  readonly config: Volume;
  /** Name and path of the one volume. */
  readonly volume: readonly [string, string];
}

/**
 * The servers. All frontends are followers, as many as there are. Backends leave the kernel alone: the container that
 * would set it is privileged, so the nodes must be set up beforehand.
 */
export function cluster(chart: ServiceChart, { images, settings, login }: ClusterOptions): void {
  const { frontend, backend } = settings;
  const feSpec = part(chart, {
    servers: frontend,
    image: images.frontend,
    pods: FRONTENDS,
    config: configFiles(chart, 'doris-fe', { 'fe.conf': frontendConfig(settings) }),
    volume: ['fe-meta', META],
  });
  const beSpec = part(chart, {
    servers: backend,
    image: images.backend,
    pods: BACKENDS,
    config: configFiles(chart, 'doris-be', { 'be.conf': backendConfig(settings) }),
    volume: ['be-storage', STORAGE],
  });
  chart.object(
    'doris.selectdb.com/v1',
    'DorisCluster',
    { name: CLUSTER },
    {
      spec: {
        authSecret: login,
        feSpec: { ...feSpec, electionNumber: frontend.replicas },
        beSpec: { ...beSpec, skipDefaultSystemInit: true },
      },
    },
  );
  disruptionBudget(chart, 'doris-fe', FRONTENDS, frontend.replicas);
  disruptionBudget(chart, 'doris-be', BACKENDS, backend.replicas);
}

/** The part of the resource that frontends and backends share. Its requests and limits stand beside the other fields. */
function part(chart: ServiceChart, { servers, image, pods, config, volume: [name, mountPath] }: Part): Fields {
  const { replicas, cpu, memory, storage } = servers;
  const { registry, storage: classes, nodes } = chart.site;
  return {
    replicas,
    image,
    ...(registry.pullSecret ? { imagePullSecrets: [{ name: registry.pullSecret }] } : {}),
    ...k8s.toJson_ResourceRequirements(resources({ cpu, memory })),
    serviceAccount: serviceAccount(chart),
    podLabels: { ...chart.labels },
    // A changed file restarts the servers one by one.
    annotations: { 'slipway.dev/config-checksum': config.checksum },
    configMapInfo: { configMapName: config.name },
    persistentVolumes: [
      {
        name,
        mountPath,
        persistentVolumeClaimSpec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: replicas === 1 ? classes.block : classes.local,
          resources: { requests: { storage } },
        },
      },
    ],
    // By default a second's delay of one answer takes a server out.
    readinessProbePolicy: { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    containerSecurityContext: CONFINED,
    // Beside the operator's own wish that servers of a kind stand apart.
    ...(replicas > 1 ? { affinity: { podAntiAffinity: apart(pods, nodes.count >= replicas, nodes.zones > 1) } } : {}),
  };
}

/** As confined as root can be that links files into its own configuration: rights over files, and nothing more. */
const CONFINED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'] },
} as const;

/** Never two on one node where the nodes suffice, and rather in different zones. The resource knows no spread. */
function apart(pods: Labels, strict: boolean, zones: boolean): Fields {
  const term = (topologyKey: string) => ({ topologyKey, labelSelector: { matchLabels: { ...pods } } });
  return {
    ...(strict ? { requiredDuringSchedulingIgnoredDuringExecution: [term('kubernetes.io/hostname')] } : {}),
    ...(zones
      ? {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 50, podAffinityTerm: term('topology.kubernetes.io/zone') },
          ],
        }
      : {}),
  };
}

/** The operator makes none. */
function disruptionBudget(chart: ServiceChart, name: string, pods: Labels, replicas: number): void {
  if (replicas === 1) return;
  new k8s.KubePodDisruptionBudget(chart, `budget-${name}`, {
    metadata: { name },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { ...pods } },
    },
  });
}
