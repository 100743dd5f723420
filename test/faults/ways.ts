import type { Fields } from '../../manifest/types';
import { added, edited, type Fault, removed } from './fault';
import { CLUSTER } from './operator-texts';

const policyText = (name: string, namespace: string, spec: string): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;

const RIGHTS = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: leader, namespace: store}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: leader}
subjects: [{kind: ServiceAccount, name: cron, namespace: store}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: cron, namespace: store}
spec: {jobTemplate: {spec: {template: {spec: {serviceAccountName: cron, containers: [{name: c, image: "a:1"}]}}}}}`;

const SHOP = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, namespace: shop}
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: s, image: "a:1"}]}}}`;

const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, annotations: {slipway.dev/needs: internet:443}}
`;

const PROMETHEUS = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: watch}
spec: {serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}}
---${policyText('default-deny', 'watch', '{podSelector: {}, policyTypes: [Ingress, Egress]}')}`;

const OPERATOR = (chart: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-${chart}, namespace: argocd}
spec: {source: {chart: ${chart}, repoURL: https://charts.example.com}, destination: {namespace: operators}}
---${CLUSTER}`;

const POD = `
apiVersion: v1
kind: Pod
metadata: {name: none, namespace: web, labels: {app: none}}
spec: {containers: [{name: c, image: "a:1"}]}`;

const open = (name: string, names: string, spec: string, more = ''): Fault =>
  added('open-way', name, names, 'dev/web', `${policyText('wide', 'web', spec)}\n---${more || SHOP}`);

const stating = (name: string, names: string, spec: string): Fault =>
  added('open-way', name, names, 'dev/shop', `${NAMESPACE}---${policyText('wide', 'shop', spec)}\n---${SHOP}`);

const calls = (name: string, value: string, names: string): Fault =>
  edited('way-out', name, names, ['Deployment', 'web'], ({ spec }: Fields) => {
    spec.template.spec.containers[0].env[0] = { name: 'DATABASE', value };
  });

const states = (name: string, text: string): Fault =>
  edited('way-out', name, text.split(':')[1] ?? text, ['Namespace', 'web'], ({ metadata }: Fields) => {
    metadata.annotations['slipway.dev/needs'] = text;
  });

const ROUTER = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-router, namespace: argocd}
spec: {source: {chart: ingress-nginx, repoURL: https://charts.example.com}, destination: {namespace: ingress-nginx}}`;

const BUDGET = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: second, namespace: web}
spec: {minAvailable: 1, selector: {matchLabels: {app.kubernetes.io/name: web}}}`;

const ALERTING = `${PROMETHEUS.replace('spec: {', 'spec: {alerting: {alertmanagers: [{name: alertmanager-operated, namespace: watch, port: web}]}, ')}
---
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: main, namespace: watch}
spec: {}`;

/** Ways to the API and outside that are closed, ways that are open to more than need them. */
export const ways: readonly Fault[] = [
  added('way-out', 'pods with rights that cannot use them', 'CronJob store/cron', 'dev/store', RIGHTS),
  added('way-out', 'instances that cannot follow their Cluster', 'Kubernetes API', 'dev/store', CLUSTER),
  calls('a database of the cloud', 'jdbc:postgresql://db.eu.example.com:5432/web', 'port 5432'),
  calls('a broker outside', 'kafka-1.example.com:9094', 'kafka-1.example.com'),
  states('the internet', 'internet:443'),
  states('peers that gossip', 'peers:7946'),
  states('a need nobody understands', 'everything'),
  added('operator-network', 'an operator that is not let in', 'cloudnative-pg', 'dev/apps', OPERATOR('cloudnative-pg')),
  added('way-in', 'a Prometheus that is not let out', 'namespace watch lets it out', 'dev/watch', PROMETHEUS),
  open(
    'a way in for everybody',
    'everybody',
    '{podSelector: {matchLabels: {app: none}}, policyTypes: [Ingress], ingress: [{}]}',
    POD,
  ),
  open('a way out to everywhere', 'everywhere', '{podSelector: {}, policyTypes: [Egress], egress: [{}]}'),
  open(
    'a way in for a namespace that never calls',
    'Deployment shop/shop',
    '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}], ports: [{port: 8080}]}]}',
  ),
  open(
    'a way out to a namespace nobody calls',
    'Deployment shop/shop',
    '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}], ports: [{port: 8080}]}]}',
  ),
  open(
    'a way inside a namespace on a port nothing there speaks of',
    'port 7999',
    '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}], ports: [{port: 7999}]}]}',
    POD,
  ),
  open(
    'a way between two workloads that never meet',
    'Pod web/none',
    '{podSelector: {matchLabels: {app: none}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app.kubernetes.io/name: web}}}]}]}',
    POD,
  ),
  stating(
    'a way out to the internet that the Namespace does not state',
    '0.0.0.0/0 on TCP port 22',
    '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 22}]}]}',
  ),
  stating(
    'a way in for an office to pods nobody publishes',
    '10.9.0.0/16 reach Deployment shop/shop',
    '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 10.9.0.0/16}}]}]}',
  ),
  removed('open-way', 'a way in for a router that leads nowhere', 'ingress-nginx', 'Ingress', 'web', ROUTER),
  removed('eviction', 'copies that may go all at once', 'all 2 pods', 'PodDisruptionBudget', 'web'),
  removed('eviction', 'copies of a store that may go all at once', 'all 4 pods', 'PodDisruptionBudget', 'store'),
  added('eviction', 'two budgets for the same pods', 'web and second', 'dev/web', BUDGET),
  edited('eviction', 'a budget that lets nothing go', 'Budget', ['PodDisruptionBudget', 'web'], ({ spec }) => {
    spec.maxUnavailable = 0;
  }),
  added('way-in', 'an Alertmanager nobody tells', 'cannot reach Alertmanager', 'dev/watch', ALERTING),
  edited(
    'open-way',
    'a second port of a way that is needed',
    'port 9001',
    ['NetworkPolicy', 'from-web'],
    ({ spec }) => {
      spec.ingress[0].ports.push({ port: 9001 });
    },
  ),
];
