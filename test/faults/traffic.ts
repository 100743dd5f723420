import type { Fields } from '../../manifest/types';
import { added, edited, type Fault, removed } from './fault';
import { CLUSTER, KAFKA, pool } from './operator-texts';

const policy = (rule: string, name: string, names: string, which: string, edit: (spec: Fields) => void): Fault =>
  edited(rule, name, names, ['NetworkPolicy', which], ({ spec }) => edit(spec));

/** Connections that are needed and not let through. */
export const traffic: readonly Fault[] = [
  removed('network-closure', 'no way out', 'egress', 'NetworkPolicy', 'to-store-http'),
  removed('network-closure', 'no way in', 'ingress', 'NetworkPolicy', 'from-web'),
  removed('network-closure', 'no way between peers', 'store', 'NetworkPolicy', 'peers'),
  policy('network-closure', 'a way out to another port', '9000', 'to-store-http', ({ egress: [rule] }) => {
    rule.ports[0].port = 9001;
  }),
  policy('network-closure', 'a way out to other pods', 'egress', 'to-store-http', ({ egress: [rule] }) => {
    rule.to[0].podSelector = { matchLabels: { app: 'gone' } };
  }),
  policy('network-closure', 'a way out for UDP alone', 'egress', 'to-store-http', ({ egress: [rule] }) => {
    rule.ports[0].protocol = 'UDP';
  }),
  policy('network-closure', 'a way in for another namespace', 'ingress', 'from-web', ({ ingress: [rule] }) => {
    rule.from[0].namespaceSelector.matchLabels = { 'kubernetes.io/metadata.name': 'shop' };
  }),
  removed('network-isolation', 'no default denial', 'Namespace web', 'NetworkPolicy', 'default-deny'),
  removed('network-isolation', 'no name server', 'name server', 'NetworkPolicy', 'allow-dns'),
  policy('network-isolation', 'a denial of one direction', 'Namespace', 'store/default-deny', (spec) => {
    spec.policyTypes = ['Egress'];
  }),
  policy('network-isolation', 'names by UDP alone', 'name server', 'web/allow-dns', ({ egress: [rule] }) =>
    rule.ports.pop(),
  ),
  policy('network-isolation', 'a denial only by the way', 'default-deny', 'web/default-deny', (spec) => {
    spec.ingress = [{ from: [{ podSelector: {} }] }];
  }),
  added('operator-network', 'instances that do not reach each other', 'port 5432', 'dev/store', CLUSTER),
  added('operator-network', 'instances whose operator sees nothing', 'port 8000', 'dev/store', CLUSTER),
  added(
    'operator-network',
    'nodes that do not reach their controllers',
    'port 9090',
    'dev/store',
    KAFKA + pool('all', 'broker, controller'),
  ),
  added('operator-network', 'brokers apart', 'port 9091', 'dev/store', KAFKA + pool('all', 'broker, controller')),
  removed('way-in', 'a monitor before a closed port', 'Prometheus', 'NetworkPolicy', 'from-monitoring'),
  removed('way-in', 'an Ingress before a closed port', 'ingress controller', 'NetworkPolicy', 'from-ingress'),
  policy('way-in', 'a way in for another port', 'ingress controller', 'from-ingress', ({ ingress: [rule] }) => {
    rule.ports[0].port = 8081;
  }),
  policy('way-in', 'a way in for peers alone', 'Prometheus', 'from-monitoring', ({ ingress: [rule] }) => {
    rule.from = [{ podSelector: {} }];
  }),
];
