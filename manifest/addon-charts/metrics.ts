import { api } from '../facilities';
import { always, type Charts, certificatesIf, groups, NOTHING, unless } from './facts';

/** Charts of metrics and of what scales by them. */
export const metrics: Charts = {
  'grafana-operator': always('grafana.integreatly.org'),
  // kedacore/charts, 2.20.2
  keda: {
    brings: ({ crds }) => [
      ...(crds?.install === false ? NOTHING : groups('keda.sh', 'eventing.keda.sh')),
      api('external.metrics.k8s.io'),
    ],
    asks: certificatesIf(({ certificates }) => certificates?.certManager?.enabled),
  },
  // prometheus-community/helm-charts, kube-prometheus-stack 88.5.3
  'kube-prometheus-stack': {
    brings: ({ crds }) => (crds?.enabled === false ? NOTHING : groups('monitoring.coreos.com')),
    asks: certificatesIf(({ prometheusOperator }) => prometheusOperator?.admissionWebhooks?.certManager?.enabled),
  },
  // kubernetes-sigs/metrics-server, metrics-server-helm-chart-3.13.1
  'metrics-server': { brings: () => [api('metrics.k8s.io')] },
  // open-telemetry/opentelemetry-helm-charts, opentelemetry-operator 0.122.0
  'opentelemetry-operator': {
    ...unless(({ crds }) => crds?.create === false, 'opentelemetry.io'),
    asks: certificatesIf(({ admissionWebhooks }) => admissionWebhooks?.certManager?.enabled !== false),
  },
  'prometheus-adapter': { brings: () => [api('custom.metrics.k8s.io')] },
  'prometheus-operator-crds': always('monitoring.coreos.com'),
  'vertical-pod-autoscaler': always('autoscaling.k8s.io'),
  vpa: always('autoscaling.k8s.io'),
};
