import { k8s } from 'cdk8s-plus-28';
import { byCodeUnit } from '../manifest/types';
import type { ServiceChart } from './chart';
import type { Labels } from './endpoint';
import { type Probes, probe } from './probe';
import { scratch, type Volume } from './volume';

/** Where an environment variable comes from: its text, a key of a Secret, or a field of the pod. */
export type EnvSource = string | { readonly secret: string; readonly key: string } | { readonly field: string };

/** What a container asks for and may take, as quantities. No CPU limit unless given: throttling breaks heartbeats. */
export interface Resources {
  readonly cpu: string;
  readonly memory: string;
  /** By default the same as `memory`. */
  readonly memoryLimit?: string;
  readonly cpuLimit?: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvSource>>;
  /** Pod ports by name. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly probes?: Probes;
  /** Runs before the container is stopped. */
  readonly preStop?: readonly string[];
  readonly resources: Resources;
  /** What is mounted where, by path. `/tmp` is scratch space unless named. */
  readonly mounts?: Readonly<Record<string, Volume>>;
}

/** One pod of a workload: hardened to Pod Security `restricted`, with a read-only root file system. */
export interface Pod {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  /** Labels besides those of the service and the part, for Services over several parts. */
  readonly labels?: Labels;
  /** Numeric user, group and file-system group. */
  readonly user: number;
  readonly terminationGracePeriodSeconds?: number;
  /** The pod calls the Kubernetes API: its ServiceAccount's token is mounted. */
  readonly kubernetesApi?: true;
  /** Name of a ServiceAccount of its own; by default it is the service's. */
  readonly account?: string;
  /** Containers see one another's processes and may signal those of the same user. */
  readonly sharedProcesses?: true;
}

const TMP = scratch('tmp', '64Mi');

/** Pod template of one part of a service. */
export function podTemplate(
  chart: ServiceChart,
  part: string,
  pod: Pod,
  placement: Partial<k8s.PodSpec> = {},
): k8s.PodTemplateSpec {
  const containers = [...(pod.initContainers ?? []), ...pod.containers];
  const checksum = [...new Set(containers.flatMap((c) => Object.values(mountsOf(c)).map((v) => v.checksum ?? '')))]
    .filter(Boolean)
    .sort(byCodeUnit)
    .join('-');
  const { pullSecret } = chart.site.registry;
  return {
    metadata: {
      labels: { ...chart.labelsOf(part), ...pod.labels },
      ...(checksum ? { annotations: { 'slipway.dev/config-checksum': checksum } } : {}),
    },
    spec: {
      serviceAccountName: serviceAccount(chart, pod.account),
      automountServiceAccountToken: pod.kubernetesApi ?? false,
      enableServiceLinks: false,
      ...(pod.sharedProcesses ? { shareProcessNamespace: true } : {}),
      ...(pullSecret ? { imagePullSecrets: [{ name: pullSecret }] } : {}),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: pod.user,
        runAsGroup: pod.user,
        fsGroup: pod.user,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...(pod.initContainers ? { initContainers: pod.initContainers.map(container) } : {}),
      containers: pod.containers.map(container),
      volumes: volumes(containers),
      ...(pod.terminationGracePeriodSeconds === undefined
        ? {}
        : { terminationGracePeriodSeconds: pod.terminationGracePeriodSeconds }),
      ...placement,
    },
  };
}

/** A ServiceAccount, by default the service's own, made when first asked for. It carries no token by itself. */
export function serviceAccount(chart: ServiceChart, name = chart.service): string {
  const id = `service-account-${name}`;
  if (!chart.node.tryFindChild(id))
    new k8s.KubeServiceAccount(chart, id, { metadata: { name }, automountServiceAccountToken: false });
  return name;
}

const mountsOf = (c: Container): Readonly<Record<string, Volume>> => ({ '/tmp': TMP, ...c.mounts });

function volumes(containers: readonly Container[]): k8s.Volume[] {
  const named = new Map<string, k8s.Volume>();
  for (const { name, source } of containers.flatMap((c) => Object.values(c.mounts ?? {}))) {
    if (!source) continue;
    const volume = { name, ...source };
    const other = named.get(name);
    if (other && JSON.stringify(other) !== JSON.stringify(volume))
      throw new Error(`two different volumes of a pod are called "${name}"`);
    named.set(name, volume);
  }
  if (!named.has(TMP.name) && containers.some(({ mounts }) => !mounts?.['/tmp']))
    named.set(TMP.name, { name: TMP.name, ...TMP.source });
  return [...named.values()].sort((a, b) => byCodeUnit(a.name, b.name));
}

function container(c: Container): k8s.Container {
  return {
    name: c.name,
    image: c.image,
    ...(c.command ? { command: [...c.command] } : {}),
    ...(c.args ? { args: [...c.args] } : {}),
    ...(c.env ? { env: Object.entries(c.env).map(([name, from]) => ({ name, ...envSource(from) })) } : {}),
    ...(c.ports
      ? { ports: Object.entries(c.ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })) }
      : {}),
    ...(c.probes ? mapProbes(c.probes) : {}),
    ...(c.preStop ? { lifecycle: { preStop: { exec: { command: [...c.preStop] } } } } : {}),
    resources: resources(c.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: Object.entries(mountsOf(c))
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([mountPath, { name, readOnly, subPath }]) => ({
        name,
        mountPath,
        ...(readOnly ? { readOnly } : {}),
        ...(subPath ? { subPath } : {}),
      })),
  };
}

const mapProbes = ({ startup, readiness, liveness }: Probes): Partial<k8s.Container> => ({
  ...(startup ? { startupProbe: probe(startup) } : {}),
  ...(readiness ? { readinessProbe: probe(readiness) } : {}),
  ...(liveness ? { livenessProbe: probe(liveness) } : {}),
});

function envSource(from: EnvSource): Omit<k8s.EnvVar, 'name'> {
  if (typeof from === 'string') return { value: from };
  if ('field' in from) return { valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: from.field } } };
  return { valueFrom: { secretKeyRef: { name: from.secret, key: from.key } } };
}

/** Requests and limits as the API has them; the memory limit is the request unless said otherwise. */
export function resources({ cpu, memory, memoryLimit = memory, cpuLimit }: Resources): k8s.ResourceRequirements {
  const quantity = k8s.Quantity.fromString;
  return {
    requests: { cpu: quantity(cpu), memory: quantity(memory) },
    limits: { memory: quantity(memoryLimit), ...(cpuLimit ? { cpu: quantity(cpuLimit) } : {}) },
  };
}
