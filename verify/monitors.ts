import { matchesSelector } from '../manifest/selector';
import type { Fields } from '../manifest/types';
import { namespacesOf } from './namespaces';
import { meansNamespace } from './network/ends';
import { type Item, once, onceFor, type Tree } from './tree';

/** Namespaces a monitor looks into: those it names, all, or its own. */
export const watched = (tree: Tree, item: Item): readonly string[] => {
  const { any, matchNames } = item.manifest.spec?.namespaceSelector ?? {};
  return any ? [...namespacesOf(tree)] : (matchNames ?? [item.namespace]);
};

/** Fields of a Prometheus that say which monitors of a kind it reads. */
const SELECTORS: Readonly<Record<string, string>> = {
  'monitoring.coreos.com/PodMonitor': 'podMonitor',
  'monitoring.coreos.com/ServiceMonitor': 'serviceMonitor',
};

/** Without a selector no monitor is read; without one of namespaces those beside it. Source: prometheus-operator, API reference. */
const reads = (tree: Tree, { manifest: { spec = {} }, namespace }: Item, monitor: Item): boolean => {
  const field = SELECTORS[monitor.kind];
  const namespaces: Fields = spec[`${field}NamespaceSelector`];
  const isThere = namespaces ? meansNamespace(tree, namespaces, monitor.namespace) : monitor.namespace === namespace;
  return isThere && matchesSelector(spec[`${field}Selector`], monitor.manifest.metadata.labels ?? {});
};

/** Every Prometheus of the overlay, agents included. */
export const scrapers = once((tree): readonly Item[] => [
  ...tree.ofKind('monitoring.coreos.com/Prometheus'),
  ...tree.ofKind('monitoring.coreos.com/PrometheusAgent'),
]);

/** Those that read a monitor. */
export const readersOfMonitor = onceFor((tree, monitor: Item): readonly Item[] =>
  scrapers(tree).filter((scraper) => reads(tree, scraper, monitor)),
);
