import type { IngressFacts, Site } from '../platform/site';

/** Networks that no internet host is in: RFC 1918, RFC 6598 and link-local, where clouds keep instance credentials. */
export const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** A Prometheus that is none of the overlay's services, as its operator labels it. */
export const PROMETHEUS = [{ namespace: 'monitoring', pods: { 'app.kubernetes.io/name': 'prometheus' } }] as const;

/** Argo CD runs in the cluster it serves. */
export const IN_CLUSTER = { server: 'https://kubernetes.default.svc' } as const;

/** What every place needs before a service can run: certificates, and passwords from the store. */
export const CORE = { 'cert-manager': {}, 'external-secrets': {} } as const;

/** Ingress by Traefik, HTTPS only. Annotations: Traefik 3.7, Kubernetes Ingress. */
export const TRAEFIK: IngressFacts = {
  className: 'traefik',
  annotations: {
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  },
  tls: 'certificate',
};

/**
 * Certificates of Let's Encrypt, proven by DNS at Cloudflare, whose API token lies in a Secret made by hand:
 * `api-token` of `cloudflare-api-token` in namespace `cert-manager`. Directory and solver:
 * https://letsencrypt.org/docs/acme-protocol-updates/ and cert-manager, DNS-01 by Cloudflare.
 */
export const letsEncrypt = (email: string): NonNullable<Site['issuer']> => ({
  name: 'letsencrypt',
  spec: {
    acme: {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      email,
      privateKeySecretRef: { name: 'letsencrypt-account' },
      solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare-api-token', key: 'api-token' } } } }],
    },
  },
});
