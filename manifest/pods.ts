import { groupKind } from './kinds';
import { onceEach } from './once-each';
import { madeOf, type Neighbours } from './operators/index';
import type { Fields, Manifest } from './types';
import { type PodTemplate, workloadPods } from './workloads';

export type { OwnVolume, PodTemplate } from './workloads';

/** A container of a pod and where it stands. */
export interface ContainerAt {
  /** Field path in the manifest: `spec.template.spec.containers[0]`. */
  readonly at: string;
  readonly container: Fields;
  readonly init: boolean;
}

/** A named or numbered port of a pod. */
export interface PodPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
}

const alone: Neighbours = () => [];

/**
 * Every kind of pod a manifest leads to: of built-in workloads by their template, of custom resources by what is known
 * of their operator. `neighbours` finds the objects of its namespace by `group/Kind`; some operators read several.
 */
export const podsOf = (manifest: Manifest, neighbours: Neighbours = alone): readonly PodTemplate[] => {
  const pods = workloadPods(manifest);
  return pods.length > 0 ? pods : (madeOf(manifest, neighbours).pods ?? []);
};

/** Pods that the objects of one namespace lead to, looked for once however many ask with the same list. */
export const podsOfAll: (manifests: readonly Manifest[]) => readonly PodTemplate[] = onceEach((manifests) => {
  const neighbours: Neighbours = (kind) => manifests.filter((other) => groupKind(other) === kind);
  return manifests.flatMap((manifest) => podsOf(manifest, neighbours));
});

const listed = (pod: PodTemplate, field: string, init: boolean): readonly ContainerAt[] =>
  (Array.isArray(pod.spec[field]) ? pod.spec[field] : []).map((container: Fields, index: number) => ({
    at: `${pod.at}.${field}[${index}]`,
    container: container ?? {},
    init,
  }));

/** The containers of a pod, those that prepare it first. */
export const containersOf = (pod: PodTemplate): readonly ContainerAt[] => [
  ...listed(pod, 'initContainers', true),
  ...listed(pod, 'containers', false),
];

/** The ports a pod declares, over all its containers. */
export const portsOf = (pod: PodTemplate): readonly PodPort[] =>
  containersOf(pod).flatMap(({ container }) =>
    (container.ports ?? []).map((port: Fields) => ({
      ...(port.name === undefined ? {} : { name: port.name }),
      port: port.containerPort,
      protocol: port.protocol ?? 'TCP',
    })),
  );
