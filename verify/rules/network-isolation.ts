import type { PodPort } from '../../manifest/pods';
import { error, type Rule, type Verdict } from '../finding';
import { isOpaque } from '../namespaces';
import { podsByNamespace } from '../pod-index';
import { type Direction, isClosed, type Peer, peerOf, permits } from '../policies';
import type { Item, Pods, Tree } from '../tree';

/** The cluster's name server. Source: kubernetes, cluster/addons/dns/coredns. */
const NAME_SERVER: Peer = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

const NAME_PORTS: readonly PodPort[] = ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol }));

const place = (tree: Tree, { item }: Pods): Item => tree.find('Namespace', '', item.namespace) ?? item;

const TAKES: Readonly<Record<Direction, string>> = {
  Ingress: 'take connections from everywhere',
  Egress: 'may connect to everywhere',
};

const openTo = (tree: Tree, [first]: readonly Pods[], direction: Direction): readonly Verdict[] => {
  if (!first || isClosed(tree, first.item.namespace, direction)) return [];
  return [
    error(
      place(tree, first),
      '',
      `Pods of namespace ${first.item.namespace} ${TAKES[direction]} unless a policy selects them: there is no default denial.`,
      'Write a policy with an empty podSelector and both policyTypes.',
    ),
  ];
};

const withoutNames = (tree: Tree, pods: readonly Pods[]): readonly Verdict[] => {
  const resolves = (pod: Pods): boolean =>
    NAME_PORTS.every((port) => permits(tree, 'Egress', peerOf(pod), NAME_SERVER, port));
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
