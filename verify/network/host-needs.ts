import type { PodPort } from '../../manifest/pods';
import { type HostReference, hostsOf } from '../hosts';
import { isOpaque } from '../namespaces';
import { readersOf } from '../readers';
import { type Resolution, resolve } from '../resolve';
import { podPort, podsBehind } from '../services';
import { once, type Pods, type Tree } from '../tree';
import { CONTROLLERS, controllerEnds } from './controllers';
import type { End } from './ends';
import type { Need } from './need';

/** What one host name asks for: each of its readers, or one of them, reaches all the pods behind it. */
export interface HostNeeds {
  /** By reader. */
  readonly needs: readonly (readonly Need[])[];
  /** Whether each of the readers must, rather than at least one of them. */
  readonly all: boolean;
}

/** The pod ports a connection may end at: one when the port is known, any of the Service's otherwise. */
const destinations = ({ service, port }: Resolution, pod: Pods): readonly PodPort[] =>
  (port ? [port] : (service?.ports ?? [])).flatMap((own) => podPort(pod, own) ?? []);

interface Callers {
  readonly ends: readonly End[];
  readonly all: boolean;
}

function callersOf(tree: Tree, { from, leaf: { item } }: HostReference): Callers {
  const controller = CONTROLLERS[item.kind];
  // One of the places it is installed in is enough.
  if (controller) return { ends: controllerEnds(tree, controller), all: false };
  if (from === '' || isOpaque(tree, from)) return { ends: [], all: true };
  const { pods, all } = readersOf(tree, item);
  return { ends: pods, all };
}

function needsOf(tree: Tree, reference: HostReference): HostNeeds {
  const resolution = resolve(tree, reference);
  const { service, problem } = resolution;
  if (problem || !service) return { needs: [], all: true };
  const { ends, all } = callersOf(tree, reference);
  const { item, at } = reference.leaf;
  const whom = `${service.namespace}/${service.name}`;
  const reached = podsBehind(tree, service)
    .map((to) => ({ to, ports: destinations(resolution, to) }))
    .filter(({ ports }) => ports.length > 0);
  const needs = ends.map((from) =>
    reached.map(({ to, ports }): Need => ({ item, at, who: whoReads(reference, from), from, whom, to, ports })),
  );
  return { needs: reached.length > 0 ? needs : [], all };
}

const whoReads = ({ from, leaf: { item } }: HostReference, end: End): string => {
  const [controller] = CONTROLLERS[item.kind] ?? [];
  if (controller) return controller;
  return 'item' in end && end.item !== item ? `${end.item.object}, which reads this,` : `A pod of namespace ${from}`;
};

/** The first reference of each object to each port of a Service: more say nothing new. */
const distinct = (references: readonly HostReference[]): readonly HostReference[] => {
  const seen = new Set<string>();
  return references.filter(({ leaf, namespace, service, port }) => {
    const key = `${leaf.item.path}|${leaf.item.object}|${namespace}/${service}:${port}`;
    return !seen.has(key) && seen.add(key);
  });
};

/** The connections that host names of the overlay imply. */
export const hostNeeds = once((tree): readonly HostNeeds[] =>
  distinct(hostsOf(tree))
    .map((reference) => needsOf(tree, reference))
    .filter(({ needs }) => needs.length > 0),
);
