import type { Alert } from '../../platform/alert';

/** Alerts on the connectors' metrics. Source: cloudflared 2026.8.2, supervisor, proxy and connection metrics. */
export const alerts: readonly Alert[] = [
  {
    alert: 'CloudflaredNoTunnel',
    expr: 'sum(cloudflared_tunnel_ha_connections) == 0 or absent(cloudflared_tunnel_ha_connections)',
    for: '2m',
    severity: 'critical',
    summary: 'No connector has a connection to Cloudflare',
    description: 'Nobody outside reaches a public host. Look at the token, and at the way out on port 7844.',
  },
  {
    alert: 'CloudflaredDegraded',
    expr: 'cloudflared_tunnel_ha_connections < 4',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.pod }} has only {{ $value }} of four connections',
    description: 'A place of Cloudflare is away or the network loses packets; its log names the connection.',
  },
  {
    alert: 'CloudflaredRegistrationFails',
    expr: 'sum by (pod) (increase(cloudflared_tunnel_tunnel_register_fail[10m])) > 3',
    for: '5m',
    severity: 'warning',
    summary: 'Cloudflare turns {{ $labels.pod }} away',
    description: 'The token was replaced or the tunnel deleted: its log says which.',
  },
  {
    alert: 'CloudflaredOriginErrors',
    expr:
      'sum(rate(cloudflared_tunnel_request_errors[5m])) / sum(rate(cloudflared_tunnel_total_requests[5m])) > 0.05' +
      ' and sum(increase(cloudflared_tunnel_request_errors[5m])) > 10',
    for: '5m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of the requests do not reach the ingress controller',
    description: 'Look at its pods, and at the certificates of the hosts: one that is not trusted is refused.',
  },
];
