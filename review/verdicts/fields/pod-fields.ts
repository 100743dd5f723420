import type { Effect, FieldTable } from './effect';

/** Fields of a PodSpec besides its containers. Source: Kubernetes 1.36 OpenAPI, io.k8s.api.core.v1.PodSpec. */
const POD =
  `activeDeadlineSeconds affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases
  hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets nodeName nodeSelector os overhead
  preemptionPolicy priority priorityClassName readinessGates resourceClaims resources restartPolicy runtimeClassName
  schedulerName schedulingGates securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace
  subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes workloadRef`.split(/\s+/);

/** Fields of a Container. Source: Kubernetes 1.36 OpenAPI, io.k8s.api.core.v1.Container. */
const CONTAINER = `args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe
  resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce terminationMessagePath
  terminationMessagePolicy tty volumeDevices volumeMounts workingDir`.split(/\s+/);

/** The fields of a PodSpec below a path, all with one effect. Fields Kubernetes does not know stay unmatched. */
export const podSpecFields = (prefix: string, effect: Effect): FieldTable =>
  Object.fromEntries([
    ...POD.map((field) => [`${prefix}.${field}.**`, effect] as const),
    ...['containers', 'initContainers'].flatMap((list) => [
      ...CONTAINER.map((field) => [`${prefix}.${list}.[].${field}.**`, effect] as const),
      [`${prefix}.${list}.[]`, effect] as const,
    ]),
  ]);

/** The fields of a pod template below a path, with its labels and annotations. */
export const templateFields = (prefix: string, effect: Effect): FieldTable => ({
  [`${prefix}.metadata.**`]: effect,
  ...podSpecFields(`${prefix}.spec`, effect),
});
