import type { Fields } from '../../manifest/types';
import { type Verdict, warning } from '../finding';
import { scrapers } from '../monitors';
import { isOpaque } from '../namespaces';
import { once, type Pods, type Tree } from '../tree';
import { CONTROLLERS, chartsIn } from './controllers';
import { needsFrom } from './needs';
import type { PolicyRule } from './policies';
import { isRoutedTo } from './published';
import type { Selection } from './spare';
import { CLASSES, visits } from './visits';

/** The one namespace a peer means, where it says its name. */
const nameOf = ({ namespaceSelector }: Fields): string | undefined =>
  namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];

const spare = ({ policy, at }: PolicyRule, who: string, whom: string): Verdict =>
  warning(policy, at, `It lets ${who} reach ${whom}, which nothing needs.`, 'Remove the way, or write what needs it.');

/** Controllers whose every call follows from objects of the tree. */
const known = once(
  (tree): ReadonlySet<string> =>
    new Set([
      ...Object.values(CLASSES).flat(),
      ...Object.values(CONTROLLERS).flat(),
      ...[...tree.makers.values()].flatMap(({ visits: own = [] }) => own.flatMap(({ by }) => by)),
    ]),
);

/** Ways in for a controller that the tree gives no reason to call. */
function idleController(tree: Tree, rule: PolicyRule, pods: readonly Pods[]): readonly Verdict[] {
  const [first] = pods;
  if (!first) return [];
  return rule.peers.flatMap((peer) => {
    const namespace = nameOf(peer) ?? '';
    const charts = chartsIn(tree, namespace);
    if (charts.length === 0 || !charts.every((chart) => known(tree).has(chart))) return [];
    const isCalled = pods.some((each) => needsFrom(tree, each, namespace).length > 0 || isRoutedTo(tree, each));
    return isCalled ? [] : [spare(rule, `${charts.join(' and ')} of namespace ${namespace}`, first.item.object)];
  });
}

/** A Prometheus that is told its targets by monitors alone. */
const isTold = (tree: Tree, { item }: Pods): boolean =>
  scrapers(tree).includes(item) &&
  item.manifest.spec?.additionalScrapeConfigs === undefined &&
  tree.ofKind('monitoring.coreos.com/ScrapeConfig').length === 0 &&
  tree.ofKind('monitoring.coreos.com/Probe').length === 0;

/** Where it sends what it has read, or its alerts. */
const names = ({ item }: Pods, namespace: string): boolean =>
  item.survey.texts.some((text) => text.includes(namespace));

/** Namespaces the tree does not show that pods visit. */
const visited = once((tree): ReadonlyMap<unknown, ReadonlySet<string>> => {
  const index = new Map<unknown, Set<string>>();
  for (const { from, to } of visits(tree).flat())
    if ('namespace' in to) index.set(from, (index.get(from) ?? new Set()).add(to.namespace));
  return index;
});

/** Ways out of a Prometheus to namespaces the tree does not show, that no monitor looks into. */
function idleScrape(tree: Tree, rule: PolicyRule, pods: readonly Pods[]): readonly Verdict[] {
  const [first] = pods;
  if (!first || !pods.every((each) => isTold(tree, each))) return [];
  return rule.peers.flatMap((peer) => {
    const namespace = nameOf(peer);
    if (namespace === undefined || !isOpaque(tree, namespace) || pods.some((each) => names(each, namespace))) return [];
    const isScraped = pods.some((each) => visited(tree).get(each)?.has(namespace));
    return isScraped ? [] : [spare(rule, first.item.object, `namespace ${namespace}`)];
  });
}

/** Ways between pods of the tree and namespaces it does not show, where it is known who runs there and nothing asks for them. */
export const spareVisits = (
  tree: Tree,
  { policy: { Ingress = [], Egress = [] }, pods }: Selection,
): readonly Verdict[] => [
  ...Ingress.flatMap((rule) => idleController(tree, rule, pods)),
  ...Egress.flatMap((rule) => idleScrape(tree, rule, pods)),
];
