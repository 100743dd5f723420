import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from './chart';
import type { Labels } from './endpoint';
import { inWave } from './job';
import { type Pod, podTemplate } from './pod';

/** Pods that may come and go, with a disruption budget once there are several. */
export interface DeploymentOptions {
  /** Name of the part: label `app.kubernetes.io/component` of its pods. */
  readonly part: string;
  /** Absent where an autoscaler decides. */
  readonly replicas?: number;
  /** All old pods stop before the first new one starts. */
  readonly recreate?: true;
  /** Sync wave within the Application: after Jobs of the waves before. */
  readonly wave?: number;
  readonly pod: Pod;
}

/** A Deployment named `name`. */
export function deployment(
  chart: ServiceChart,
  name: string,
  { part, replicas, recreate, wave, pod }: DeploymentOptions,
): void {
  const selector = { matchLabels: { ...chart.labelsOf(part) } };
  new k8s.KubeDeployment(chart, name, {
    metadata: { name, labels: { ...chart.labelsOf(part) }, ...inWave(wave) },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      revisionHistoryLimit: 3,
      selector,
      strategy: recreate
        ? { type: 'Recreate' }
        : {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
          },
      template: podTemplate(chart, part, pod, spread(chart, selector, replicas, 'ScheduleAnyway')),
    },
  });
  disruptionBudget(chart, name, selector, replicas);
}

export interface StatefulSetOptions {
  readonly part: string;
  readonly replicas: number;
  /** Name of the headless Service that names the pods. */
  readonly serviceName: string;
  /** Pods start and stop together, for clusters whose members wait for one another. */
  readonly parallel?: true;
  /**
   * People make the pods ready and decide when they are replaced: nothing restarts them when their template changes, and
   * Argo CD counts the workload as healthy while it waits for people.
   */
  readonly attended?: true;
  /** Volumes claimed per pod: size and StorageClass by name. */
  readonly claims: Readonly<Record<string, { readonly size: string; readonly storageClass: string }>>;
  readonly pod: Pod;
}

/** A StatefulSet named `name` whose volumes outlive it. */
export function statefulSet(chart: ServiceChart, name: string, options: StatefulSetOptions): void {
  const { part, replicas, serviceName, parallel, attended, claims, pod } = options;
  const selector = { matchLabels: { ...chart.labelsOf(part) } };
  // A member on the node of another is no member; where there are too few nodes it is still better than none.
  const strictness = chart.site.nodes.count >= replicas ? 'DoNotSchedule' : 'ScheduleAnyway';
  const spec = k8s.toJson_StatefulSetSpec({
    replicas,
    serviceName,
    podManagementPolicy: parallel ? 'Parallel' : 'OrderedReady',
    revisionHistoryLimit: 3,
    updateStrategy: attended ? { type: 'OnDelete' } : { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    selector,
    template: podTemplate(chart, part, pod, spread(chart, selector, replicas, strictness)),
  });
  // The L1 class drops apiVersion and kind of claim templates, which the API server adds: a difference for ever.
  const volumeClaimTemplates = Object.entries(claims).map(([claim, { size, storageClass }]) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claim },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      volumeMode: 'Filesystem',
      resources: { requests: { storage: size } },
    },
  }));
  const metadata = {
    name,
    labels: { ...chart.labelsOf(part) },
    ...(attended ? { annotations: { 'argocd.argoproj.io/ignore-healthcheck': 'true' } } : {}),
  };
  chart.object('apps/v1', 'StatefulSet', metadata, { spec: { ...spec, volumeClaimTemplates } });
  disruptionBudget(chart, name, selector, replicas);
}

/** A DaemonSet named `name` of ready pod templates, replaced node by node: a second pod on a node could not run. */
export function daemonSet(chart: ServiceChart, name: string, labels: Labels, template: k8s.PodTemplateSpec): void {
  new k8s.KubeDaemonSet(chart, name, {
    metadata: { name, labels: { ...labels } },
    spec: {
      revisionHistoryLimit: 3,
      selector: { matchLabels: { ...labels } },
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(0), maxUnavailable: k8s.IntOrString.fromNumber(1) },
      },
      template,
    },
  });
}

/** A Service that names each pod, also before it is ready: members of a cluster must find one another to become so. */
export function headlessService(
  chart: ServiceChart,
  name: string,
  part: string,
  ports: Readonly<Record<string, number>>,
): void {
  new k8s.KubeService(chart, `headless-${name}`, {
    metadata: { name, labels: { ...chart.labelsOf(part) } },
    spec: {
      type: 'ClusterIP',
      clusterIp: 'None',
      publishNotReadyAddresses: true,
      selector: { ...chart.labelsOf(part) },
      ports: Object.entries(ports).map(([port, number]) => ({
        name: port,
        port: number,
        targetPort: k8s.IntOrString.fromNumber(number),
        protocol: 'TCP',
      })),
    },
  });
}

function spread(
  chart: ServiceChart,
  labelSelector: k8s.LabelSelector,
  replicas: number | undefined,
  whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway',
): Partial<k8s.PodSpec> {
  if (replicas === 1) return {};
  const over = (topologyKey: string, when: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: when,
    labelSelector,
  });
  const zones = chart.site.nodes.zones > 1 ? [over('topology.kubernetes.io/zone', 'ScheduleAnyway')] : [];
  return { topologySpreadConstraints: [over('kubernetes.io/hostname', whenUnsatisfiable), ...zones] };
}

function disruptionBudget(
  chart: ServiceChart,
  name: string,
  selector: k8s.LabelSelector,
  replicas: number | undefined,
): void {
  // One replica with a budget could never be drained.
  if (replicas === 1) return;
  new k8s.KubePodDisruptionBudget(chart, `budget-${name}`, {
    metadata: { name },
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), unhealthyPodEvictionPolicy: 'AlwaysAllow', selector },
  });
}
