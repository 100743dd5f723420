import { describe, expect, test } from 'vitest';
import { letsEncrypt, letsEncryptStaging } from '../overlays/facts';
import { gke, kind } from '../overlays/sites';
import type { Site } from '../platform/site';
import { amazon, managed, metal, on } from './places';
import { platform } from './platform';

const middleware = (site: Site) => on(site, 'traefik').resources.find((object) => object.kind === 'Middleware');
const headers = (site: Site) => middleware(site)?.spec.headers.customResponseHeaders;

describe('security headers', () => {
  test.each(platform)('of $name are ones its controller knows, on every Ingress', ({ plan, built }) => {
    const ingresses = built.folders.flatMap(({ objects }) => objects).filter((object) => object.kind === 'Ingress');
    const traefik = plan.addons.find(({ name }) => name === 'traefik');
    for (const { metadata } of ingresses) {
      const { annotations = {} } = metadata;
      const named = annotations['traefik.ingress.kubernetes.io/router.middlewares'];
      const attributes = annotations['alb.ingress.kubernetes.io/listener-attributes.HTTPS-443'];
      expect(Object.keys(annotations).filter((name) => name.startsWith('nginx.'))).toEqual([]);
      expect(named === undefined).toBe(traefik === undefined);
      expect(attributes === undefined).toBe(traefik !== undefined);
    }
    for (const { metadata } of traefik?.resources ?? [])
      expect(`${metadata.namespace}-${metadata.name}@kubernetescrd`).toBe('traefik-security-headers@kubernetescrd');
  });

  test('demand HTTPS only where browsers trust the certificate', () => {
    expect(headers(kind())).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
    expect(headers(kind())).not.toHaveProperty('Strict-Transport-Security');
    for (const site of [metal(), gke(managed)])
      expect(headers(site)).toHaveProperty('Strict-Transport-Security', 'max-age=31536000');
  });

  test('are made in the words of an application load balancer on EKS', () => {
    const { annotations } = amazon('eu-central-1').ingress;
    const attributes = annotations['alb.ingress.kubernetes.io/listener-attributes.HTTPS-443']?.split(',') ?? [];
    expect(attributes).toContain('routing.http.response.strict_transport_security.header_value=max-age=31536000');
    for (const attribute of attributes)
      expect(attribute).toMatch(/^routing\.http\.response\.[a-z_]+\.(header_value|enabled)=/);
  });
});

describe('certificates', () => {
  test('of both directories of Let’s Encrypt have accounts of their own', () => {
    const [real, trial] = [letsEncrypt('a@example.com'), letsEncryptStaging('a@example.com')];
    expect(real.spec.acme.server).toBe('https://acme-v02.api.letsencrypt.org/directory');
    expect(trial.spec.acme.server).toBe('https://acme-staging-v02.api.letsencrypt.org/directory');
    expect(real.name).not.toBe(trial.name);
    expect(real.spec.acme.privateKeySecretRef).not.toEqual(trial.spec.acme.privateKeySecretRef);
  });

  test('by DNS need a token that the README asks for', () => {
    const prepared = (site: Site) => {
      const { addon, context } = on(site, 'cert-manager');
      return addon.prepared?.(context) ?? [];
    };
    expect(prepared(metal()).map(({ what }) => what)).toEqual([
      'Secret `cloudflare-api-token` in namespace `cert-manager`',
    ]);
    expect(prepared(kind())).toEqual([]);
  });
});
