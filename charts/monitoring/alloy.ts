import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from '../../platform/chart';
import { podTemplate } from '../../platform/pod';
import { configFiles, scratch } from '../../platform/volume';
import { daemonSet } from '../../platform/workload';
import { PORTS } from './names';
import { clusterRights } from './prometheus';

const ACCOUNT = 'alloy';
const DATA = '/var/lib/alloy';

/**
 * Alloy on every node, reading the logs of that node's pods from the Kubernetes API. Reading the node's files would load
 * the API server less, but takes a mount of the host and with it a privileged namespace.
 */
export function alloy(chart: ServiceChart, image: string): void {
  new k8s.KubeServiceAccount(chart, 'account-alloy', {
    metadata: { name: ACCOUNT },
    automountServiceAccountToken: false,
  });
  clusterRights(chart, ACCOUNT, [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  ]);
  const template = podTemplate(
    chart,
    'alloy',
    {
      user: 473,
      kubernetesApi: true,
      containers: [
        {
          name: 'alloy',
          image,
          args: [
            'run',
            '/etc/alloy/config.alloy',
            `--server.http.listen-addr=0.0.0.0:${PORTS.alloy}`,
            `--storage.path=${DATA}`,
            '--disable-reporting',
          ],
          env: { NODE_NAME: { field: 'spec.nodeName' }, GOMEMLIMIT: '230MiB' },
          ports: { http: PORTS.alloy },
          probes: {
            readiness: { http: { path: '/-/ready', port: 'http' } },
            liveness: { http: { path: '/-/ready', port: 'http' }, period: 30, failures: 10 },
          },
          resources: { cpu: '50m', memory: '128Mi', memoryLimit: '256Mi' },
          mounts: {
            '/etc/alloy': configFiles(chart, 'alloy', { 'config.alloy': CONFIG }),
            // How far each container was read; after a replacement Loki leaves out what it has already.
            [DATA]: scratch('data', '256Mi'),
          },
        },
      ],
    },
    { serviceAccountName: ACCOUNT, tolerations: [{ operator: 'Exists' }] },
  );
  daemonSet(chart, 'alloy', chart.labelsOf('alloy'), template);
}

/** Without the selector every agent would read every pod. Labels are few, since each combination is a stream. */
const CONFIG = `logging {
  level  = "warn"
  format = "json"
}

discovery.kubernetes "pods" {
  role = "pod"

  selectors {
    role  = "pod"
    field = "spec.nodeName=" + sys.env("NODE_NAME")
  }
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets

  rule {
    source_labels = ["__meta_kubernetes_namespace"]
    target_label  = "namespace"
  }

  rule {
    source_labels = ["__meta_kubernetes_pod_name"]
    target_label  = "pod"
  }

  rule {
    source_labels = ["__meta_kubernetes_pod_container_name"]
    target_label  = "container"
  }

  rule {
    source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_name"]
    target_label  = "app"
  }

  rule {
    source_labels = ["__meta_kubernetes_pod_node_name"]
    target_label  = "node"
  }
}

loki.source.kubernetes "pods" {
  targets    = discovery.relabel.pods.output
  forward_to = [loki.write.platform.receiver]
}

loki.write "platform" {
  endpoint {
    url = "http://loki.monitoring.svc:${PORTS.loki}/loki/api/v1/push"
  }
}
`;
