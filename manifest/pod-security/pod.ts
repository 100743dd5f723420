import type { Labels } from '../selector';
import type { Fields } from '../types';

/** Something a level of the Pod Security Standards does not allow. */
export interface Breach {
  /** Name of the check, as the API server has it: `hostNamespaces`. */
  readonly check: string;
  /** Field path. */
  readonly at: string;
  /** What the pod or its container is or does, as the beginning of a sentence. */
  readonly what: string;
  readonly remedy: string;
  /** Whether a field says so; otherwise one that must be written is missing. */
  readonly stated: boolean;
}

/** A pod to be judged, as `PodTemplate` has it. */
export interface Judged {
  readonly at: string;
  readonly annotations: Labels;
  readonly spec: Fields;
}

/** A place of a pod that holds a security context: the pod itself, or a container. */
export interface Place {
  readonly at: string;
  /** `The pod`, or `Container web`. */
  readonly name: string;
  /** The pod's or the container's own security context; empty where it has none. */
  readonly security: Fields;
}

/** A container and where it stands. */
export interface Container extends Place {
  readonly container: Fields;
}

/** A pod, taken apart once for all checks. */
export interface Scene {
  readonly at: string;
  /** Field path of the annotations. */
  readonly annotationsAt: string;
  readonly annotations: Labels;
  readonly spec: Fields;
  readonly pod: Place;
  /** Those that prepare, those that run, those that are added to look around. */
  readonly containers: readonly Container[];
  /** Whether it says that it is for Windows. */
  readonly isWindows: boolean;
  /** Whether it has users of its own, so that its root is nobody on the node. */
  readonly hasOwnUsers: boolean;
}

/** Says what a pod does that the standards of a Kubernetes minor do not allow. */
export type Check = (scene: Scene, minor: number) => readonly Breach[];

/** A list as it may stand there, without holes. */
export const entries = (value: Fields): readonly Fields[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

const contextOf = (owner: Fields): Fields => {
  const { securityContext } = owner;
  return typeof securityContext === 'object' && securityContext !== null ? securityContext : {};
};

const containersIn = ({ at, spec }: Judged): readonly Container[] =>
  LISTS.flatMap((list) =>
    (Array.isArray(spec[list]) ? spec[list] : []).flatMap((container: Fields, index: number) =>
      typeof container === 'object' && container !== null
        ? [
            {
              at: `${at}.${list}[${index}]`,
              name: `Container ${container.name}`,
              security: contextOf(container),
              container,
            },
          ]
        : [],
    ),
  );

/** Takes a pod apart. */
export const sceneOf = (judged: Judged): Scene => {
  const { at, spec, annotations } = judged;
  return {
    at,
    annotationsAt: `${at.replace(/(^|\.)spec$/, '$1metadata')}.annotations`,
    annotations,
    spec,
    pod: { at, name: 'The pod', security: contextOf(spec) },
    containers: containersIn(judged),
    isWindows: spec.os?.name === 'windows',
    hasOwnUsers: spec.hostUsers === false,
  };
};

/** A breach by what a field says. */
export const stated = (check: string, at: string, what: string, remedy: string): Breach => ({
  check,
  at,
  what,
  remedy,
  stated: true,
});

/** A breach by what no field says. */
export const missing = (check: string, at: string, what: string, remedy: string): Breach => ({
  ...stated(check, at, what, remedy),
  stated: false,
});
