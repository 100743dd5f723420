import type { Labels } from '../selector';
import type { Fields, Manifest } from '../types';
import type { PodTemplate } from '../workloads';

/** A port of a Service. */
export interface MadePort {
  readonly name?: string;
  readonly port: number;
  /** Number or name of the pod's port behind. */
  readonly targetPort: number | string;
  readonly protocol: string;
}

/** A Service an operator makes, in the namespace of the resource it makes it from. */
export interface MadeService {
  readonly name: string;
  readonly labels: Labels;
  /** Labels of the pods behind. */
  readonly selector: Labels;
  readonly ports: readonly MadePort[];
  /** Gives its pods host names of their own. */
  readonly headless: boolean;
}

/** A Secret an operator writes. */
export interface MadeSecret {
  readonly name: string;
  /** Keys it will hold; `undefined` when they are only known in the cluster. */
  readonly keys: readonly string[] | undefined;
  /** Secret type, when it is known. */
  readonly type?: string;
}

/** An entry of a store of credentials that an operator writes. */
export interface MadeEntry {
  /** Its key in the store. */
  readonly name: string;
  /** Fields it will hold; `undefined` when they are only known in the cluster. */
  readonly keys: readonly string[] | undefined;
}

/** A connection that what an operator makes needs, without anybody writing a host name. */
export interface MadeLink {
  /** Labels of the pods that connect. */
  readonly from: Labels;
  /** Labels of the pods they connect to. */
  readonly to: Labels;
  /** Port of those pods. */
  readonly port: number;
  /** By default TCP. */
  readonly protocol?: 'UDP';
}

/** A connection an operator itself needs to what it makes, over TCP. */
export interface MadeVisit {
  /** Names the operator goes by: of its chart, or of the workload that runs it. */
  readonly by: readonly string[];
  /** Labels of the pods it connects to. */
  readonly to: Labels;
  /** Port of those pods. */
  readonly port: number;
}

/** What an operator makes of one resource, all in the resource's namespace. */
export interface Made {
  readonly services?: readonly MadeService[];
  readonly secrets?: readonly MadeSecret[];
  readonly entries?: readonly MadeEntry[];
  readonly pods?: readonly PodTemplate[];
  readonly serviceAccounts?: readonly string[];
  readonly links?: readonly MadeLink[];
  readonly visits?: readonly MadeVisit[];
  /** Labels of the pods that call the Kubernetes API, by an account whose rights the operator writes. */
  readonly apiCallers?: readonly Labels[];
}

/** Objects of one namespace by `group/Kind`. */
export type Neighbours = (groupKind: string) => readonly Manifest[];

/** Tells what becomes of a resource. Must cope with any shape below `spec`. */
export type Maker = (manifest: Manifest, neighbours: Neighbours) => Made;

/** Makers by `group/Kind`. */
export type Makers = Readonly<Record<string, Maker>>;

/** A TCP port under one number and name on the Service and on the pod. */
export const samePort = (name: string, port: number): MadePort => ({ name, port, targetPort: name, protocol: 'TCP' });

/** A container port as a PodSpec writes it. */
export const containerPort = (name: string, port: number): Fields => ({ name, containerPort: port, protocol: 'TCP' });

/** Pods an operator makes, with the fields most of them share filled in. */
export const madePods = (
  pods: Pick<PodTemplate, 'at' | 'labels' | 'spec' | 'replicas'> & Partial<PodTemplate>,
): PodTemplate => ({
  annotations: {},
  everyNode: false,
  finite: false,
  volumes: [],
  ...pods,
  made: true,
});
