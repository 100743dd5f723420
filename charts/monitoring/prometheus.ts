import { k8s } from 'cdk8s-plus-28';
import { bytes } from '../../manifest/quantity';
import type { ServiceChart } from '../../platform/chart';
import { PLATFORM, PODS } from './names';
import { budget, memoryBound, operatedPods } from './operated';
import type { Settings } from './settings';

export interface PrometheusOptions {
  readonly image: string;
  /** Name of the overlay, for the label `cluster` of what leaves it. */
  readonly overlay: string;
  readonly settings: Settings['prometheus'];
}

/** Everything in every namespace: who may be scraped is decided by contracts and network policies. */
const EVERYTHING = Object.fromEntries(
  ['podMonitor', 'probe', 'rule', 'scrapeConfig', 'serviceMonitor'].flatMap((kind) => [
    [`${kind}Selector`, {}],
    [`${kind}NamespaceSelector`, {}],
  ]),
);

/** The Prometheus servers: each scrapes everything and evaluates all rules. */
export function prometheus(chart: ServiceChart, { image, overlay, settings }: PrometheusOptions): void {
  const { replicas, cpu, memory, storage, retentionDays } = settings;
  const pods = { replicas, pods: PODS.prometheus, storage };
  access(chart);
  chart.object(
    'monitoring.coreos.com/v1',
    'Prometheus',
    { name: PLATFORM },
    {
      spec: {
        ...operatedPods(chart, pods),
        image,
        version: image.slice(image.lastIndexOf(':') + 1).replace('-distroless', ''),
        serviceAccountName: ACCOUNT,
        serviceDiscoveryRole: 'EndpointSlice',
        ...EVERYTHING,
        scrapeInterval: '30s',
        evaluationInterval: '30s',
        retention: `${retentionDays}d`,
        // Time alone does not keep a volume from filling up.
        retentionSize: `${Math.floor((bytes(storage) * 0.85) / 2 ** 20)}MiB`,
        externalLabels: { cluster: overlay },
        alerting: {
          alertmanagers: [{ name: 'alertmanager-operated', namespace: chart.service, port: 'web', apiVersion: 'v2' }],
        },
        // Replaying the log of a full volume takes its time.
        maximumStartupDurationSeconds: 900,
        resources: memoryBound(cpu, memory),
      },
    },
  );
  budget(chart, 'prometheus', pods);
}

const ACCOUNT = 'prometheus';

/** Rights: find targets in every namespace, read metrics of the nodes. Source: kube-prometheus. */
function access(chart: ServiceChart): void {
  const find = ['get', 'list', 'watch'];
  new k8s.KubeServiceAccount(chart, 'account-prometheus', {
    metadata: { name: ACCOUNT },
    automountServiceAccountToken: false,
  });
  clusterRights(chart, ACCOUNT, [
    { apiGroups: [''], resources: ['pods', 'services'], verbs: find },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: find },
    { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    { nonResourceUrLs: ['/metrics'], verbs: ['get'] },
  ]);
}

/** A ClusterRole and its binding to one of our ServiceAccounts. */
export function clusterRights(chart: ServiceChart, account: string, rules: readonly k8s.PolicyRule[]): void {
  const name = `${chart.service}-${account}`;
  const metadata = { name };
  new k8s.KubeClusterRole(chart, `role-${account}`, { metadata, rules: [...rules] });
  new k8s.KubeClusterRoleBinding(chart, `binding-${account}`, {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: chart.service }],
  });
}
