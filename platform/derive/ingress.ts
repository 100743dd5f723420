import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from '../chart';
import type { Plan, PlannedService } from '../plan';
import { serviceName } from '../plan-edges';

/** One Ingress for each public host of the service, with TLS. */
export function ingresses(chart: ServiceChart, planned: PlannedService, plan: Plan): void {
  for (const host of new Set(Object.values(planned.hosts))) ingress(chart, planned, plan, host);
}

function ingress(
  chart: ServiceChart,
  { service, hosts }: PlannedService,
  { overlay: { site } }: Plan,
  host: string,
): void {
  const [name = host] = host.split('.');
  const certificate = site.ingress.tls === 'certificate';
  const paths = Object.entries(service.serves)
    .filter(([key]) => hosts[key] === host)
    .map(([key, { public: at, portName = key }]) => ({
      path: typeof at === 'object' ? at.path : '/',
      pathType: 'Prefix',
      backend: { service: { name: serviceName(service, key) ?? service.name, port: { name: portName } } },
    }));
  new k8s.KubeIngress(chart, `ingress-${name}`, {
    metadata: {
      name,
      annotations: {
        ...site.ingress.annotations,
        ...(certificate && site.issuer ? { 'cert-manager.io/cluster-issuer': site.issuer.name } : {}),
        // An Ingress has no address where no load balancer gives it one; no sync may wait for that.
        'argocd.argoproj.io/ignore-healthcheck': 'true',
      },
    },
    spec: {
      ingressClassName: site.ingress.className,
      rules: [{ host, http: { paths } }],
      ...(certificate ? { tls: [{ hosts: [host], secretName: `${name}-tls` }] } : {}),
    },
  });
}
