import type { PodPort } from '../../manifest/pods';
import { error, type Rule, type Verdict } from '../finding';
import { type HostReference, hostsOf } from '../hosts';
import { isOpaque } from '../namespaces';
import { type Direction, peerOf, permits } from '../policies';
import { readersOf } from '../readers';
import { type Resolution, resolve } from '../resolve';
import { podPort, podsBehind, type ServiceFacts } from '../services';
import type { Pods, Tree } from '../tree';

/** The pod ports a connection may end at: one when the port is known, any of the Service's otherwise. */
const destinations = ({ service, port }: Resolution, pod: Pods): readonly PodPort[] =>
  (port ? [port] : (service?.ports ?? [])).flatMap((own) => podPort(pod, own) ?? []);

const open = (tree: Tree, direction: Direction, reader: Pods, provider: Pods, ports: readonly PodPort[]): boolean => {
  const [own, other] = direction === 'Egress' ? [reader, provider] : [provider, reader];
  return ports.some((port) => permits(tree, direction, peerOf(own), peerOf(other), port, provider.ports));
};

function blocked(
  tree: Tree,
  direction: Direction,
  readers: readonly Pods[],
  all: boolean,
  providers: readonly Pods[],
  resolution: Resolution,
): boolean {
  const passes = (reader: Pods): boolean =>
    providers.every((provider) => open(tree, direction, reader, provider, destinations(resolution, provider)));
  return all ? !readers.every(passes) : !readers.some(passes);
}

const portText = (ports: readonly PodPort[]): string => [...new Set(ports.map(({ port }) => port))].join(' or ');

const SIDES = {
  Egress: (from: string, service: ServiceFacts, ports: string) => [
    `No egress policy in namespace ${from} lets the pods that read this reach ${service.namespace}/${service.name} on pod port ${ports}.`,
    'Declare the use in the contract of the service that connects.',
  ],
  Ingress: (from: string, service: ServiceFacts, ports: string) => [
    `No ingress policy in namespace ${service.namespace} lets pods of ${from} reach ${service.name} on pod port ${ports}.`,
    'Declare the use in the contract of the service that connects.',
  ],
} as const;

function judge(tree: Tree, reference: HostReference): readonly Verdict[] {
  const resolution = resolve(tree, reference);
  const { service, problem } = resolution;
  if (problem || !service || reference.from === '') return [];
  const { pods, all } = readersOf(tree, reference.leaf.item);
  const providers = podsBehind(tree, service);
  if (pods.length === 0 || providers.length === 0) return [];
  const ports = portText(providers.flatMap((provider) => destinations(resolution, provider)));
  if (ports === '') return [];
  return (['Egress', 'Ingress'] as const)
    .filter((direction) => blocked(tree, direction, pods, all, providers, resolution))
    .map((direction) => {
      const [message = '', remedy = ''] = SIDES[direction](reference.from, service, ports);
      return error(reference.leaf.item, reference.leaf.at, message, remedy);
    });
}

/** The first reference of each object to each port of a Service: more say nothing new. */
const distinct = (references: readonly HostReference[]): readonly HostReference[] => {
  const seen = new Set<string>();
  return references.filter(({ leaf, namespace, service, port }) => {
    const key = `${leaf.item.path}|${leaf.item.object}|${namespace}/${service}:${port}`;
    return !seen.has(key) && seen.add(key);
  });
};

/** Every connection that a host name implies is let out and let in by the overlay's NetworkPolicies. */
export const networkClosure: Rule = {
  id: 'network-closure',
  why: 'A connection that a policy blocks hangs until its time-out, and looks like a fault of the service called.',
  check: (tree) =>
    distinct(hostsOf(tree).filter(({ from }) => !isOpaque(tree, from))).flatMap((reference) => judge(tree, reference)),
};
