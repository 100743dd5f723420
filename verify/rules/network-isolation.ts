import type { PodPort } from '../../manifest/pods';
import { error, type Rule, type Verdict, warning } from '../finding';
import { isOpaque } from '../namespaces';
import type { PodsOf } from '../network/ends';
import { closing, type Direction } from '../network/policies';
import { permits } from '../network/ways';
import { podsByNamespace } from '../pod-index';
import type { Item, Pods, Tree } from '../tree';

/** The cluster's name server. Source: kubernetes, cluster/addons/dns/coredns. */
const NAME_SERVER: PodsOf = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

const NAME_PORTS: readonly PodPort[] = ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol }));

const place = (tree: Tree, { item }: Pods): Item => tree.find('Namespace', '', item.namespace) ?? item;

const TAKES: Readonly<Record<Direction, string>> = {
  Ingress: 'take connections from everywhere',
  Egress: 'may connect to everywhere',
};

const ONLY: Readonly<Record<Direction, string>> = { Ingress: 'ingress', Egress: 'egress' };

const REMEDY = 'Write a policy with an empty podSelector, both policyTypes and no rule.';

/** A denial of everything is a policy of its own, so that no way that is taken out opens all the others. */
const openTo = (tree: Tree, [first]: readonly Pods[], direction: Direction): readonly Verdict[] => {
  if (!first) return [];
  const { namespace } = first.item;
  const policies = closing(tree, namespace, direction);
  if (policies.some((policy) => policy[direction]?.length === 0)) return [];
  const names = policies.map(({ item }) => item.name);
  const message = `Pods of namespace ${namespace} ${TAKES[direction]}`;
  if (names.length === 0)
    return [
      error(place(tree, first), '', `${message} unless a policy selects them: there is no default denial.`, REMEDY),
    ];
  return [
    warning(
      place(tree, first),
      '',
      `Namespace ${namespace} has no default denial of ${ONLY[direction]}: without ${names.join(' and ')} its pods ${TAKES[direction]}.`,
      REMEDY,
    ),
  ];
};

const withoutNames = (tree: Tree, pods: readonly Pods[]): readonly Verdict[] => {
  const resolves = (pod: Pods): boolean =>
    NAME_PORTS.every((port) => permits(tree, { direction: 'Egress', pods: pod, other: NAME_SERVER, ports: [port] }));
  const deaf = pods.find((pod) => !resolves(pod));
  if (!deaf) return [];
  return [
    error(
      place(tree, deaf),
      '',
      `Pods of ${deaf.item.object} may not ask the name server: no egress policy lets them reach kube-system on port 53.`,
      'Allow egress to namespace kube-system on port 53, UDP and TCP.',
    ),
  ];
};

/** Pods of every namespace that has workloads are closed both ways, and can ask for names. */
export const networkIsolation: Rule = {
  id: 'network-isolation',
  why: 'Without a default denial every pod of the cluster reaches every other; without DNS none finds any.',
  check: (tree) =>
    [...podsByNamespace(tree)]
      .filter(([namespace]) => !isOpaque(tree, namespace))
      .flatMap(([, pods]) => [
        ...openTo(tree, pods, 'Ingress'),
        ...openTo(tree, pods, 'Egress'),
        ...withoutNames(tree, pods),
      ]),
};
