import { vaultStore } from '../platform/secret-store';
import type { IngressFacts, Issuer } from '../platform/site';

/** Networks that no internet host is in: RFC 1918, RFC 6598 and link-local, where clouds keep instance credentials. */
export const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** A Prometheus that is none of the overlay's services, as its operator labels it. */
export const PROMETHEUS = [{ namespace: 'monitoring', pods: { 'app.kubernetes.io/name': 'prometheus' } }] as const;

/** Argo CD runs in the cluster it serves. */
export const IN_CLUSTER = { server: 'https://kubernetes.default.svc' } as const;

/**
 * The Vault that the overlay runs itself, as its service `vault` names things: the Service, the paths its configuration
 * Job keeps, the Secret of its certificate.
 */
export const OWN_VAULT = vaultStore({
  server: 'https://vault.vault.svc:8200',
  mount: 'kv',
  authMount: 'kubernetes',
  authority: { name: 'vault-tls', namespace: 'vault' },
  servedBy: { service: 'vault', endpoint: 'api' },
});

/** What every place needs before a service can run: certificates, and passwords from the store. */
export const CORE = { 'cert-manager': {}, 'external-secrets': {} } as const;

/** What every public host tells browsers, unless the site's controller cannot. */
const HEADERS = {
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
} as const;

/** A year of HTTPS only. Where browsers do not trust the certificate they let nobody past it, so it is not for those. */
const HTTPS_ONLY = { 'Strict-Transport-Security': 'max-age=31536000' } as const;

/**
 * Response headers in the words of an application load balancer, which knows fewer of them. Source: AWS, Elastic Load
 * Balancing, "HTTP header modification".
 */
export const ALB_HEADERS = [
  `routing.http.response.strict_transport_security.header_value=${HTTPS_ONLY['Strict-Transport-Security']}`,
  `routing.http.response.x_content_type_options.header_value=${HEADERS['X-Content-Type-Options']}`,
  `routing.http.response.x_frame_options.header_value=${HEADERS['X-Frame-Options']}`,
  'routing.http.response.server.enabled=false',
].join(',');

/**
 * Ingress by Traefik, HTTPS only. Annotations: Traefik 3.7, Kubernetes Ingress; the middleware is the add-on's, called
 * by its namespace and name.
 */
export const traefik = (trusted: boolean): IngressFacts => ({
  className: 'traefik',
  annotations: {
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.middlewares': 'traefik-security-headers@kubernetescrd',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  },
  headers: { ...HEADERS, ...(trusted ? HTTPS_ONLY : {}) },
  inside: { url: 'https://traefik.traefik.svc:443', port: 8443 },
  tls: 'certificate',
});

/** Certificates that sign themselves: browsers warn of them. */
export const SELF_SIGNED: Issuer = { name: 'self-signed', spec: { selfSigned: {} } };

/** Certificates of Let's Encrypt that browsers trust, and of its staging directory, which is for trying things out. */
export const letsEncrypt = (email: string): Issuer =>
  acme('letsencrypt', 'https://acme-v02.api.letsencrypt.org/directory', email);
export const letsEncryptStaging = (email: string): Issuer =>
  acme('letsencrypt-staging', 'https://acme-staging-v02.api.letsencrypt.org/directory', email);

/**
 * Certificates proven by DNS at Cloudflare. Directories and solver: https://letsencrypt.org/docs/staging-environment/
 * and cert-manager, DNS-01 by Cloudflare.
 */
const acme = (name: string, server: string, email: string): Issuer => ({
  name,
  spec: {
    acme: {
      server,
      email,
      privateKeySecretRef: { name: `${name}-account` },
      solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare-api-token', key: 'api-token' } } } }],
    },
  },
  prepared: {
    what: 'Secret `cloudflare-api-token` in namespace `cert-manager`',
    how: 'key `api-token`: a token of Cloudflare with the permissions Zone:DNS:Edit and Zone:Zone:Read',
  },
});
