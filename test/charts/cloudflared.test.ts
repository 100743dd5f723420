import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { cloudflared } from '../../charts/cloudflared';
import type { Fields } from '../../manifest/types';
import type { Service } from '../../platform/service';
import { built, catalog, ofKind, site } from '../toy';

const inside = { url: 'https://router.router.svc:443', port: 8443 };
const tunnelled = { ...site, ingress: { ...site.ingress, inside } };
const tree = (rest: Fields = {}, settings: Fields = true) =>
  built(
    { site: tunnelled, services: { shop: true, warehouse: true, cloudflared: settings }, ...rest },
    { ...catalog, cloudflared: cloudflared as unknown as Service },
  );
const config = (): Fields => load(ofKind(tree(), 'ConfigMap', 'cloudflared')[0]?.data['config.yaml']) as Fields;

test('every public host leads to the ingress controller, and nothing else leads anywhere', () => {
  expect(config().ingress).toEqual([
    { hostname: 'shop.example.test', service: inside.url },
    { service: 'http_status:404' },
  ]);
  expect(config().originRequest).toEqual({ matchSNItoHost: true });
});

test('the token is a file that people prepared, never an argument or a generated password', () => {
  const pod = ofKind(tree(), 'Deployment', 'cloudflared')[0]?.spec.template.spec;
  expect(pod.containers[0].args).toContain('/run/tunnel/token');
  expect(pod.volumes).toContainEqual({ name: 'tunnel', secret: { secretName: 'cloudflared-tunnel' } });
  expect(ofKind(tree(), 'PushSecret', 'cloudflared')).toEqual([]);
  expect(ofKind(tree(), 'ExternalSecret', 'cloudflared')).toHaveLength(1);
});

test('only the connections to Cloudflare make a pod ready, and nothing of theirs restarts it', () => {
  const [container] = ofKind(tree(), 'Deployment', 'cloudflared')[0]?.spec.template.spec.containers ?? [];
  expect(container.readinessProbe.httpGet.path).toBe('/ready');
  expect(container.livenessProbe.httpGet.path).toBe('/healthcheck');
});

describe('its ways', () => {
  const ways = ofKind(tree(), 'NetworkPolicy', 'cloudflared');
  const way = (name: string) => ways.find(({ metadata }) => metadata.name === name)?.spec;

  test('lead out to Cloudflare and on to the controller', () => {
    expect(way('to-internet').egress[0].ports).toEqual([{ protocol: 'TCP', port: 7844 }]);
    expect(way('to-ingress').egress[0]).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'router' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'router' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 8443 }],
    });
  });

  test('are not open to services that do not forward', () =>
    expect(ofKind(tree(), 'NetworkPolicy', 'shop').map(({ metadata }) => metadata.name)).not.toContain('to-ingress'));
});

test('one connector has no disruption budget', () => {
  expect(ofKind(tree({}, { replicas: 1 }), 'PodDisruptionBudget', 'cloudflared')).toEqual([]);
  expect(ofKind(tree(), 'PodDisruptionBudget', 'cloudflared')).toHaveLength(1);
});

test('a site whose controller is outside the cluster is refused', () =>
  expect(() => tree({ site })).toThrow(/cloudflared.*a tunnel has nothing to lead to/));
