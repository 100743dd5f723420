import { groupKind } from './kinds';
import type { Labels } from './selector';
import type { Fields, Manifest } from './types';

/** A volume every pod gets of its own. */
export interface OwnVolume {
  readonly name: string;
  /** Quantity, as written. */
  readonly size: string;
  readonly storageClass?: string;
}

/** What every pod of a workload looks like, as plain data. */
export interface PodTemplate {
  /** Field path of the pod spec in its manifest, or of the nearest field an operator makes it from. */
  readonly at: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The PodSpec; of an operator's pods only the part that follows from the manifest. */
  readonly spec: Fields;
  /** Pods meant to run; for `everyNode` pods on each node. */
  readonly replicas: number;
  readonly everyNode: boolean;
  /** Runs to its end instead of staying. */
  readonly finite: boolean;
  readonly volumes: readonly OwnVolume[];
  /** Beginning of the pods' host names behind their headless Service: `kafka-broker-` of `kafka-broker-100`. */
  readonly hostPrefix?: string;
  /** The headless Service that gives the pods their host names. */
  readonly hostService?: string;
  /** Whether an operator makes these pods, so that fields may be filled in by it. */
  readonly made: boolean;
}

interface Shape {
  readonly template: (spec: Fields) => Fields;
  readonly at: string;
  readonly replicas: (spec: Fields) => number;
  readonly everyNode?: true;
  readonly finite?: true;
}

const one = (): number => 1;
const ofReplicas = (spec: Fields): number => spec.replicas ?? 1;
const served: Shape = { template: (spec) => spec.template, at: 'spec.template.spec', replicas: ofReplicas };

const SHAPES: Readonly<Record<string, Shape>> = {
  'apps/Deployment': served,
  'apps/ReplicaSet': served,
  'apps/StatefulSet': served,
  ReplicationController: served,
  'apps/DaemonSet': { ...served, replicas: one, everyNode: true },
  'batch/Job': { ...served, replicas: (spec) => spec.parallelism ?? 1, finite: true },
  'batch/CronJob': {
    template: (spec) => spec.jobTemplate?.spec?.template,
    at: 'spec.jobTemplate.spec.template.spec',
    replicas: (spec) => spec.jobTemplate?.spec?.parallelism ?? 1,
    finite: true,
  },
};

const ownVolumes = (spec: Fields): readonly OwnVolume[] =>
  (spec.volumeClaimTemplates ?? []).map((claim: Fields) => ({
    name: claim?.metadata?.name,
    size: String(claim?.spec?.resources?.requests?.storage ?? '0'),
    ...(claim?.spec?.storageClassName === undefined ? {} : { storageClass: claim.spec.storageClassName }),
  }));

const barePod = (manifest: Manifest): PodTemplate => ({
  at: 'spec',
  labels: manifest.metadata.labels ?? {},
  annotations: manifest.metadata.annotations ?? {},
  spec: manifest.spec ?? {},
  replicas: 1,
  everyNode: false,
  finite: (manifest.spec?.restartPolicy ?? 'Always') !== 'Always',
  volumes: [],
  made: false,
});

/** The pods of a built-in workload; empty for every other kind. */
export function workloadPods(manifest: Manifest): readonly PodTemplate[] {
  const kind = groupKind(manifest);
  if (kind === 'Pod') return [barePod(manifest)];
  const shape = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  const spec = manifest.spec ?? {};
  const template = shape?.template(spec);
  if (!shape || !template) return [];
  return [
    {
      at: shape.at,
      labels: template.metadata?.labels ?? {},
      annotations: template.metadata?.annotations ?? {},
      spec: template.spec ?? {},
      replicas: shape.replicas(spec),
      everyNode: shape.everyNode ?? false,
      finite: shape.finite ?? false,
      volumes: ownVolumes(spec),
      ...(spec.serviceName ? { hostPrefix: `${manifest.metadata.name}-`, hostService: spec.serviceName } : {}),
      made: false,
    },
  ];
}
