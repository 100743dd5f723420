import { describe, expect, test } from 'vitest';
import type { Fields, Manifest } from '../manifest/types';
import { ProblemError } from '../platform/problem';
import { vaultStore } from '../platform/secret-store';
import { defineService, type Service } from '../platform/service';
import { built, catalog, ofKind, overlay, site, warehouse } from './toy';

const named = (objects: readonly Manifest[], name: string): Manifest | undefined =>
  objects.find(({ metadata }) => metadata.name === name);
const policies = (folder: string, rest: Fields = {}) => ofKind(built(rest), 'NetworkPolicy', folder);
const application = (name: string, rest: Fields = {}) => named(ofKind(built(rest), 'Application'), name);
const wave = (name: string, rest: Fields = {}, services = catalog): number =>
  Number(
    named(ofKind(built(rest, services), 'Application'), name)?.metadata.annotations?.['argocd.argoproj.io/sync-wave'],
  );

describe('network policies', () => {
  test('open an edge on both sides, on the port of the pods', () => {
    const [ingress] = named(policies('warehouse'), 'shop-to-api')?.spec.ingress ?? [];
    expect(ingress).toEqual({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }],
      ports: [{ protocol: 'TCP', port: 7000 }],
    });
    expect(named(policies('shop'), 'to-warehouse-api')?.spec.egress[0].to).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'warehouse' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'warehouse' } },
      },
    ]);
  });

  test('let the controller in at the port behind the Service', () =>
    expect(named(policies('shop'), 'ingress-to-web')?.spec.ingress[0].ports).toEqual([
      { protocol: 'TCP', port: 7000 },
    ]));

  test('let a load balancer in by its subnets where no pods route', () => {
    const cidrs = { ...site, ingress: { ...site.ingress, cidrs: ['10.1.0.0/16'] } };
    const addons = { secrets: true, certificates: true, metrics: true };
    expect(named(policies('shop', { site: cidrs, addons }), 'ingress-to-web')?.spec.ingress[0].from).toEqual([
      { ipBlock: { cidr: '10.1.0.0/16' } },
    ]);
  });

  test('open an external provider by its port alone', () => {
    const services = { shop: true, warehouse: { external: { host: 'w.example.com', port: 7443 } } };
    expect(named(policies('shop', { services }), 'to-warehouse-api')?.spec.egress).toEqual([
      { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 7443 }] },
    ]);
  });

  test('let pods of a service reach one another, on the ports they form a cluster on where the settings make one', () => {
    const ports = (replicas: number) => {
      const services = { shop: true, warehouse: { replicas } };
      const [rule] = named(policies('warehouse', { services }), 'peers')?.spec.egress ?? [];
      const stated = named(ofKind(built({ services }), 'Namespace'), 'warehouse')?.metadata.annotations;
      return [rule.to, rule.ports.map(({ port }: Fields) => port), stated?.['slipway.dev/needs']];
    };
    expect(ports(1)).toEqual([[{ podSelector: {} }], [7001], 'none']);
    expect(ports(3)).toEqual([[{ podSelector: {} }], [7001, 7002], 'peers:7002']);
  });

  test('give whoever scrapes a way to every service and add-on with metrics', () => {
    const services = { shop: true, warehouse: true, watcher: true };
    const names = policies('watcher', { services }).map(({ metadata }) => metadata.name);
    expect(names).toEqual(['scrape-warehouse', 'scrape-metrics', 'to-kubernetes-api']);
    const [ingress] = named(policies('warehouse', { services }), 'prometheus-to-api')?.spec.ingress ?? [];
    expect(JSON.stringify(ingress.from)).toContain('"kubernetes.io/metadata.name":"watcher"');
    expect(ofKind(built({ services }), 'PodMonitor', 'watcher').map(({ metadata }) => metadata.name)).toEqual([
      'metrics',
    ]);
  });
});

describe('Argo CD', () => {
  test('syncs layer by layer', () => {
    const order = ['namespaces', 'certificates', 'router', 'cluster', 'secret-store', 'warehouse', 'shop'];
    const waves = order.map((name) => wave(`toy-${name}`));
    expect(waves).toEqual([-30, -20, -19, -10, -10, 0, 1]);
  });

  test('has its projects before any Application', () => {
    const waves = ofKind(built(), 'AppProject').map(
      ({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-wave'],
    );
    expect(waves).toEqual(['-40', '-40']);
  });

  test('applies server-side, compares server-side, retries for ever and has no finalizer', () => {
    for (const { metadata, spec } of ofKind(built(), 'Application')) {
      expect(metadata.annotations).toMatchObject({
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        'argocd.argoproj.io/manifest-generate-paths': '.',
      });
      expect(metadata.finalizers).toBeUndefined();
      expect(spec.syncPolicy).toMatchObject({ retry: { limit: -1 } });
      expect(spec.syncPolicy.syncOptions).toContain('ServerSideApply=true');
      expect(spec.project).not.toBe('default');
    }
  });

  test('takes an add-on from its pinned chart', () =>
    expect(application('toy-metrics')?.spec.source).toEqual({
      repoURL: 'https://charts.example.test',
      chart: 'metrics',
      targetRevision: '1.0.0',
      helm: { releaseName: 'metrics', valuesObject: { replicas: 1 } },
    }));

  test('may touch nothing but what the overlay holds', () => {
    const project = named(ofKind(built(), 'AppProject'), 'toy');
    expect(project?.spec.sourceRepos).toEqual(['https://git.example.test/platform.git']);
    expect(project?.spec.destinations.map(({ namespace }: Fields) => namespace)).toEqual([
      'default',
      'platform-credentials',
      'shop',
      'warehouse',
    ]);
    expect(project?.spec.namespaceResourceWhitelist).not.toContainEqual({ group: '*', kind: '*' });
    expect(project?.spec.clusterResourceWhitelist).toContainEqual({ group: '', kind: 'Namespace', name: 'shop' });
  });

  test('has a root of its own project that never prunes its children', () => {
    const [project, root] = built().root;
    expect(project?.spec.destinations).toEqual([{ server: 'https://kubernetes.default.svc', namespace: 'argocd' }]);
    expect(root?.spec).toMatchObject({ project: 'toy-root', source: { path: 'dist/toy/apps' } });
    expect(root?.spec.syncPolicy.automated.prune).toBe(false);
  });

  test('is told the health of Applications, with waiting until a child is synced', () => {
    const lua = built().healthChecks.data['resource.customizations.health.argoproj.io_Application'];
    expect(lua).toContain('s.sync.status ~= "Synced"');
    expect(lua).toContain('phase == "Running"');
  });
});

describe('a namespace', () => {
  test('enforces the restricted level at the site’s version', () =>
    expect(named(ofKind(built(), 'Namespace'), 'shop')?.metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.34',
    }));

  test('tells why it does not, where a contract says so', () => {
    const podSecurity = { level: 'baseline', reason: 'It must.' } as const;
    const exception = { ...warehouse, podSecurity } as Service;
    const namespace = named(ofKind(built({}, { ...catalog, warehouse: exception }), 'Namespace'), 'warehouse');
    expect(namespace?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'baseline' });
    expect(namespace?.metadata.annotations).toMatchObject({ 'slipway.dev/pod-security-reason': 'It must.' });
  });

  test('has room for a rolling update and no way around the Ingress', () => {
    const quota = ofKind(built(), 'ResourceQuota').find(({ metadata }) => metadata.namespace === 'warehouse');
    // Three pods of 128Mi, times one and a half, up to the next power of two.
    expect(quota?.spec.hard).toMatchObject({
      'limits.memory': '1Gi',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    });
  });
});

describe('an Ingress', () => {
  test('has a host below the domain and a certificate of the site’s issuer', () => {
    const [ingress] = ofKind(built(), 'Ingress');
    expect(ingress?.spec).toMatchObject({
      ingressClassName: 'router',
      rules: [{ host: 'shop.example.test' }],
      tls: [{ hosts: ['shop.example.test'], secretName: 'shop-tls' }],
    });
    expect(ingress?.metadata.annotations).toMatchObject({ 'cert-manager.io/cluster-issuer': 'self-signed' });
  });

  test('names no certificate where the load balancer has it', () => {
    const balanced = { ...site, ingress: { ...site.ingress, tls: 'load-balancer' as const } };
    const [ingress] = ofKind(built({ site: balanced }), 'Ingress');
    expect(ingress?.spec.tls).toBeUndefined();
    expect(ingress?.metadata.annotations).not.toHaveProperty('cert-manager.io/cluster-issuer');
  });
});

describe('a secret store that a service serves', () => {
  const vault = defineService('vault', { serves: { api: { port: 8200 } }, settings: {}, build() {} }) as Service;
  const store = { ...vaultStore({ server: 'https://vault.vault.svc:8200', mount: 'kv', authMount: 'kubernetes' }) };
  const served = { site: { ...site, secretStore: { ...store, servedBy: { service: 'vault', endpoint: 'api' } } } };
  const services = { shop: true, warehouse: true, vault: true } as Fields;
  const along = { ...catalog, vault };

  test('comes after it, and before whoever keeps a secret there', () => {
    const waves = ['vault', 'secret-store', 'warehouse', 'shop'].map((name) =>
      wave(`toy-${name}`, { ...served, services }, along),
    );
    expect(waves).toEqual([0, 1, 2, 3]);
  });

  test('lets the controllers of its add-on in', () => {
    const [policy] = ofKind(built({ ...served, services }, along), 'NetworkPolicy', 'vault');
    expect(policy?.metadata.name).toBe('secrets-to-api');
    expect(policy?.spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: 8200 }]);
  });

  test('must be run', () =>
    expect(() => built(served, along)).toThrow('vault serves the secret store, but the overlay does not run it'));

  test('can wait for no credential of its own', () => {
    const circular = { ...along, vault: { ...vault, credentials: warehouse.credentials } as Service };
    expect(() => built({ ...served, services }, circular)).toThrow(ProblemError);
  });
});

test('a service may not take the name of a folder that every overlay has', () => {
  const cluster = defineService('cluster', { serves: {}, settings: {}, build() {} }) as Service;
  const services = { shop: true, warehouse: true, cluster: true } as Fields;
  expect(() => built({ services }, { ...catalog, cluster })).toThrow('"cluster" is already the name');
});

test('an overlay adds to what its site says of an add-on', () => {
  const picky = { ...site, addons: { certificates: true } };
  expect(
    ofKind(built({ site: picky, addons: { ...overlay().addons, certificates: true } }), 'Application'),
  ).toContainEqual(expect.objectContaining({ metadata: expect.objectContaining({ name: 'toy-certificates' }) }));
});
