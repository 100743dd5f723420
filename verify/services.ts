import type { MadePort } from '../manifest/operators/index';
import type { PodPort } from '../manifest/pods';
import { type Labels, matchesLabels } from '../manifest/selector';
import type { Fields } from '../manifest/types';
import { podsIn } from './pod-index';
import { grouped, type Item, listOf, type Made, once, type Pods, type Tree } from './tree';

/** A Service of the overlay, written in a file or made by an operator. */
export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly MadePort[];
  /** Labels of the pods behind; `undefined` when it has none of its own to choose. */
  readonly selector: Labels | undefined;
  readonly headless: boolean;
  /** The Service itself, or the custom resource an operator makes it from. */
  readonly item: Item;
  readonly made: boolean;
}

const portOf = ({ name, port, targetPort = port, protocol = 'TCP' }: Fields): MadePort =>
  name === undefined ? { port, targetPort, protocol } : { name, port, targetPort, protocol };

const written = (item: Item): ServiceFacts => {
  const { spec = {}, metadata } = item.manifest;
  return {
    namespace: item.namespace,
    name: item.name,
    labels: metadata.labels ?? {},
    ports: listOf(spec.ports).map(portOf),
    selector: spec.type === 'ExternalName' || !spec.selector ? undefined : spec.selector,
    headless: spec.clusterIP === 'None',
    item,
    made: false,
  };
};

const made = (item: Item, { services = [] }: Made): readonly ServiceFacts[] =>
  services.map((service) => ({ ...service, namespace: item.namespace, item, made: true }));

const key = (namespace: string, name: string): string => `${namespace}/${name}`;

/** Services of an overlay by `namespace/name`; a written one wins over one an operator would make. */
export const servicesOf = once((tree): ReadonlyMap<string, ServiceFacts> => {
  const services = new Map<string, ServiceFacts>();
  const put = (service: ServiceFacts): unknown => services.set(key(service.namespace, service.name), service);
  for (const [item, own] of tree.makers) made(item, own).forEach(put);
  tree.ofKind('Service').map(written).forEach(put);
  return services;
});

/** The Service of that name, or `undefined`. */
export const findService = (tree: Tree, namespace: string, name: string): ServiceFacts | undefined =>
  servicesOf(tree).get(key(namespace, name));

const byName = once((tree) => grouped([...servicesOf(tree).values()], ({ name }) => name));

/** Services of that name in whatever namespace. */
export const servicesNamed = (tree: Tree, name: string): readonly ServiceFacts[] => byName(tree).get(name) ?? [];

/** The pods behind a Service. */
export const podsBehind = (tree: Tree, { namespace, selector }: ServiceFacts): readonly Pods[] =>
  selector ? podsIn(tree, namespace).filter(({ labels }) => matchesLabels(selector, labels)) : [];

/** The port of a pod that a Service's port leads to, or `undefined` when the pod declares no such name. */
export const podPort = (pod: Pods, { targetPort, protocol }: MadePort): PodPort | undefined =>
  typeof targetPort === 'number' ? { port: targetPort, protocol } : pod.ports.find(({ name }) => name === targetPort);
