import { ingressClass } from '../facilities';
import { type Charts, certificatesIf, groups, unless } from './facts';

/** Charts of ways in, addresses and certificates. */
export const traffic: Charts = {
  // kubernetes-sigs/aws-load-balancer-controller, v3.5.0
  'aws-load-balancer-controller': {
    brings: ({ ingressClass: name = 'alb', createIngressClassResource = true }) => [
      ...groups('elbv2.k8s.aws', 'gateway.k8s.aws'),
      ...(createIngressClassResource ? [ingressClass(name)] : []),
    ],
    asks: certificatesIf(({ enableCertManager }) => enableCertManager),
  },
  // cert-manager/cert-manager, v1.21.1: without a word the chart brings no CRDs.
  'cert-manager': unless(
    ({ crds, installCRDs }) => !(crds?.enabled ?? installCRDs),
    'acme.cert-manager.io',
    'cert-manager.io',
  ),
  // kubernetes/ingress-nginx, 4.15.1
  'ingress-nginx': {
    brings: ({ controller }) => [ingressClass(controller?.ingressClassResource?.name ?? 'nginx')],
  },
  // metallb/metallb, v0.16.1
  metallb: unless(({ crds }) => crds?.enabled === false, 'metallb.io'),
  // traefik/traefik-helm-chart, v41.3.0
  traefik: {
    brings: ({ ingressClass: own, fullnameOverride = 'traefik' }) => [
      ...groups('traefik.io'),
      ...(own?.enabled === false ? [] : [ingressClass(own?.name || fullnameOverride)]),
    ],
  },
};
