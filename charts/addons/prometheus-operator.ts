import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { AVAILABLE } from './health';
import { pullSecrets, type RegistryAndPath, registryAndPath, type SecretName } from './image';

interface Switch {
  readonly enabled: false;
}

interface PrometheusOperatorValues {
  readonly fullnameOverride: string;
  readonly crds: { readonly enabled: true };
  readonly global: { readonly imagePullSecrets: readonly SecretName[] };
  readonly defaultRules: { readonly create: false };
  readonly alertmanager: Switch;
  readonly grafana: { readonly enabled: false; readonly forceDeployDashboards: false };
  readonly kubernetesServiceMonitors: Switch;
  readonly kubeStateMetrics: Switch;
  readonly nodeExporter: Switch;
  readonly prometheus: Switch;
  readonly thanosRuler: Switch;
  readonly prometheusOperator: OperatorValues;
}

interface OperatorValues {
  readonly image: RegistryAndPath;
  readonly prometheusConfigReloader: { readonly image: RegistryAndPath; readonly resources: Footprint };
  readonly thanosImage: RegistryAndPath;
  readonly admissionWebhooks: {
    readonly enabled: true;
    readonly patch: Switch;
    readonly certManager: { readonly enabled: true };
  };
  readonly kubeletService: { readonly enabled: true; readonly name: string };
  readonly kubeletEndpointsEnabled: false;
  readonly kubeletEndpointSliceEnabled: true;
  readonly serviceMonitor: { readonly selfMonitor: false };
  readonly resources: Footprint;
}

const OPERATOR = 'v0.93.1';
const OFF = { enabled: false } as const;

/**
 * The Prometheus operator with its CRDs and nothing else of the chart: Prometheus, Alertmanager and Grafana are
 * services with contracts of their own. Values: chart kube-prometheus-stack at tag kube-prometheus-stack-88.5.3.
 */
export const prometheusOperator = defineAddon('prometheus-operator', {
  chart: {
    repository: 'https://prometheus-community.github.io/helm-charts',
    name: 'kube-prometheus-stack',
    version: '88.5.3',
  },
  namespace: 'prometheus-operator',
  provides: ['monitoring.coreos.com'],
  metrics: [{ pods: { app: 'kube-prometheus-stack-operator' }, portName: 'https', port: 10250, scheme: 'https' }],
  requires: ['cert-manager'],
  health: {
    'monitoring.coreos.com_Alertmanager': AVAILABLE,
    'monitoring.coreos.com_ThanosRuler': AVAILABLE,
  },
  images: {
    operator: `quay.io/prometheus-operator/prometheus-operator:${OPERATOR}`,
    reloader: `quay.io/prometheus-operator/prometheus-config-reloader:${OPERATOR}`,
    thanos: 'quay.io/thanos/thanos:v0.42.4',
  },
  values: ({ site, images }): PrometheusOperatorValues => ({
    fullnameOverride: 'prometheus',
    crds: { enabled: true },
    global: { imagePullSecrets: pullSecrets(site.registry) },
    defaultRules: { create: false },
    alertmanager: OFF,
    grafana: { enabled: false, forceDeployDashboards: false },
    kubernetesServiceMonitors: OFF,
    kubeStateMetrics: OFF,
    nodeExporter: OFF,
    prometheus: OFF,
    thanosRuler: OFF,
    prometheusOperator: {
      image: registryAndPath(images.operator),
      prometheusConfigReloader: {
        image: registryAndPath(images.reloader),
        resources: footprint('10m', '32Mi', '64Mi', site),
      },
      thanosImage: registryAndPath(images.thanos),
      // The chart's own certificates come from Jobs in Helm hooks; cert-manager needs neither.
      admissionWebhooks: { enabled: true, patch: OFF, certManager: { enabled: true } },
      kubeletService: { enabled: true, name: 'kubelet' },
      kubeletEndpointsEnabled: false,
      kubeletEndpointSliceEnabled: true,
      serviceMonitor: { selfMonitor: false },
      resources: footprint('20m', '64Mi', '256Mi', site),
    },
  }),
});
