import { matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { podsIn } from '../pod-index';
import { hasWayIn } from '../policies';
import { query } from '../query';
import { findService, podPort, podsBehind, type ServiceFacts, servicesOf } from '../services';
import type { Item, Tree } from '../tree';

const closed = (tree: Tree, service: ServiceFacts, port: Fields): boolean => {
  const own = service.ports.find((candidate) => candidate.name === port || candidate.port === port);
  if (!own) return false;
  return podsBehind(tree, service).some((pod) => {
    const target = podPort(pod, own);
    return target !== undefined && !hasWayIn(tree, pod, target);
  });
};

const verdictFor = (item: Item, at: string, who: string, target: string): Verdict =>
  error(
    item,
    at,
    `${who} cannot reach ${target}: no ingress policy in its namespace lets anyone from outside in on that port.`,
    'State in the contract that the port is public or has metrics.',
  );

const ofIngress = (tree: Tree, item: Item): readonly Verdict[] =>
  query(item.manifest, 'spec.rules[].http.paths[].backend.service').flatMap(({ at, value }) => {
    const service = findService(tree, item.namespace, value.name);
    return service && closed(tree, service, value.port?.name ?? value.port?.number)
      ? [verdictFor(item, at, 'The ingress controller', `Service ${value.name}`)]
      : [];
  });

/** Beside a Prometheus of the same namespace nothing needs to come from outside. */
const hasPrometheus = (tree: Tree, namespace: string): boolean =>
  tree.ofKind('monitoring.coreos.com/Prometheus').some((item) => item.namespace === namespace);

const ofServiceMonitor = (tree: Tree, item: Item): readonly Verdict[] =>
  query(item.manifest, 'spec.endpoints[]').flatMap(({ at, value }) =>
    [...servicesOf(tree).values()]
      .filter(
        (service) =>
          service.namespace === item.namespace && matchesSelector(item.manifest.spec?.selector, service.labels),
      )
      .filter((service) => closed(tree, service, value.port))
      .map((service) => verdictFor(item, at, 'Prometheus', `Service ${service.name}`)),
  );

const ofPodMonitor = (tree: Tree, item: Item): readonly Verdict[] =>
  query(item.manifest, 'spec.podMetricsEndpoints[]').flatMap(({ at, value }) =>
    podsIn(tree, item.namespace)
      .filter(({ labels }) => matchesSelector(item.manifest.spec?.selector, labels))
      .filter((pod) => {
        const port = podPort(pod, { port: 0, targetPort: value.port, protocol: 'TCP' });
        return port !== undefined && !hasWayIn(tree, pod, port);
      })
      .map((pod) => verdictFor(item, at, 'Prometheus', `the pods of ${pod.item.object}`)),
  );

const monitors = (kind: string, judge: (tree: Tree, item: Item) => readonly Verdict[]) => (tree: Tree) =>
  tree
    .ofKind(kind)
    .filter(({ namespace }) => !hasPrometheus(tree, namespace))
    .flatMap((item) => judge(tree, item));

/** What is published by an Ingress or scraped by a monitor can be reached from outside its namespace. */
export const wayIn: Rule = {
  id: 'way-in',
  why: 'A port that is published or scraped but closed answers 504 or counts as a target that is down.',
  check: (tree) => [
    ...tree.ofKind('networking.k8s.io/Ingress').flatMap((item) => ofIngress(tree, item)),
    ...monitors('monitoring.coreos.com/ServiceMonitor', ofServiceMonitor)(tree),
    ...monitors('monitoring.coreos.com/PodMonitor', ofPodMonitor)(tree),
  ],
};
