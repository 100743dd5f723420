import { podTemplate } from '../../platform/pod';
import { defineService } from '../../platform/service';
import type { Volume } from '../../platform/volume';
import { daemonSet } from '../../platform/workload';
import { alerts } from './alerts';
import { dashboard } from './dashboard';

const PORT = 9100;
const PODS = { 'app.kubernetes.io/name': 'node-agents', 'app.kubernetes.io/component': 'node-exporter' };

/** What an overlay may change about the agents. */
interface Settings {
  /** Memory each agent may take. */
  readonly memory: string;
}

/** A folder of the node, to be read only. */
const ofNode = (name: string, path: string): Volume => ({
  name,
  source: { hostPath: { path, type: 'Directory' } },
  readOnly: true,
});

/**
 * What must see the nodes themselves: node-exporter. It reads the node's files and nothing else: no root, no
 * capability, neither network nor processes of the host, so that network policies hold for it too. What that costs are
 * the counters of the node's network cards, which kubelets tell as well.
 */
export const nodeAgents = defineService('node-agents', {
  images: { exporter: 'quay.io/prometheus/node-exporter:v1.12.1' },
  serves: {
    metrics: {
      port: PORT,
      service: 'node-exporter',
      portName: 'http',
      pods: PODS,
      metrics: { paths: ['/metrics'], nodeLabel: true },
    },
  },
  podSecurity: {
    level: 'privileged',
    reason: 'node-exporter mounts the root and /sys of its node, for reading.',
  },
  settings: { memory: '64Mi' } as Settings,
  alerts: () => alerts,
  dashboard,
  build(chart, { settings, images }) {
    const template = podTemplate(
      chart,
      'node-exporter',
      {
        user: 65534,
        containers: [
          {
            name: 'node-exporter',
            image: images.exporter,
            args: [
              `--web.listen-address=:${PORT}`,
              '--path.rootfs=/host/root',
              '--path.procfs=/host/root/proc',
              '--path.sysfs=/host/sys',
              '--no-collector.netdev',
              '--no-collector.netclass',
              '--no-collector.netstat',
              '--no-collector.sockstat',
              '--no-collector.wifi',
              // Volumes of pods are the kubelet's to tell about.
              '--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|var/lib/(docker|containerd|containers|kubelet))($|/)',
            ],
            ports: { http: PORT },
            probes: {
              readiness: { http: { path: '/', port: 'http' } },
              liveness: { http: { path: '/', port: 'http' }, failures: 6 },
            },
            resources: { cpu: '10m', memory: settings.memory },
            mounts: { '/host/root': ofNode('root', '/'), '/host/sys': ofNode('sys', '/sys') },
          },
        ],
      },
      { tolerations: [{ operator: 'Exists' }] },
    );
    daemonSet(chart, 'node-exporter', PODS, template);
  },
});
