import type { PodPort } from '../../manifest/pods';
import { readersOfMonitor, scrapers } from '../monitors';
import { query } from '../query';
import { readersOf } from '../readers';
import { findService, podPort, podsBehind } from '../services';
import { type Item, once, type Pods, type Tree } from '../tree';
import { controllerEnds } from './controllers';
import { isPods } from './ends';
import type { Need } from './need';
import { scrapeTargets } from './scrape-targets';

/** Names of the controllers behind classes of Ingresses. */
export const CLASSES: Readonly<Record<string, readonly string[]>> = {
  nginx: ['ingress-nginx', 'ingress-nginx-controller'],
  traefik: ['traefik'],
};

const UNKNOWN: readonly string[] = [];

const classOf = ({ manifest: { metadata, spec } }: Item): string =>
  spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? '';

/** The ports of pods that an Ingress leads to. */
const behindIngress = (tree: Tree, item: Item): readonly { at: string; pods: Pods; port: PodPort }[] =>
  query(item.manifest, 'spec.rules[].http.paths[].backend.service').flatMap(({ at, value }) => {
    const service = findService(tree, item.namespace, value.name);
    const wanted = value.port?.name ?? value.port?.number;
    const own = service?.ports.find(({ name, port }) => name === wanted || port === wanted);
    if (!service || !own) return [];
    return podsBehind(tree, service).flatMap((pods) => {
      const port = podPort(pods, own);
      return port ? [{ at, pods, port }] : [];
    });
  });

const ofIngress = (tree: Tree, item: Item): readonly (readonly Need[])[] =>
  behindIngress(tree, item).map(({ at, pods, port }) =>
    controllerEnds(tree, CLASSES[classOf(item)] ?? UNKNOWN).map((from) => ({
      item,
      at,
      who: 'The ingress controller',
      from,
      whom: pods.item.object,
      to: pods,
      ports: [port],
    })),
  );

/** Pods of the Prometheus that reads a monitor; somebody where none of the overlay does. */
const scrapedBy = (tree: Tree, monitor: Item): readonly Need['from'][] => {
  const pods = readersOfMonitor(tree, monitor).flatMap((reader) => readersOf(tree, reader).pods);
  return pods.length > 0 ? pods : [{ somebody: true }];
};

/** Every Prometheus and the Alertmanagers it is to tell. */
const ofAlerting = (tree: Tree, item: Item): readonly (readonly Need[])[] =>
  query(item.manifest, 'spec.alerting.alertmanagers[]').flatMap(({ at, value }) => {
    const service = findService(tree, value.namespace ?? item.namespace, value.name);
    const own = service?.ports.find(({ name, port }) => name === value.port || port === value.port);
    if (!service || !own) return [];
    return podsBehind(tree, service).flatMap((to) => {
      const port = podPort(to, own);
      if (!port) return [];
      const need = { item, at, who: 'Prometheus', whom: to.item.object, to, ports: [port] };
      return readersOf(tree, item).pods.map((from) => [{ ...need, from }]);
    });
  });

/**
 * Calls of ingress controllers and of Prometheus, whom no host name tells of: of each the visitors of whom one is enough,
 * where several routers are installed or several servers read one monitor.
 */
export const visits = once((tree): readonly (readonly Need[])[] => [
  ...scrapers(tree).flatMap((item) => ofAlerting(tree, item)),
  ...tree.ofKind('networking.k8s.io/Ingress').flatMap((item) => ofIngress(tree, item)),
  ...scrapeTargets(tree).map((target) =>
    scrapedBy(tree, target.item)
      // Between two ends the tree does not show there is nothing to judge.
      .filter((from) => isPods(from) || isPods(target.to))
      .map((from) => ({ ...target, who: 'Prometheus', from })),
  ),
]);
