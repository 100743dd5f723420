import { k8s } from 'cdk8s-plus-28';
import type { Fields } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { serviceAccount } from '../../platform/pod';
import { PLATFORM, PODS, PORTS } from './names';
import { budget, memoryBound, operatedPods } from './operated';
import type { Settings } from './settings';

export interface AlertmanagerOptions {
  readonly image: string;
  readonly replicas: number;
  readonly receivers: Settings['receivers'];
  /** Secrets with the receivers' addresses. */
  readonly credentials: { readonly pager: string; readonly chat: string; readonly deadman: string };
}

/** The Alertmanagers: who hears of what, once and not from each Prometheus. */
export function alertmanager(chart: ServiceChart, options: AlertmanagerOptions): void {
  const { image, replicas } = options;
  const pods = { replicas, pods: PODS.alertmanager, storage: '1Gi' };
  chart.object(
    'monitoring.coreos.com/v1',
    'Alertmanager',
    { name: PLATFORM },
    {
      spec: {
        ...operatedPods(chart, pods),
        image,
        version: image.slice(image.lastIndexOf(':') + 1),
        serviceAccountName: serviceAccount(chart),
        automountServiceAccountToken: false,
        // An object with references instead of a Secret with the addresses in it.
        alertmanagerConfiguration: { name: PLATFORM },
        retention: '120h',
        resources: memoryBound('10m', '128Mi'),
      },
    },
  );
  routing(chart, options);
  gossip(chart, replicas);
  budget(chart, 'alertmanager', pods);
}

const matches = (name: string, value: string): Fields => ({ name, matchType: '=', value });

/** Everything goes somewhere by its severity; what goes nowhere else can still be seen in Grafana. */
function routing(chart: ServiceChart, { receivers, credentials }: AlertmanagerOptions): void {
  chart.object(
    'monitoring.coreos.com/v1alpha1',
    'AlertmanagerConfig',
    { name: PLATFORM },
    {
      spec: {
        route: {
          receiver: 'nobody',
          groupBy: ['alertname', 'service', 'namespace'],
          groupWait: '30s',
          groupInterval: '5m',
          repeatInterval: '4h',
          routes: [
            {
              receiver: 'deadman',
              matchers: [matches('alertname', 'Watchdog')],
              groupWait: '1s',
              groupInterval: '1m',
              repeatInterval: '1m',
            },
            { receiver: 'pager', matchers: [matches('severity', 'critical')] },
            { receiver: 'chat', matchers: [matches('severity', 'warning')] },
          ],
        },
        inhibitRules: INHIBITED,
        receivers: [
          { name: 'nobody' },
          { name: 'deadman', ...(receivers.deadman ? webhook(credentials.deadman, false) : {}) },
          { name: 'pager', ...PAGERS[receivers.pager](credentials.pager) },
          { name: 'chat', ...CHATS[receivers.chat](credentials.chat) },
        ],
      },
    },
  );
}

/** A cause silences its consequences. */
const INHIBITED: readonly Fields[] = [
  {
    sourceMatch: [matches('severity', 'critical')],
    targetMatch: [matches('severity', 'warning')],
    equal: ['alertname', 'service', 'namespace'],
  },
  {
    sourceMatch: [matches('alertname', 'ErrorBudgetBurnsFast')],
    targetMatch: [matches('alertname', 'ErrorBudgetBurnsSlowly')],
    equal: ['host'],
  },
];

type Receiver = (secret: string) => Fields;

const webhook = (name: string, sendResolved = true): Fields => ({
  webhookConfigs: [{ urlSecret: { name, key: ADDRESS }, sendResolved }],
});

const nobody: Receiver = () => ({});

/** Key of the Secret whatever the kind: a routing key or a URL. */
const ADDRESS = 'address';

const PAGERS: Readonly<Record<Settings['receivers']['pager'], Receiver>> = {
  none: nobody,
  pagerduty: (name) => ({ pagerdutyConfigs: [{ routingKey: { name, key: ADDRESS }, sendResolved: true }] }),
  webhook: (name) => webhook(name),
};

const CHATS: Readonly<Record<Settings['receivers']['chat'], Receiver>> = {
  none: nobody,
  slack: (name) => ({ slackConfigs: [{ apiURL: { name, key: ADDRESS }, sendResolved: true, ...SLACK_TEXT }] }),
  webhook: (name) => webhook(name),
};

/** The default message has labels only. Template: Alertmanager, Notification template reference. */
const SLACK_TEXT = {
  title: '{{ .Status | toUpper }}: {{ .CommonLabels.alertname }} ({{ .CommonLabels.service }})',
  text: '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n{{ .Annotations.runbook_url }}\n{{ end }}',
} as const;

/**
 * Alertmanagers tell each other what they have sent, over UDP with TCP for what is larger. Ways between our own pods are
 * otherwise opened for TCP only.
 */
function gossip(chart: ServiceChart, replicas: number): void {
  if (replicas === 1) return;
  const pods = { matchLabels: { ...PODS.alertmanager } };
  const port = { protocol: 'UDP', port: k8s.IntOrString.fromNumber(PORTS.alertmanagerGossip) };
  new k8s.KubeNetworkPolicy(chart, 'network-gossip', {
    metadata: { name: 'alertmanager-gossip' },
    spec: {
      podSelector: pods,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: pods }], ports: [port] }],
      egress: [{ to: [{ podSelector: pods }], ports: [port] }],
    },
  });
}
