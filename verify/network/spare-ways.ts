import type { PodPort } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import { type Verdict, warning } from '../finding';
import { isOpaque } from '../namespaces';
import { podsByNamespace, podsIn } from '../pod-index';
import { readersOf } from '../readers';
import { targetsOf } from '../references/pods';
import { podPort } from '../services';
import type { Item, Pods, Tree } from '../tree';
import { anyOf } from '../words';
import { discovers } from './accounts';
import { isPods, meansEnd } from './ends';
import { type Need, portText } from './need';
import { needsFrom } from './needs';
import { DIRECTIONS, type Direction, type PolicyRule, selecting } from './policies';
import { servicesBefore } from './published';
import { fits, portsOf, type Selection } from './spare';
import { statesNeeds } from './stated-needs';
import { meansPort, namedBy, opening } from './ways';
import { letsAllIn } from './wide-rules';

/** A rule of a policy with the pods of both ends that it means, those of the other end all of one namespace. */
interface Pair {
  readonly rule: PolicyRule;
  readonly direction: Direction;
  readonly callers: readonly Pods[];
  readonly called: readonly Pods[];
  /** Namespaces of both. */
  readonly from: string;
  readonly to: string;
}

/** Namespaces the peers of a rule may mean: most name just one. */
const namespacesOf = (tree: Tree, rule: PolicyRule): Iterable<string> =>
  new Set(namedBy(rule) ?? podsByNamespace(tree).keys());

const pairsOf = (tree: Tree, { policy, pods: own }: Selection, direction: Direction): readonly Pair[] => {
  const { namespace } = policy.item;
  const rules = (policy[direction] ?? []).filter((rule) => rule.peers.length > 0 && !letsAllIn(rule));
  if (own.length === 0) return [];
  return rules.flatMap((rule) =>
    [...namespacesOf(tree, rule)].flatMap((other): readonly Pair[] => {
      if (isOpaque(tree, other)) return [];
      const meant = podsIn(tree, other).filter((each) =>
        rule.peers.some((peer) => meansEnd(tree, namespace, peer, each)),
      );
      if (meant.length === 0) return [];
      return direction === 'Ingress'
        ? [{ rule, direction, callers: meant, called: own, from: other, to: namespace }]
        : [{ rule, direction, callers: own, called: meant, from: namespace, to: other }];
    }),
  );
};

const isFrom = ({ callers }: Pair, { from }: Need): boolean => !isPods(from) || callers.includes(from);

/** Kinds whose texts are about others and no one's configuration. */
const ABOUT_OTHERS =
  /^(?:networking\.k8s\.io\/NetworkPolicy|monitoring\.coreos\.com\/(?:Pod|Service)Monitor|monitoring\.coreos\.com\/PrometheusRule)$/;

/** Objects of a namespace that one of its pods may have its addresses from. */
const readIn = (tree: Tree, callers: readonly Pods[], item: Item): boolean => {
  if (ABOUT_OTHERS.test(item.kind)) return false;
  const { pods, all } = readersOf(tree, item);
  return all ? pods.some((each) => callers.includes(each)) : item.kind !== 'ConfigMap' && !item.ofKind.isMaker;
};

/** Whether a text that the callers may read has one of some words. */
const areTold = (tree: Tree, { callers, from }: Pair, words: readonly string[]): boolean => {
  const word = anyOf(words);
  const mentions = ({ survey: { texts } }: Item): boolean => texts.some((text) => word.test(text));
  return tree.inNamespace(from).some((item) => readIn(tree, callers, item) && mentions(item));
};

/** Whether pods may have addresses from Secrets, which no tree shows, and their Namespace does not state them. */
const areToldInSecret = (tree: Tree, { callers, from }: Pair): boolean =>
  !statesNeeds(tree, from) &&
  callers.some((pods) => targetsOf(pods).some(({ kind, at }) => kind === 'Secret' && !at.includes('imagePullSecrets')));

/** Names in texts nobody understood, or what is looked up in the cluster, may lead anywhere. */
const isExcused = (tree: Tree, pair: Pair): boolean => {
  const others = pair.called.filter((pods) => !pair.callers.includes(pods));
  const services = others.flatMap((pods) => servicesBefore(tree, pods).map(({ name }) => name));
  // Everything in a namespace names it.
  const names = pair.from === pair.to ? services : [pair.to, ...services];
  return (
    pair.callers.some((pods) => !pods.made && discovers(tree, pods)) ||
    areToldInSecret(tree, pair) ||
    (names.length > 0 && areTold(tree, pair, names))
  );
};

/** Ports of pods that Services lead to, whether or not the pods declare them. */
const servedPorts = (tree: Tree, pods: Pods): readonly PodPort[] =>
  servicesBefore(tree, pods).flatMap(({ ports }) => ports.flatMap((own) => podPort(pods, own) ?? []));

/** Whether pods may follow one another on a port they listen on or are told of, by addresses no manifest shows. */
function mayCluster(tree: Tree, pair: Pair, port: Fields): boolean {
  const { callers, called, to } = pair;
  if (statesNeeds(tree, to) || !called.some((pods) => callers.includes(pods))) return false;
  if (port?.port === undefined) return true;
  const names = called.flatMap((pods) => [...pods.ports, ...servedPorts(tree, pods)]);
  return names.some((own) => meansPort([port], own, names)) || areTold(tree, pair, [String(port.port)]);
}

/** A port of a rule as a port of the pods. */
const podPorts = (port: Fields, names: readonly PodPort[]): readonly PodPort[] => {
  if (port?.port === undefined) return [];
  const { protocol = 'TCP' } = port;
  return typeof port.port === 'number'
    ? [{ port: port.port, protocol }]
    : names.filter(({ name, protocol: own }) => name === port.port && own === protocol);
};

/** How the other side takes a connection: the policies that let it through, or that none stands in its way. */
function otherSide(tree: Tree, { rule, direction, callers, called, from, to }: Pair, port: Fields): string {
  const other: Direction = direction === 'Ingress' ? 'Egress' : 'Ingress';
  const names = called.flatMap((pods) => pods.ports);
  const [own, peers, namespace] = other === 'Egress' ? [callers, called, from] : [called, callers, to];
  const open = own.flatMap((pods) =>
    peers.flatMap((peer) =>
      opening(tree, { direction: other, pods, other: peer, ports: podPorts(port, names), names }),
    ),
  );
  const policies = [...new Set(open.filter(({ policy }) => policy !== rule.policy).map(({ policy }) => policy.name))];
  if (policies.length > 0)
    return `, and ${policies.join(' and ')} of namespace ${namespace} ${policies.length > 1 ? 'do' : 'does'} so too`;
  return own.some((pods) => selecting(tree, pods, other).length === 0)
    ? `, and nothing in namespace ${namespace} stands in its way`
    : '';
}

/** Whether the callers rely on a connection that is wanted. */
const call = (tree: Tree, pair: Pair, isWanted: (need: Need) => boolean): boolean =>
  pair.called.some((pods) => needsFrom(tree, pods, pair.from).some((need) => isFrom(pair, need) && isWanted(need)));

function judge(tree: Tree, pair: Pair): readonly Verdict[] {
  const { rule, callers, called } = pair;
  const names = called.flatMap((pods) => pods.ports);
  const isNeeded = (port: Fields): boolean => call(tree, pair, (need) => fits(need, port, names));
  const spare = portsOf(rule).filter((port) => !isNeeded(port) && !mayCluster(tree, pair, port));
  if (spare.length === 0) return [];
  if (!call(tree, pair, () => true) && isExcused(tree, pair)) return [];
  return spare.map((port) => {
    const way = `It lets ${objectsText(callers)} reach ${objectsText(called)} on ${portText(port)}`;
    const message = `${way}, which nothing needs${otherSide(tree, pair, port)}.`;
    return warning(rule.policy, rule.at, message, 'Remove the way, or write where it is used.');
  });
}

const objectsText = (pods: readonly Pods[]): string => {
  const objects = [...new Set(pods.map(({ item }) => item.object))];
  return objects.length > 2 ? `pods of namespace ${pods[0]?.item.namespace}` : objects.join(' and ');
};

/** Ways of a policy between pods of the tree that no connection needs. */
export const spareWays = (tree: Tree, selection: Selection): readonly Verdict[] =>
  DIRECTIONS.flatMap((direction) => pairsOf(tree, selection, direction).flatMap((pair) => judge(tree, pair)));
