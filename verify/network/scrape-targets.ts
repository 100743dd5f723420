import type { PodPort } from '../../manifest/pods';
import { matchesSelector } from '../../manifest/selector';
import type { Fields } from '../../manifest/types';
import { watched } from '../monitors';
import { isOpaque } from '../namespaces';
import { podsIn } from '../pod-index';
import { query } from '../query';
import { podPort, podsBehind, servicesOf } from '../services';
import { type Item, listOf, once, type Tree } from '../tree';
import type { End } from './ends';

/** A port that a monitor has scraped. */
export interface ScrapeTarget {
  /** The monitor, and the endpoint of it. */
  readonly item: Item;
  readonly at: string;
  readonly whom: string;
  readonly to: End;
  /** None where only the cluster knows the number. */
  readonly ports: readonly PodPort[];
}

/** Ports of kubelets by the names the operator gives them. Source: prometheus-operator, pkg/kubelet/controller.go. */
const KUBELET: Readonly<Record<string, number>> = { cadvisor: 4194, 'http-metrics': 10255, 'https-metrics': 10250 };

/** The Service of all nodes that the operator keeps, by its labels. */
const isKubelet = (selector: Fields): boolean =>
  ['app.kubernetes.io/name', 'k8s-app'].some((key) => selector?.matchLabels?.[key] === 'kubelet');

const tcp = (port: number): PodPort => ({ port, protocol: 'TCP' });

const portAt = (endpoint: Fields): number | undefined =>
  typeof endpoint.targetPort === 'number' ? endpoint.targetPort : endpoint.portNumber;

/** Targets in a namespace the tree does not show. */
const unseen = (item: Item, namespace: string, at: string, endpoint: Fields, labels: Fields): ScrapeTarget => {
  const number = portAt(endpoint);
  const ports = number === undefined ? [] : [tcp(number)];
  const to: End = labels ? { namespace, labels, more: true } : { namespace, labels: undefined };
  return { item, at, whom: `its targets in namespace ${namespace}`, to, ports };
};

function ofServices(tree: Tree, item: Item, namespace: string, at: string, endpoint: Fields): readonly ScrapeTarget[] {
  const { selector } = item.manifest.spec ?? {};
  const number = KUBELET[endpoint.port];
  if (isKubelet(selector) && number !== undefined)
    return [{ item, at, whom: 'the nodes', to: { outside: 'somewhere' }, ports: [tcp(number)] }];
  const services = [...servicesOf(tree).values()].filter(
    (service) => service.namespace === namespace && matchesSelector(selector, service.labels),
  );
  if (services.length === 0 && isOpaque(tree, namespace)) return [unseen(item, namespace, at, endpoint, undefined)];
  return services.flatMap((service) => {
    const own = service.ports.find(({ name, port }) => name === endpoint.port || port === endpoint.port);
    if (!own) return [];
    return podsBehind(tree, service).flatMap((to) => {
      const port = podPort(to, own);
      return port ? [{ item, at, whom: to.item.object, to, ports: [port] }] : [];
    });
  });
}

function ofPods(tree: Tree, item: Item, namespace: string, at: string, endpoint: Fields): readonly ScrapeTarget[] {
  const { selector } = item.manifest.spec ?? {};
  const pods = podsIn(tree, namespace).filter(({ labels }) => matchesSelector(selector, labels));
  if (pods.length === 0 && isOpaque(tree, namespace))
    return [unseen(item, namespace, at, endpoint, selector?.matchLabels ?? {})];
  const targetPort = endpoint.port ?? portAt(endpoint);
  return pods.flatMap((to) => {
    const port = podPort(to, { port: 0, targetPort, protocol: 'TCP' });
    return port ? [{ item, at, whom: to.item.object, to, ports: [port] }] : [];
  });
}

const KINDS = [
  ['monitoring.coreos.com/ServiceMonitor', 'spec.endpoints[]', ofServices],
  ['monitoring.coreos.com/PodMonitor', 'spec.podMetricsEndpoints[]', ofPods],
] as const;

/** Everything the monitors of the overlay have scraped. */
export const scrapeTargets = once((tree): readonly ScrapeTarget[] =>
  KINDS.flatMap(([kind, path, of]) =>
    tree
      .ofKind(kind)
      .flatMap((item) =>
        query(item.manifest, path).flatMap(({ at, value }) =>
          listOf(watched(tree, item)).flatMap((namespace) => of(tree, item, namespace, at, value)),
        ),
      ),
  ),
);
