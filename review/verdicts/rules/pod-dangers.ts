import { containersOf } from '../../../manifest/pods';
import type { Fields } from '../../../manifest/types';
import type { PodTemplate } from '../../../manifest/workloads';

/** Something that gives a pod power over its node or others. */
export interface Danger {
  /** Tells one danger from another. */
  readonly key: string;
  readonly reason: string;
  /** Only a guard that is left out; in a new container it is a matter for checks, not for a review of what widens. */
  readonly mild: boolean;
}

const strong = (key: string, reason: string): Danger => ({ key, reason, mild: false });
const mild = (key: string, reason: string): Danger => ({ key, reason, mild: true });

const SHARED: Readonly<Record<string, string>> = {
  hostNetwork: "The pod stands in its node's network, past every NetworkPolicy.",
  hostPID: "The pod sees and may signal its node's processes.",
  hostIPC: "The pod shares its node's memory segments.",
};

const ofPod = (spec: Fields): readonly Danger[] => [
  ...Object.keys(SHARED)
    .filter((field) => spec[field] === true)
    .map((field) => strong(field, SHARED[field] ?? '')),
  ...(spec.volumes ?? [])
    .filter((volume: Fields) => volume?.hostPath)
    .map(({ hostPath }: Fields) => strong(`hostPath ${hostPath.path}`, `The pod mounts ${hostPath.path} of its node.`)),
  ...(spec.automountServiceAccountToken === false
    ? []
    : [mild('token', 'The pod gets a token of the Kubernetes API.')]),
];

const rootUser = (pod: Fields, own: Fields): boolean => (own.runAsUser ?? pod.runAsUser) === 0;

const guardsOff = (pod: Fields, own: Fields, name: string): readonly Danger[] => [
  ...((own.runAsNonRoot ?? pod.runAsNonRoot) === true ? [] : [mild(`${name} root`, 'The container may run as root.')]),
  ...(own.allowPrivilegeEscalation === false ? [] : [mild(`${name} escalation`, 'Its processes may gain privileges.')]),
  ...(own.readOnlyRootFilesystem === true ? [] : [mild(`${name} writable`, 'Its file system can be written to.')]),
  ...((own.capabilities?.drop ?? []).includes('ALL')
    ? []
    : [mild(`${name} drop`, 'It keeps capabilities it could drop.')]),
  ...((own.seccompProfile ?? pod.seccompProfile)?.type
    ? []
    : [mild(`${name} seccomp`, 'System calls are not filtered.')]),
];

function ofContainer(pod: Fields, container: Fields): readonly Danger[] {
  const own = container.securityContext ?? {};
  const name = `container ${container.name}`;
  const seccomp = (own.seccompProfile ?? pod.seccompProfile)?.type;
  return [
    ...(own.privileged === true
      ? [strong(`${name} privileged`, 'The container is privileged: it owns its node.')]
      : []),
    ...(rootUser(pod, own) ? [strong(`${name} uid`, 'The container runs as root.')] : []),
    ...(own.procMount === 'Unmasked' ? [strong(`${name} proc`, 'The container sees an unmasked /proc.')] : []),
    ...(seccomp === 'Unconfined' ? [strong(`${name} unconfined`, 'System calls are not filtered.')] : []),
    ...(own.capabilities?.add ?? []).map((capability: string) =>
      strong(`${name} ${capability}`, `The container gets the capability ${capability}.`),
    ),
    ...(container.ports ?? [])
      .filter(({ hostPort }: Fields) => hostPort)
      .map(({ hostPort }: Fields) => strong(`${name} ${hostPort}`, `Port ${hostPort} of its node leads to the pod.`)),
    ...guardsOff(pod, own, name),
  ];
}

/** What a pod may do to its node or others. Source: Kubernetes, Pod Security Standards. */
export const dangersOf = (pod: PodTemplate): readonly Danger[] => [
  ...ofPod(pod.spec),
  ...containersOf(pod).flatMap(({ container }) => ofContainer(pod.spec.securityContext ?? {}, container)),
];
