import type { Fields } from '../../manifest/types';
import type { Alert } from '../alert';
import type { ServiceChart } from '../chart';
import type { TlsTrust } from '../endpoint';
import type { Plan, PlannedService } from '../plan';
import { podsBehind, serviceName } from '../plan-edges';
import type { Endpoint, Metrics } from '../service';
import { page } from './documents';
import { serviceLabels } from './services';

/** API of monitors and rules. */
export const RULES_API = 'monitoring.coreos.com/v1';
const INTERVAL_SECONDS = 30;

/**
 * What Prometheus must scrape and when people must be told: monitors from `serves`, rules from `alerts`. Nothing where
 * no Prometheus is let in.
 */
export function monitoring(chart: ServiceChart, planned: PlannedService, plan: Plan): void {
  if (plan.scrapers.length === 0) return;
  const scraped = Object.entries(planned.service.serves).filter(([, endpoint]) => endpoint.metrics);
  for (const [key, endpoint] of scraped) monitor(chart, planned, key, endpoint);
  const { overview, alerts } = planned.service;
  const own = alerts?.(planned.settings, { site: plan.overlay.site, platform: overview ? plan.services : [] }) ?? [];
  const rules = [
    ...targetDown(
      planned,
      scraped.map(([key]) => jobOf(planned, key)),
    ),
    ...own,
  ];
  if (rules.length === 0) return;
  const runbook = (alert: string): string => page(plan, 'services', planned.name, alert.toLowerCase());
  chart.object(
    RULES_API,
    'PrometheusRule',
    { name: planned.name },
    {
      spec: {
        groups: [{ name: planned.name, rules: rules.map((alert) => rule(planned.name, alert, runbook(alert.alert))) }],
      },
    },
  );
}

/** Monitors of add-ons, in the namespace of who scrapes: an add-on may be older than the kind of its monitor. */
export function addonMonitors(chart: ServiceChart, { service: { scrapes } }: PlannedService, plan: Plan): void {
  if (!scrapes) return;
  for (const { name, addon } of plan.addons)
    for (const [index, { pods, portName, path = '/metrics', scheme }] of (addon.metrics ?? []).entries())
      chart.object(
        RULES_API,
        'PodMonitor',
        { name: index === 0 ? name : `${name}-${portName}` },
        {
          spec: {
            namespaceSelector: { matchNames: [addon.namespace] },
            selector: { matchLabels: pods },
            podMetricsEndpoints: [
              {
                port: portName,
                path,
                interval: `${INTERVAL_SECONDS}s`,
                ...(scheme ? { scheme, tlsConfig: { insecureSkipVerify: true } } : {}),
              },
            ],
          },
        },
      );
}

function monitor(chart: ServiceChart, planned: PlannedService, key: string, endpoint: Endpoint): void {
  const service = serviceName(planned.service, key);
  const ports = scrapes(planned, key, endpoint);
  if (service === null)
    chart.object(
      RULES_API,
      'PodMonitor',
      { name: `${planned.name}-${key}` },
      {
        spec: { selector: { matchLabels: podsBehind(planned.service, key) }, podMetricsEndpoints: ports },
      },
    );
  else
    chart.object(
      RULES_API,
      'ServiceMonitor',
      { name: service },
      {
        spec: { selector: { matchLabels: serviceLabels(chart, service) }, endpoints: ports },
      },
    );
}

function scrapes(planned: PlannedService, key: string, { metrics, portName = key }: Endpoint): readonly Fields[] {
  const {
    paths,
    interval = INTERVAL_SECONDS,
    basicAuth,
    honorLabels,
    nodeLabel,
    params,
    tls,
  }: Metrics = typeof metrics === 'string' ? { paths: [metrics] } : (metrics ?? { paths: [] });
  const secret = basicAuth && `${planned.name}-${basicAuth}`;
  const auth = secret
    ? { basicAuth: { username: { name: secret, key: 'username' }, password: { name: secret, key: 'password' } } }
    : {};
  // Without the path among their labels, the same pod's targets would be one and overwrite each other.
  const relabelings = [
    ...(paths.length > 1 ? [fromLabel('__metrics_path__', 'metrics_path')] : []),
    ...(nodeLabel ? [fromLabel('__meta_kubernetes_pod_node_name', 'node')] : []),
  ];
  return paths.map((path) => ({
    port: portName,
    path,
    interval: `${interval}s`,
    ...auth,
    ...(params ? { params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]])) } : {}),
    ...(tls ? overTls(tls) : {}),
    ...(honorLabels ? { honorLabels } : {}),
    ...(relabelings.length > 0 ? { relabelings } : {}),
  }));
}

const overTls = ({ secret, serverName }: TlsTrust): Fields => ({
  scheme: 'https',
  tlsConfig: { ca: { secret: { name: secret, key: 'ca.crt' } }, serverName },
});

const fromLabel = (source: string, targetLabel: string): Fields => ({
  action: 'replace',
  sourceLabels: [source],
  targetLabel,
});

/** The `job` label Prometheus gives the targets of an endpoint. Source: prometheus-operator, ServiceMonitor and PodMonitor. */
const jobOf = (planned: PlannedService, key: string): string =>
  serviceName(planned.service, key) ?? `${planned.name}/${planned.name}-${key}`;

/** One rule for all endpoints: the same alert twice in a group would differ by nothing but its expression. */
function targetDown(planned: PlannedService, jobs: readonly string[]): readonly Alert[] {
  if (jobs.length === 0) return [];
  const of = (job: string): string => `up{namespace="${planned.name}",job="${job}"}`;
  return [
    {
      alert: 'TargetDown',
      // Absent too, because targets that vanished altogether are not down.
      expr: jobs.map((job) => `${of(job)} == 0 or absent(${of(job)})`).join(' or '),
      for: '10m',
      severity: 'critical',
      summary: `Metrics of {{ $labels.job }} in ${planned.name} cannot be scraped`,
      description:
        'Prometheus has had no answer for ten minutes: the pods are down, not ready, or cut off by a network policy.',
    },
  ];
}

/** A rule as Prometheus has it. */
export const rule = (
  service: string,
  { alert, expr, for: duration, severity, summary, description, labels }: Alert,
  runbook: string,
): Fields => ({
  alert,
  expr,
  for: duration,
  labels: { severity, service, ...labels },
  annotations: { summary, description, runbook_url: runbook },
});
