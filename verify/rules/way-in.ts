import type { PodPort } from '../../manifest/pods';
import { matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { hostsOf } from '../hosts';
import { podsIn } from '../pod-index';
import { meansNamespace, waysIn } from '../policies';
import { query } from '../query';
import { findService, podPort, podsBehind, type ServiceFacts, servicesOf } from '../services';
import { type Item, once, type Pods, type Tree } from '../tree';

/** Somebody outside the tree who must reach a port: the ingress controller or Prometheus. */
interface Visit {
  readonly item: Item;
  readonly at: string;
  readonly who: string;
  readonly pod: Pods;
  readonly port: PodPort;
}

const to = (item: Item, at: string, who: string, pod: Pods, port: PodPort | undefined): readonly Visit[] =>
  port ? [{ item, at, who, pod, port }] : [];

const throughService = (tree: Tree, item: Item, at: string, who: string, service: ServiceFacts, port: Fields) => {
  const own = service.ports.find((candidate) => candidate.name === port || candidate.port === port);
  return own ? podsBehind(tree, service).flatMap((pod) => to(item, at, who, pod, podPort(pod, own))) : [];
};

const ofIngress = (tree: Tree, item: Item): readonly Visit[] =>
  query(item.manifest, 'spec.rules[].http.paths[].backend.service').flatMap(({ at, value }) => {
    const service = findService(tree, item.namespace, value.name);
    const port = value.port?.name ?? value.port?.number;
    return service ? throughService(tree, item, at, 'The ingress controller', service, port) : [];
  });

const ofServiceMonitor = (tree: Tree, item: Item): readonly Visit[] => {
  const services = [...servicesOf(tree).values()].filter(
    ({ namespace, labels }) => namespace === item.namespace && matchesSelector(item.manifest.spec?.selector, labels),
  );
  return query(item.manifest, 'spec.endpoints[]').flatMap(({ at, value }) =>
    services.flatMap((service) => throughService(tree, item, at, 'Prometheus', service, value.port)),
  );
};

const ofPodMonitor = (tree: Tree, item: Item): readonly Visit[] => {
  const pods = podsIn(tree, item.namespace).filter(({ labels }) =>
    matchesSelector(item.manifest.spec?.selector, labels),
  );
  return query(item.manifest, 'spec.podMetricsEndpoints[]').flatMap(({ at, value }) =>
    pods.flatMap((pod) =>
      to(item, at, 'Prometheus', pod, podPort(pod, { port: 0, targetPort: value.port, protocol: 'TCP' })),
    ),
  );
};

/** Beside a Prometheus of the same namespace nothing needs to come from outside. */
const hasPrometheus = (tree: Tree, namespace: string): boolean =>
  tree.ofKind('monitoring.coreos.com/Prometheus').some((item) => item.namespace === namespace);

const visitsOf = (tree: Tree): readonly Visit[] => {
  const monitors = (kind: string) => tree.ofKind(kind).filter(({ namespace }) => !hasPrometheus(tree, namespace));
  return [
    ...tree.ofKind('networking.k8s.io/Ingress').flatMap((item) => ofIngress(tree, item)),
    ...monitors('monitoring.coreos.com/ServiceMonitor').flatMap((item) => ofServiceMonitor(tree, item)),
    ...monitors('monitoring.coreos.com/PodMonitor').flatMap((item) => ofPodMonitor(tree, item)),
  ];
};

/** Namespaces whose pods call a namespace by host name: their way in is not the one a visitor takes. */
const callersOf = once((tree): ReadonlyMap<string, ReadonlySet<string>> => {
  const callers = new Map<string, Set<string>>();
  for (const { from, namespace } of hostsOf(tree)) {
    callers.set(namespace, (callers.get(namespace) ?? new Set()).add(from));
  }
  return callers;
});

const doorKey = ({ pod, port }: Visit): string => `${pod.item.path}|${pod.at}|${port.port}`;

/** A way in for the pods of one namespace, by its name. */
const namesOnly = (selector: Fields, namespace: string): boolean =>
  selector?.matchLabels?.['kubernetes.io/metadata.name'] === namespace;

function isShut(tree: Tree, { pod, port }: Visit, visitors: number): boolean {
  const { open, namespaces } = waysIn(tree, pod, port);
  // Where Prometheus is one of the tree's, its namespace is both.
  const callers = [...(callersOf(tree).get(pod.item.namespace) ?? [])].filter((caller) => !hasPrometheus(tree, caller));
  const ways = namespaces.filter(
    (selector) =>
      !namesOnly(selector, pod.item.namespace) && !callers.some((caller) => meansNamespace(tree, selector, caller)),
  );
  return !open && ways.length < visitors;
}

function check(tree: Tree): readonly Verdict[] {
  const visits = visitsOf(tree);
  const visitors = new Map<string, Set<string>>();
  for (const visit of visits) {
    visitors.set(doorKey(visit), (visitors.get(doorKey(visit)) ?? new Set()).add(visit.who));
  }
  const shut = visits.filter((visit) => isShut(tree, visit, visitors.get(doorKey(visit))?.size ?? 1));
  return [...new Map(shut.map((visit) => [`${visit.item.path}|${visit.at}`, visit])).values()].map(
    ({ item, at, who, pod, port }) =>
      error(
        item,
        at,
        `${who} cannot reach ${pod.item.object} on pod port ${port.port}: the ingress policies of its namespace leave it no way in.`,
        'State in the contract that the port is public or has metrics.',
      ),
  );
}

/** What is published by an Ingress or scraped by a monitor can be reached from outside its namespace. */
export const wayIn: Rule = {
  id: 'way-in',
  why: 'A port that is published or scraped but closed answers 504 or counts as a target that is down.',
  check,
};
