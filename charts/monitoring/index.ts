import { defineService } from '../../platform/service';
import { bucket } from '../minio';
import { alertmanager } from './alertmanager';
import { alerts } from './alerts';
import { alloy } from './alloy';
import { dashboard } from './dashboard';
import { dashboards } from './dashboards';
import { grafana } from './grafana';
import { kubeStateMetrics } from './kube-state-metrics';
import { KUBELET_PORT, kubelets } from './kubelet';
import { loki } from './loki';
import { PODS, PORTS, RING } from './names';
import { prometheus } from './prometheus';
import { publicHosts } from './public';
import { accepts, defaults, type Settings, toldOrAsked } from './settings';

/** An endpoint whose metrics are scraped too. */
const scraped = <P extends keyof typeof PODS>(part: P, service: string, portName: string) =>
  ({ port: PORTS[part], service, portName, pods: PODS[part], metrics: '/metrics' }) as const;

/**
 * Monitoring: Prometheus and Alertmanager by their operator, Grafana, Loki, and the agents that read logs and the state
 * of the cluster's objects. What is scraped, when people are told and what dashboards show follows from the contracts
 * of all services. What must see the nodes themselves is a service of its own, `node-agents`.
 */
export const monitoring = defineService('monitoring', {
  images: {
    prometheus: 'quay.io/prometheus/prometheus:v3.14.0-distroless',
    alertmanager: 'quay.io/prometheus/alertmanager:v0.34.0',
    grafana: 'docker.io/grafana/grafana:13.2.0',
    loki: 'docker.io/grafana/loki:3.7.6',
    alloy: 'docker.io/grafana/alloy:v1.18.1',
    kubeStateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0',
  },
  serves: {
    grafana: { ...scraped('grafana', 'grafana', 'http'), public: 'grafana' },
    prometheus: scraped('prometheus', 'prometheus', 'web'),
    alertmanager: scraped('alertmanager', 'alertmanager', 'web'),
    logs: scraped('loki', 'loki', 'http'),
    agents: scraped('alloy', 'alloy', 'http'),
    objects: {
      ...scraped('objects', 'kube-state-metrics', 'http'),
      metrics: { paths: ['/metrics'], honorLabels: true },
    },
  },
  uses: { chunks: bucket('loki') },
  expendable: 'metrics and alerts of the past are missed, nothing stops, and logs lie in a bucket',
  scrapes: { 'app.kubernetes.io/name': 'prometheus' },
  overview: true,
  peers: Object.values(PORTS),
  clustering: ({ loki: { replicas } }) => (replicas > 1 ? Object.values(RING) : []),
  nodes: [KUBELET_PORT],
  kubernetesApi: true,
  outside: toldOrAsked,
  credentials: {
    admin: {
      username: 'admin',
      secret: { data: { username: '{{ .username }}', password: '{{ .password }}' } },
    },
    signing: { username: 'grafana', secret: { data: { password: '{{ .password }}' } } },
    oidc: {
      prepared: 'field "client-secret": the secret of the client "grafana" at the identity provider',
      when: ({ oidc }: Settings) => oidc !== '',
      secret: { data: { 'client-secret': '{{ index . "client-secret" }}' } },
    },
    pager: {
      prepared: 'field "address": the integration key of PagerDuty, or the URL of the webhook',
      when: ({ receivers }: Settings) => receivers.pager !== 'none',
      secret: { data: { address: '{{ .address }}' } },
    },
    chat: {
      prepared: 'field "address": the URL of the incoming webhook',
      when: ({ receivers }: Settings) => receivers.chat !== 'none',
      secret: { data: { address: '{{ .address }}' } },
    },
    deadman: {
      prepared: 'field "address": the URL that wants to be called every minute',
      when: ({ receivers }: Settings) => receivers.deadman,
      secret: { data: { address: '{{ .address }}' } },
    },
  },
  settings: defaults as Settings,
  accepts,
  alerts,
  dashboard,
  build(chart, { overlay, site, platform, settings, uses, images, hosts, credentials }) {
    prometheus(chart, { image: images.prometheus, overlay, settings: settings.prometheus });
    alertmanager(chart, {
      image: images.alertmanager,
      replicas: settings.alertmanagers,
      receivers: settings.receivers,
      credentials,
    });
    kubelets(chart);
    kubeStateMetrics(chart, images.kubeStateMetrics);
    loki(chart, { image: images.loki, settings: settings.loki, bucket: uses.chunks });
    alloy(chart, images.alloy);
    grafana(chart, {
      image: images.grafana,
      host: hosts.grafana ?? '',
      oidc: settings.oidc,
      credentials,
      dashboards: dashboards(platform, publicHosts({ site, platform })),
    });
  },
});
