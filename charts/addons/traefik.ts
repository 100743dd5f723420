import type { Manifest } from '../../manifest/types';
import { defineAddon } from '../../platform/addon';
import { oneOf } from '../../platform/settings';
import { type Footprint, footprint, isReplicated, replicas } from './footprint';
import { pullSecrets, type RegistryAndPath, registryAndPath, type SecretName } from './image';

interface TraefikValues {
  readonly fullnameOverride: string;
  readonly image: RegistryAndPath;
  readonly deployment: { readonly replicas: number; readonly imagePullSecrets: readonly SecretName[] };
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly minAvailable?: number };
  readonly ingressClass: { readonly enabled: true; readonly isDefaultClass: true; readonly name: string };
  readonly providers: {
    readonly kubernetesCRD: { readonly enabled: true };
    readonly kubernetesIngress: { readonly publishedService: { readonly enabled: boolean } };
  };
  readonly global: { readonly checkNewVersion: false; readonly sendAnonymousUsage: false };
  readonly ports: { readonly web: WebPort; readonly websecure: { readonly nodePort?: number } };
  readonly service: {
    readonly annotations: Readonly<Record<string, string>>;
    readonly spec: { readonly type: 'LoadBalancer' | 'NodePort'; readonly externalTrafficPolicy: 'Local' };
  };
  readonly topologySpreadConstraints: readonly object[];
  readonly resources: Footprint;
}

interface WebPort {
  readonly nodePort?: number;
  readonly http: {
    readonly redirections: {
      readonly entryPoint: { readonly to: 'websecure'; readonly scheme: 'https'; readonly permanent: true };
    };
  };
}

interface Settings {
  /** How traffic gets to it: by the site's load balancer, or by ports 30080 and 30443 of every node. */
  readonly expose: 'LoadBalancer' | 'NodePort';
  /** Annotations of its Service that the site's load balancer knows. */
  readonly serviceAnnotations: Readonly<Record<string, string>> | undefined;
}

/** Ports of every node where no load balancer exists. */
export const NODE_PORTS = { web: 30080, websecure: 30443 } as const;

/**
 * Traefik: the ingress controller wherever the cloud brings none of its own. Values: chart's `values.yaml` at tag
 * v41.3.0.
 */
export const traefik = defineAddon('traefik', {
  chart: { repository: 'https://traefik.github.io/charts', name: 'traefik', version: '41.3.0' },
  namespace: 'traefik',
  provides: ['traefik.io'],
  metrics: [{ pods: { 'app.kubernetes.io/name': 'traefik' }, portName: 'metrics', port: 9100 }],
  images: { proxy: 'docker.io/library/traefik:v3.7.11' },
  routes: { namespace: 'traefik', pods: { 'app.kubernetes.io/name': 'traefik' } },
  settings: { expose: 'LoadBalancer', serviceAnnotations: undefined } as Settings,
  accepts: {
    expose: oneOf('LoadBalancer', 'NodePort'),
    serviceAnnotations: (value) =>
      typeof value === 'object' && Object.values(value).every((text) => typeof text === 'string')
        ? undefined
        : 'a map of annotations to text',
  },
  values({ site, images, settings }): TraefikValues {
    const byNode = settings.expose === 'NodePort';
    return {
      fullnameOverride: 'traefik',
      image: registryAndPath(images.proxy),
      deployment: { replicas: replicas(site), imagePullSecrets: pullSecrets(site.registry) },
      podDisruptionBudget: isReplicated(site) ? { enabled: true, minAvailable: 1 } : { enabled: false },
      ingressClass: { enabled: true, isDefaultClass: true, name: site.ingress.className },
      // The first for the middleware of response headers.
      providers: { kubernetesCRD: { enabled: true }, kubernetesIngress: { publishedService: { enabled: !byNode } } },
      global: { checkNewVersion: false, sendAnonymousUsage: false },
      ports: {
        web: { ...(byNode ? { nodePort: NODE_PORTS.web } : {}), http: { redirections: { entryPoint: TO_HTTPS } } },
        websecure: byNode ? { nodePort: NODE_PORTS.websecure } : {},
      },
      service: {
        // Without a free address the Service never becomes healthy, and everything behind this wave would wait.
        annotations: { 'argocd.argoproj.io/ignore-healthcheck': 'true', ...settings.serviceAnnotations },
        spec: { type: settings.expose, externalTrafficPolicy: 'Local' },
      },
      topologySpreadConstraints: isReplicated(site) ? [ONE_A_NODE] : [],
      resources: footprint('50m', '96Mi', '512Mi', site),
    };
  },
  resources: ({ site: { ingress } }) => [headers(ingress.headers ?? {})],
});

/** The middleware that every Ingress names: without it none of them would be served. */
const headers = (customResponseHeaders: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name: 'security-headers', namespace: 'traefik' },
  spec: { headers: { customResponseHeaders } },
});

const TO_HTTPS = { to: 'websecure', scheme: 'https', permanent: true } as const;

const ONE_A_NODE = {
  maxSkew: 1,
  topologyKey: 'kubernetes.io/hostname',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'traefik' } },
} as const;
