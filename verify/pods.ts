import { onceEach } from '../manifest/once-each';
import { type ContainerAt, containersOf, type PodPort, portsOf } from '../manifest/pods';
import type { Labels } from '../manifest/selector';
import type { Fields } from '../manifest/types';
import type { OwnVolume, PodTemplate } from '../manifest/workloads';
import type { Item } from './item';
import { query } from './query';

const containersIn = onceEach(containersOf);
const portsIn = onceEach(portsOf);

/** Pods of an object, and the object. */
export class Pods implements PodTemplate {
  readonly item: Item;
  readonly at: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: Fields;
  readonly replicas: number;
  readonly everyNode: boolean;
  readonly finite: boolean;
  readonly volumes: readonly OwnVolume[];
  readonly hostPrefix?: string;
  readonly hostService?: string;
  readonly made: boolean;
  /** What they are made from; shared by overlays whose objects are alike. */
  readonly template: PodTemplate;

  constructor(item: Item, template: PodTemplate) {
    this.item = item;
    this.template = template;
    this.at = template.at;
    this.labels = template.labels;
    this.annotations = template.annotations;
    this.spec = template.spec;
    this.replicas = template.replicas;
    this.everyNode = template.everyNode;
    this.finite = template.finite;
    this.volumes = template.volumes;
    this.made = template.made;
    if (template.hostPrefix !== undefined) this.hostPrefix = template.hostPrefix;
    if (template.hostService !== undefined) this.hostService = template.hostService;
  }

  /** Its containers, those that prepare it first. */
  get containers(): readonly ContainerAt[] {
    return containersIn(this.template);
  }

  /** The ports its containers declare. */
  get ports(): readonly PodPort[] {
    return portsIn(this.template);
  }
}

const KNOWN = new WeakMap<PodTemplate, Pods>();

/** The pods of a template, the same ones for trees that share the object. */
export function podsFrom(item: Item, template: PodTemplate): Pods {
  const known = KNOWN.get(template);
  if (known?.item === item) return known;
  const pods = new Pods(item, template);
  KNOWN.set(template, pods);
  return pods;
}

/**
 * Where a field of pods is to be mended: the field itself, or the nearest one there is of the resource that an operator
 * makes the pods from.
 */
export const fieldOf = ({ made, at: start, item }: Pods, at: string): string =>
  made && query(item.manifest, at.replace(/\[\d+\]/g, '[]')).every((found) => found.at !== at) ? start : at;
