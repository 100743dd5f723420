import type { Fields, Manifest } from '../manifest/types';
import { defineAddon } from '../platform/addon';
import { type Built, build } from '../platform/build';
import type { Overlay } from '../platform/overlay';
import { plan } from '../platform/plan';
import { upstream } from '../platform/registry';
import { clusterStore } from '../platform/secret-store';
import { defineService, optional, type Service } from '../platform/service';
import { atLeast, oneOf } from '../platform/settings';
import type { Site } from '../platform/site';
import { configFiles } from '../platform/volume';
import { deployment } from '../platform/workload';

/** A site with nothing special, for tests of the engine. */
export const site: Site = {
  kind: 'test bench',
  kubernetes: '1.34',
  domain: 'example.test',
  nodes: { count: 3, cpu: 4, memory: '16Gi', zones: 1 },
  storage: { block: 'standard', local: 'standard', classes: {} },
  ingress: { className: 'router', annotations: {}, tls: 'certificate' },
  registry: upstream(),
  secretStore: clusterStore(),
  apiServer: { cidrs: ['10.96.0.1/32'], ports: [443] },
  privateCidrs: ['10.0.0.0/8'],
  scrapers: [{ namespace: 'monitoring', pods: { 'app.kubernetes.io/name': 'prometheus' } }],
  issuer: { name: 'self-signed', spec: { selfSigned: {} } },
  addons: {},
  destination: { server: 'https://kubernetes.default.svc' },
};

const addon = (name: string, provides: readonly string[], rest: Fields = {}) =>
  defineAddon(name, {
    chart: { repository: 'https://charts.example.test', name, version: '1.0.0' },
    namespace: name,
    provides,
    values: () => ({ replicas: 1 }),
    ...rest,
  });

export const addons = {
  secrets: addon('secrets', ['external-secrets.io', 'generators.external-secrets.io']),
  certificates: addon('certificates', ['cert-manager.io']),
  metrics: addon('metrics', ['monitoring.coreos.com'], {
    metrics: [{ pods: { 'app.kubernetes.io/name': 'metrics' }, portName: 'http', port: 8080 }],
  }),
  router: addon('router', ['router.example.test'], {
    requires: ['certificates'],
    routes: { namespace: 'router', pods: { 'app.kubernetes.io/name': 'router' } },
  }),
};

const IMAGE = 'docker.io/example/thing:1.2.3';
const pod = (mounts: Fields = {}, env: Fields = {}) => ({
  user: 1000,
  containers: [
    {
      name: 'main',
      image: IMAGE,
      ports: { api: 7000 },
      env,
      mounts,
      resources: { cpu: '100m', memory: '128Mi' },
    },
  ],
});

/** A provider: keeps shelves, each with a login of the consumer's own. */
export const warehouse = defineService('warehouse', {
  images: { server: IMAGE },
  serves: { api: { port: 7000, metrics: '/metrics' } },
  peers: [7001],
  clustering: ({ replicas }) => (replicas > 1 ? [7002] : []),
  credentials: { admin: { username: 'admin', secret: { data: { password: '{{ .password }}' } } } },
  settings: { replicas: 3, size: '10Gi', mode: 'fast', limits: { open: 100 } },
  accepts: { replicas: atLeast(1), mode: oneOf('fast', 'safe') },
  build(chart, { settings, claims, credentials }) {
    const files = {
      'shelves.txt': claims.map(({ name, user, secret }) => `${name} ${user} ${secret}\n`).join(''),
      'settings.txt': `${settings.size} ${settings.mode} ${settings.limits.open}\n`,
    };
    deployment(chart, 'warehouse', {
      part: 'server',
      replicas: settings.replicas,
      pod: pod(
        { '/etc/warehouse': configFiles(chart, 'warehouse', files) },
        {
          ADMIN: { secret: credentials.admin, key: 'password' },
        },
      ),
    });
  },
});

/** How others claim a shelf. */
export const shelf = (name: string) =>
  warehouse.claim('api', {
    kind: 'shelf',
    name,
    credential: {
      provider: { data: { password: '{{ .password }}' } },
      consumer: (at) => ({ data: { url: `http://{{ .username }}:{{ .password }}@${at.host}:${at.port}/${name}` } }),
    },
    bind: (at, { user, secret }) => ({ url: `http://${at.host}:${at.port}`, user, secret }),
  });

/** A consumer that is public. */
export const shop = defineService('shop', {
  images: { server: IMAGE },
  serves: { web: { port: 80, targetPort: 7000, public: 'shop' } },
  uses: { goods: shelf('goods'), extra: optional({ ...shelf('extra'), to: 'annex' }) },
  settings: { replicas: 1 },
  build(chart, { settings, uses }) {
    deployment(chart, 'shop', {
      part: 'web',
      replicas: settings.replicas,
      pod: pod(
        {},
        { GOODS: { secret: uses.goods.secret, key: 'url' }, BASE: uses.goods.url, EXTRA: uses.extra?.url ?? '' },
      ),
    });
  },
});

/** A service that scrapes all others. */
export const watcher = defineService('watcher', {
  serves: {},
  scrapes: { 'app.kubernetes.io/name': 'watcher' },
  kubernetesApi: true,
  settings: {},
  build() {},
});

export const annex: Service = { ...warehouse, name: 'annex' } as Service;

export const catalog: Readonly<Record<string, Service>> = {
  annex,
  shop: shop as Service,
  warehouse: warehouse as Service,
  watcher: watcher as Service,
};

/** An overlay of the toy catalog; `annex` and `watcher` stay off unless asked for. */
export const overlay = (rest: Partial<Overlay> = {}): Overlay => ({
  name: 'toy',
  site,
  repository: { repoURL: 'https://git.example.test/platform.git', revision: 'refs/heads/main', path: 'dist' },
  services: { shop: true, warehouse: true },
  addons: { secrets: true, certificates: true, metrics: true, router: true },
  ...rest,
});

/** Plan and build in one go. */
export const built = (rest: Partial<Overlay> = {}, services = catalog): Built =>
  build(plan(overlay(rest), services, addons));

/** Objects of one kind, from one folder or all. */
export const ofKind = ({ folders }: Built, kind: string, folder?: string): readonly Manifest[] =>
  folders
    .filter(({ name }) => folder === undefined || name === folder)
    .flatMap(({ objects }) => objects)
    .filter((object) => object.kind === kind);
