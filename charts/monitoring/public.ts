import { byCodeUnit } from '../../manifest/types';
import type { Alert } from '../../platform/alert';
import { lines, type Panel } from '../../platform/dashboard';
import type { Neighbour, Surroundings } from '../../platform/service';

/** A public host and what answers under it. */
export interface PublicHost {
  readonly host: string;
  /** The service of the overlay. */
  readonly service: string;
  /** Selector of its requests in the metrics of the ingress controller. */
  readonly requests: string;
}

/**
 * The public hosts whose requests somebody counts: all of them where Traefik is the ingress controller, none behind an
 * application load balancer of AWS, whose figures are in CloudWatch. Traefik names what is behind an Ingress by
 * namespace, Service and port. Source: traefik, pkg/provider/kubernetes/ingress.
 */
export function publicHosts({ site, platform }: Surroundings): readonly PublicHost[] {
  if (!('traefik' in site.addons)) return [];
  return platform
    .flatMap(({ name, service, hosts }) =>
      [...new Set(Object.values(hosts))].map((host) => ({
        host,
        service: name,
        requests: `service=~"${behind({ name, service, hosts }, host).join('|')}"`,
      })),
    )
    .sort((a, b) => byCodeUnit(a.host, b.host));
}

const behind = ({ name, service, hosts }: Omit<Neighbour, 'settings'>, host: string): readonly string[] =>
  Object.entries(service.serves)
    .filter(([key]) => hosts[key] === host)
    .map(([key, { service: own, portName = key }]) => `${name}-${own ?? name}-${portName}@kubernetes`);

/** Two windows in which the budget is spent too fast: the long one says that it matters, the short one that it goes on. */
interface Window {
  readonly long: string;
  readonly short: string;
  /** How many times faster than the budget of 30 days allows. */
  readonly rate: number;
  readonly for: string;
}

/** Source of the figures: Google, The Site Reliability Workbook, chapter "Alerting on SLOs". */
const FAST: readonly Window[] = [
  { long: '1h', short: '5m', rate: 14.4, for: '2m' },
  { long: '6h', short: '30m', rate: 6, for: '15m' },
];
const SLOW: readonly Window[] = [
  { long: '1d', short: '2h', rate: 3, for: '1h' },
  { long: '3d', short: '6h', rate: 1, for: '3h' },
];

/** Errors in the long window below which nobody is told: where hardly anybody asks, one error is a large share. */
const FEW = 10;

/** Alerts for each public host when too many requests fail, by how fast the error budget goes. */
export const budgetAlerts = (hosts: readonly PublicHost[], objective: number): readonly Alert[] =>
  hosts.flatMap((host) => [
    ...FAST.map((window) => burning(host, objective, window, 'ErrorBudgetBurnsFast', 'critical')),
    ...SLOW.map((window) => burning(host, objective, window, 'ErrorBudgetBurnsSlowly', 'warning')),
  ]);

const burning = (
  { host, service, requests }: PublicHost,
  objective: number,
  { long, short, rate, for: lasting }: Window,
  alert: string,
  severity: Alert['severity'],
): Alert => ({
  alert,
  expr:
    [long, short].map((window) => `${failing(requests, window)} > ${rate} * ${budgetOf(objective)}`).join(' and ') +
    ` and sum(increase(traefik_service_requests_total{${requests},code=~"5.."}[${long}])) > ${FEW}`,
  for: lasting,
  severity,
  labels: { host, service, window: long },
  summary: `{{ $value | humanizePercentage }} of the requests to ${host} failed within ${long}`,
  description: `At ${rate} times the pace that ${objective} % in 30 days allows. Look at the pods of ${service} and at what they use.`,
});

/** Share of requests that fail. */
const failing = (requests: string, window: string): string =>
  `sum(rate(traefik_service_requests_total{${requests},code=~"5.."}[${window}]))` +
  ` / sum(rate(traefik_service_requests_total{${requests}}[${window}]))`;

/** Share of requests that may fail; without the noise of binary fractions. */
const budgetOf = (objective: number): number => Number(((100 - objective) / 100).toFixed(6));

/** Panels of all public hosts together. */
export const publicPanels = (hosts: readonly PublicHost[]): readonly Panel[] => [
  lines(
    'Requests',
    'per second',
    ofEach(hosts, (requests) => `sum(rate(traefik_service_requests_total{${requests}}[5m]))`),
  ),
  lines(
    'Failed requests',
    'share',
    ofEach(hosts, (requests) => failing(requests, '5m')),
  ),
  lines(
    'Time in which 95 of 100 are answered',
    'seconds',
    ofEach(
      hosts,
      (requests) =>
        `histogram_quantile(0.95, sum by (le) (rate(traefik_service_request_duration_seconds_bucket{${requests}}[5m])))`,
    ),
  ),
  lines(
    'Bytes answered',
    'bytes per second',
    ofEach(hosts, (requests) => `sum(rate(traefik_service_responses_bytes_total{${requests}}[5m]))`),
  ),
];

const ofEach = (hosts: readonly PublicHost[], query: (requests: string) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(hosts.map(({ host, requests }) => [host, query(requests)]));
