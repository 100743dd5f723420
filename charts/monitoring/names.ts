/** Name of the Prometheus and of the Alertmanager, from which their operator makes the names of pods and claims. */
export const PLATFORM = 'platform';

const operated = (server: string) => ({
  'app.kubernetes.io/name': server,
  'app.kubernetes.io/instance': PLATFORM,
});

const ours = (part: string) => ({
  'app.kubernetes.io/name': 'monitoring',
  'app.kubernetes.io/component': part,
});

/** Labels of the pods of each part. */
export const PODS = {
  prometheus: operated('prometheus'),
  alertmanager: operated('alertmanager'),
  grafana: ours('grafana'),
  loki: ours('loki'),
  alloy: ours('alloy'),
  objects: ours('kube-state-metrics'),
} as const;

/** Ports the parts reach one another on: each on its own, and what Alertmanagers tell their peers. */
export const PORTS = {
  grafana: 3000,
  loki: 3100,
  objects: 8080,
  prometheus: 9090,
  alertmanager: 9093,
  alertmanagerGossip: 9094,
  alloy: 12345,
} as const;

/** Ports on which several Lokis are one. */
export const RING = { grpc: 9095, gossip: 7946 } as const;
