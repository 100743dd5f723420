import { ProblemError } from '../../platform/problem';
import { defineService } from '../../platform/service';
import { atLeast } from '../../platform/settings';
import { configFiles, secretFiles } from '../../platform/volume';
import { deployment } from '../../platform/workload';
import { alerts } from './alerts';
import { config, METRICS_PORT } from './config';

/** What an overlay may change about the tunnel. */
interface Settings {
  /** Connectors, each with four connections to Cloudflare. */
  readonly replicas: number;
  /** CPU each connector asks for. */
  readonly cpu: string;
  /** Memory of each connector. */
  readonly memory: string;
}

const CONNECTORS = { 'app.kubernetes.io/name': 'cloudflared', 'app.kubernetes.io/component': 'connector' };

/** Cloudflare Tunnel: brings requests for every public host from Cloudflare's edge, so that no port is open to it. */
export const cloudflared = defineService('cloudflared', {
  images: { server: 'docker.io/cloudflare/cloudflared:2026.8.2' },
  serves: { metrics: { port: METRICS_PORT, service: null, pods: CONNECTORS, metrics: '/metrics' } },
  // Tunnels by HTTP/2; QUIC would need UDP.
  internet: [7844],
  forwards: true,
  overview: true,
  credentials: {
    tunnel: {
      prepared: 'field "token": the token of the tunnel, as `cloudflared tunnel token <name>` prints it',
      secret: { data: { token: '{{ .token }}' } },
    },
  },
  settings: { replicas: 2, cpu: '50m', memory: '256Mi' } as Settings,
  accepts: { replicas: atLeast(1) },
  alerts: () => alerts,
  build(chart, { overlay, site, settings: { replicas, cpu, memory }, platform, images, credentials }) {
    const origin = site.ingress.inside?.url;
    if (origin === undefined) throw noOrigin(overlay);
    const hosts = platform.flatMap((service) => Object.values(service.hosts));
    deployment(chart, 'cloudflared', {
      part: 'connector',
      replicas,
      pod: {
        user: 65532,
        // Longer than it waits for requests under way.
        terminationGracePeriodSeconds: 45,
        containers: [
          {
            name: 'cloudflared',
            image: images.server,
            args: ['tunnel', '--config', '/etc/cloudflared/config.yaml', 'run', '--token-file', '/run/tunnel/token'],
            ports: { metrics: METRICS_PORT },
            // Ready asks after the connections to Cloudflare, which a restart of the pod does not bring back.
            probes: {
              readiness: { http: { path: '/ready', port: 'metrics' } },
              liveness: { http: { path: '/healthcheck', port: 'metrics' }, period: 20, failures: 6 },
            },
            resources: { cpu, memory },
            mounts: {
              '/etc/cloudflared': configFiles(chart, 'cloudflared', { 'config.yaml': config(hosts, origin) }),
              '/run/tunnel': { ...secretFiles(credentials.tunnel), name: 'tunnel' },
            },
          },
        ],
      },
    });
  },
});

const noOrigin = (overlay: string): ProblemError =>
  new ProblemError([
    {
      overlay,
      path: ['cloudflared'],
      message: "the site's ingress controller does not run in the cluster, so a tunnel has nothing to lead to",
      remedy: 'leave it out, or give the site a controller of its own',
    },
  ]);
