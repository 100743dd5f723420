import type { Fields } from '../../manifest/types';
import { error, type Rule, type Verdict } from '../finding';
import { hostsOf } from '../hosts';
import { isPods, meansNamespace } from '../network/ends';
import { judgeEither, lookedAt, type Need, portsText } from '../network/need';
import { visits } from '../network/visits';
import { waysIn } from '../network/ways-in';
import { once, type Tree } from '../tree';

const ADVICE = 'in a contract, state that the port is public or has metrics.';

const isUnknown = ({ from }: Need): boolean => 'somebody' in from;

const doorOf = ({ to, ports: [port] }: Need): string => (isPods(to) ? `${to.item.path}|${to.at}|${port?.port}` : '');

const grouped = <T>(needs: readonly Need[], key: (need: Need) => string, value: (need: Need) => readonly T[]) => {
  const groups = new Map<string, Set<T>>();
  for (const need of needs) {
    const group = groups.get(key(need)) ?? new Set<T>();
    for (const own of value(need)) group.add(own);
    groups.set(key(need), group);
  }
  return groups;
};

/** Namespaces whose pods call a namespace by host name: their way in is not the one a visitor takes. */
const callersOf = once((tree): ReadonlyMap<string, ReadonlySet<string>> => {
  const callers = new Map<string, Set<string>>();
  for (const { from, namespace } of hostsOf(tree)) {
    callers.set(namespace, (callers.get(namespace) ?? new Set()).add(from));
  }
  return callers;
});

/** Visitors of a door by what they are called, and the namespaces of those whose place is known. */
const unknownVisitors = once((tree) => grouped(visits(tree).flat().filter(isUnknown), doorOf, ({ who }) => [who]));
const knownNamespaces = once((tree) =>
  grouped(visits(tree).flat(), doorOf, ({ from }) => {
    if (isPods(from)) return [from.item.namespace];
    return 'namespace' in from ? [from.namespace] : [];
  }),
);

/** A way in for the pods of one namespace, by its name. */
const namesOnly = (selector: Fields, namespace: string): boolean =>
  selector?.matchLabels?.['kubernetes.io/metadata.name'] === namespace;

/** Of a visitor whose place nobody knows only this can be said: somebody from another namespace must be let in. */
function isShut(tree: Tree, need: Need): boolean {
  const { to, ports } = need;
  const [port] = ports;
  if (!isPods(to) || !port) return false;
  const { open, namespaces } = waysIn(tree, to, port);
  const others = [
    ...(callersOf(tree).get(to.item.namespace) ?? []),
    ...(knownNamespaces(tree).get(doorOf(need)) ?? []),
  ];
  const ways = namespaces.filter(
    (selector) =>
      !namesOnly(selector, to.item.namespace) && !others.some((other) => meansNamespace(tree, selector, other)),
  );
  return !open && ways.length < (unknownVisitors(tree).get(doorOf(need))?.size ?? 1);
}

const shut = (tree: Tree, { item, at, who, whom, to, ports }: Need): Verdict => {
  const looked = isPods(to) ? ` (looked at ${lookedAt(tree, to, 'Ingress')})` : '';
  return error(
    item,
    at,
    `${who} cannot reach ${whom} on ${portsText(ports)}: the ingress policies of its namespace leave it no way in${looked}.`,
    `Allow ingress from the namespace of whoever that is; ${ADVICE}`,
  );
};

const judge = (tree: Tree, needs: readonly Need[]): readonly Verdict[] => {
  const [first] = needs;
  if (!first || !isUnknown(first)) return judgeEither(tree, needs, ADVICE);
  return isShut(tree, first) ? [shut(tree, first)] : [];
};

/** What is published by an Ingress or scraped by a monitor can be reached from outside its namespace. */
export const wayIn: Rule = {
  id: 'way-in',
  why: 'A port that is published or scraped but closed answers 504 or counts as a target that is down.',
  check: (tree) => {
    const found = visits(tree).flatMap((needs) => judge(tree, needs));
    return [...new Map(found.map((verdict) => [`${verdict.path}|${verdict.at}|${verdict.message}`, verdict])).values()];
  },
};
