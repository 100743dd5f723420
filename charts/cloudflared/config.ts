import { dump } from 'js-yaml';
import { byCodeUnit } from '../../manifest/types';

/** Port of metrics and of the questions after health. */
export const METRICS_PORT = 2000;

/**
 * What the connectors do: hand every public host over to the ingress controller, and refuse all others. The
 * controller's certificate is checked against the host that was asked for. Source of its keys: cloudflared 2026.8.2,
 * config/configuration.go; the last rule may name no host, or cloudflared does not start.
 */
export const config = (hosts: readonly string[], origin: string): string =>
  dump(
    {
      metrics: `0.0.0.0:${METRICS_PORT}`,
      'no-autoupdate': true,
      protocol: 'http2',
      'grace-period': '30s',
      originRequest: { matchSNItoHost: true },
      ingress: [
        ...[...new Set(hosts)].sort(byCodeUnit).map((hostname) => ({ hostname, service: origin })),
        { service: 'http_status:404' },
      ],
    },
    { lineWidth: -1 },
  );
