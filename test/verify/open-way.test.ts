import { expect, test } from 'vitest';
import type { Fields, ManifestFile } from '../../manifest/types';
import { changed, clean, findings, places, plus, without } from './trees';

const policy = (name: string, namespace: string, spec: string): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;

const SHOP = 'matchLabels: {kubernetes.io/metadata.name: shop}';
const WEB = 'matchLabels: {kubernetes.io/metadata.name: web}';

/** The clean tree with a namespace that calls nobody. */
const withShop = (value = 'nobody'): readonly ManifestFile[] =>
  plus(
    clean(),
    'dev/shop',
    `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, namespace: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec:
      serviceAccountName: shop
      containers: [{name: shop, image: "a:1", env: [{name: NOTIFY, value: ${value}}]}]
---${policy('default-deny', 'shop', '{podSelector: {}, policyTypes: [Ingress, Egress]}')}`,
  );

const into = (from: string, ports = '{port: 8080}'): string =>
  policy('way', 'web', `{podSelector: {}, policyTypes: [Ingress], ingress: [{${from} ports: [${ports}]}]}`);
const outOf = (to: string, ports = '{port: 8080}'): string =>
  policy('out', 'shop', `{podSelector: {}, policyTypes: [Egress], egress: [{${to} ports: [${ports}]}]}`);

const FROM_SHOP = into(`from: [{namespaceSelector: {${SHOP}}}],`);
const TO_WEB = outOf(`to: [{namespaceSelector: {${WEB}}}],`);

test('nothing in the clean tree is open without need', () => {
  expect(places('open-way', clean())).toEqual([]);
});

test('a way between namespaces that nothing needs is a warning on each side, and names the policy of the other', () => {
  const [first, second] = findings('open-way', plus(plus(withShop(), 'dev/web', FROM_SHOP), 'dev/shop', TO_WEB));
  const way = 'It lets Deployment shop/shop reach Deployment web/web on TCP port 8080, which nothing needs';
  expect(first).toMatchObject({
    severity: 'warning',
    object: 'NetworkPolicy shop/out',
    at: 'spec.egress[0]',
    message: `${way}, and way of namespace web does so too.`,
  });
  expect(second).toMatchObject({ message: `${way}, and out of namespace shop does so too.` });
});

test('several policies of the other side are named', () => {
  const second = TO_WEB.replace('name: out', 'name: more');
  const files = [FROM_SHOP, TO_WEB, second].reduce(
    (tree, text) => plus(tree, text === FROM_SHOP ? 'dev/web' : 'dev/shop', text),
    withShop(),
  );
  const found = findings('open-way', files).find(({ object }) => object === 'NetworkPolicy web/way');
  expect(found?.message).toContain('and out and more of namespace shop do so too.');
});

test('a way that is open on one side alone is told as such', () => {
  const files = plus(withShop(), 'dev/web', FROM_SHOP);
  expect(findings('open-way', files)[0]?.message).toMatch(/which nothing needs\.$/);
  const open = files.filter(({ manifest: { metadata } }) => metadata.namespace !== 'shop' || metadata.name === 'shop');
  expect(findings('open-way', open)[0]?.message).toContain('and nothing in namespace shop stands in its way');
});

test('of a way that is needed the ports must be needed too', () => {
  const files = (port: Fields) =>
    changed('NetworkPolicy', 'store/from-web', ({ spec }) => {
      spec.ingress[0].ports.push(port);
    });
  expect(findings('open-way', files({ port: 9001 }))[0]?.message).toBe(
    'It lets Deployment web/web reach StatefulSet store/store on TCP port 9001, which nothing needs.',
  );
  expect(places('open-way', files({ port: 9000, protocol: 'UDP' }))).toHaveLength(1);
  expect(places('open-way', files({ port: 'http' }))).toEqual([]);
  expect(places('open-way', files({ port: 8000, endPort: 9999 }))).toEqual([]);
});

test('a rule for all ports is needed when one of them is', () => {
  const files = changed('NetworkPolicy', 'store/from-web', ({ spec }) => {
    delete spec.ingress[0].ports;
  });
  expect(places('open-way', files)).toEqual([]);
});

test('a name in a text nobody understood excuses a way', () => {
  const tree = (value: string): readonly string[] => places('open-way', plus(withShop(value), 'dev/web', FROM_SHOP));
  expect(tree('in some way the web')).toEqual([]);
  expect(tree('web-site')).toHaveLength(1);
});

test('who looks up at the API where to connect may call anybody', () => {
  const rights = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: view}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: NAME}
subjects: [{kind: ServiceAccount, name: shop, namespace: shop}]`;
  const tree = (name: string): readonly string[] =>
    places('open-way', plus(plus(withShop(), 'dev/web', FROM_SHOP), 'dev/shop', rights.replace('NAME', name)));
  expect(tree('view')).toEqual([]);
  expect(tree('system:auth-delegator')).toHaveLength(1);
});

const EVERYBODY = ['', 'from: [],', 'from: [{namespaceSelector: {}}],', 'from: [{ipBlock: {cidr: 0.0.0.0/0}}],'];

test.each(EVERYBODY)('a rule with %j lets everybody in, which needs a reason', (from) => {
  const files = plus(without(clean(), 'Ingress', 'web'), 'dev/web', into(from));
  expect(findings('open-way', files)).toMatchObject([
    {
      severity: 'error',
      at: 'spec.ingress[0]',
      message: 'It lets everybody reach Deployment web/web, which nothing publishes.',
      remedy: 'Name who calls, or remove the rule.',
    },
  ]);
});

test('who is known to call is named instead of everybody', () => {
  const files = changed('NetworkPolicy', 'store/from-web', ({ spec }) => {
    delete spec.ingress[0].from;
  });
  const alone = without(files, 'ServiceMonitor', 'store');
  expect(findings('open-way', alone)[0]?.remedy).toContain('pods of Deployment web/web');
});

test('a scrape from outside the tree is awaited', () => {
  const files = changed('NetworkPolicy', 'store/from-web', ({ spec }) => {
    delete spec.ingress[0].from;
  });
  expect(places('open-way', files)).toEqual([]);
});

const web = (edit: (manifest: Fields) => void, kind = 'Service'): readonly ManifestFile[] =>
  plus(without(changed(kind, 'web', edit), 'Ingress', 'web'), 'dev/web', into(''));

const WEBHOOK = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: w}
webhooks: [{name: w.example.com, clientConfig: {service: {name: web, namespace: web}}}]`;
const ROUTE = `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: r, namespace: web}
spec: {routes: [{services: [{name: web, port: 80}]}]}`;

test.each<[string, readonly ManifestFile[]]>([
  ['an Ingress', plus(clean(), 'dev/web', into(''))],
  [
    'a load balancer',
    web(({ spec }) => {
      spec.type = 'LoadBalancer';
    }),
  ],
  [
    'node ports',
    web(({ spec }) => {
      spec.type = 'NodePort';
    }),
  ],
  [
    'a mark for Prometheus',
    web(({ metadata }) => {
      metadata.annotations = { 'prometheus.io/scrape': 'true' };
    }),
  ],
  [
    'a port of the node',
    web(({ spec }) => {
      spec.template.spec.containers[0].ports[0].hostPort = 80;
    }, 'Deployment'),
  ],
  [
    'a webhook',
    plus(
      web(() => {}),
      'dev/web',
      WEBHOOK,
    ),
  ],
  [
    'a route of a kind of its own',
    plus(
      web(() => {}),
      'dev/web',
      ROUTE,
    ),
  ],
])('%s is a reason to let everybody in', (_, files) => {
  expect(places('open-way', files)).toEqual([]);
});

test('a rule that lets pods out to everywhere on every port is an error, on some ports it is not', () => {
  const all = policy('out', 'web', '{podSelector: {}, policyTypes: [Egress], egress: [{}]}');
  expect(findings('open-way', plus(clean(), 'dev/web', all))).toMatchObject([
    { severity: 'error', at: 'spec.egress[0]' },
  ]);
  const some = all.replace('[{}]', '[{ports: [{port: 443}]}]');
  expect(places('open-way', plus(clean(), 'dev/web', some))).toEqual([]);
});

test('what no other policy closes is not opened by a rule', () => {
  const opens = (namespace: string): string =>
    policy('all', namespace, '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]}');
  expect(places('open-way', plus(withShop(), 'dev/shop', opens('shop')))).toHaveLength(2);
  const alone = without(withShop(), 'NetworkPolicy', 'default-deny');
  expect(places('open-way', plus(alone, 'dev/shop', opens('shop')))).toEqual([]);
});

test('of a namespace that holds more than the tree shows nothing is said', () => {
  const chart = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-more, namespace: argocd}
spec: {source: {chart: more, repoURL: https://charts.example.com}, destination: {namespace: shop}}`;
  expect(places('open-way', plus(plus(withShop(), 'dev/web', FROM_SHOP), 'dev/apps', chart))).toEqual([]);
});

const CHART = (chart: string, namespace: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: dev-${chart}, namespace: argocd}
spec: {source: {chart: ${chart}, repoURL: https://charts.example.com}, destination: {namespace: ${namespace}}}`;

test('a way in for a controller whose calls are known needs an object that has it call', () => {
  const routed = plus(clean(), 'dev/apps', CHART('ingress-nginx', 'ingress-nginx'));
  expect(places('open-way', routed)).toEqual([]);
  expect(findings('open-way', without(routed, 'Ingress', 'web'))).toMatchObject([
    {
      object: 'NetworkPolicy web/from-ingress',
      message: 'It lets ingress-nginx of namespace ingress-nginx reach Deployment web/web, which nothing needs.',
    },
  ]);
  expect(places('open-way', plus(without(routed, 'Ingress', 'web'), 'dev/web', ROUTE))).toEqual([]);
  const more = plus(routed, 'dev/apps', CHART('unknown', 'ingress-nginx'));
  expect(places('open-way', without(more, 'Ingress', 'web'))).toEqual([]);
});

const SCRAPE = policy(
  'scrape',
  'watch',
  '{podSelector: {matchLabels: {app.kubernetes.io/name: prometheus}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: tools}}}]}]}',
);

const POD_MONITOR = `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: tools, namespace: watch}
spec: {namespaceSelector: {matchNames: [tools]}, selector: {matchLabels: {a: b}}, podMetricsEndpoints: [{port: metrics}]}`;

test('a way out of a Prometheus needs a monitor of the namespace it leads to', () => {
  const watching = (spec: string): readonly ManifestFile[] => {
    const server = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: watch}
spec: ${spec}`;
    return [server, SCRAPE].reduce(
      (files, text) => plus(files, 'dev/watch', text),
      plus(clean(), 'dev/apps', CHART('anything', 'tools')),
    );
  };
  expect(findings('open-way', watching('{podMonitorSelector: {}}'))[0]?.message).toBe(
    'It lets Prometheus.monitoring.coreos.com watch/main reach namespace tools, which nothing needs.',
  );
  expect(places('open-way', plus(watching('{podMonitorSelector: {}}'), 'dev/watch', POD_MONITOR))).toEqual([]);
  expect(places('open-way', watching('{additionalScrapeConfigs: {name: a, key: b}}'))).toEqual([]);
  expect(places('open-way', watching('{remoteWrite: [{url: "http://mimir.tools.svc/push"}]}'))).toEqual([]);
});

test('of a policy that selects no pods nothing is said', () => {
  const nobody = FROM_SHOP.replace('podSelector: {}', 'podSelector: {matchLabels: {app: nobody}}');
  expect(places('open-way', plus(withShop(), 'dev/web', nobody))).toEqual([]);
});

const WITHIN = (port: string, from = 'podSelector: {}'): string =>
  policy(
    'within',
    'shop',
    `{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{${from}}], ports: [{port: ${port}}]}]}`,
  );

const CASHIER = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cashier, namespace: shop}
spec:
  template:
    metadata: {labels: {app: cashier}}
    spec: {containers: [{name: c, image: "a:1", ports: [{containerPort: 7000}], args: ["--join=:7946"]}]}`;

test('a way inside a namespace that nothing needs is told like any other', () => {
  const way = policy(
    'within',
    'shop',
    '{podSelector: {matchLabels: {app: cashier}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: shop}}}], ports: [{port: 7000}]}]}',
  );
  const tree = (value: string): readonly ManifestFile[] =>
    [CASHIER, SERVICE, way].reduce((files, text) => plus(files, 'dev/shop', text), withShop(value));
  expect(findings('open-way', tree('nobody'))).toMatchObject([
    {
      object: 'NetworkPolicy shop/within',
      message: 'It lets Deployment shop/shop reach Deployment shop/cashier on TCP port 7000, which nothing needs.',
    },
  ]);
  expect(places('open-way', tree('http://till:7000'))).toEqual([]);
});

const SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: till, namespace: shop}
spec: {selector: {app: cashier}, ports: [{port: 7000}]}`;

const stating = (text: string, files: readonly ManifestFile[]): readonly ManifestFile[] =>
  files.map(({ path, manifest }) =>
    manifest.kind === 'Namespace' && manifest.metadata.name === 'shop'
      ? {
          path,
          manifest: { ...manifest, metadata: { ...manifest.metadata, annotations: { 'slipway.dev/needs': text } } },
        }
      : { path, manifest },
  );

test('pods may form a cluster on ports they listen on or are told of, where their Namespace does not say otherwise', () => {
  const tree = (port: string): readonly ManifestFile[] =>
    plus(plus(withShop(), 'dev/shop', CASHIER), 'dev/shop', WITHIN(port));
  expect(places('open-way', tree('7000'))).toEqual([]);
  expect(places('open-way', tree('7946'))).toEqual([]);
  expect(places('open-way', tree('7999'))).toHaveLength(1);
  expect(places('open-way', plus(tree('7999'), 'dev/shop', SERVICE.replace('7000', '7999')))).toEqual([]);
  expect(places('open-way', stating('none', tree('7000')))).toHaveLength(1);
  expect(places('open-way', stating('peers:7000', tree('7000')))).toEqual([]);
});

test('who reads a Secret may have the address from there, unless its Namespace states its needs', () => {
  const reading = (fields: string): readonly ManifestFile[] =>
    plus(withShop(), 'dev/web', FROM_SHOP).map(({ path, manifest }) =>
      manifest.kind === 'Deployment' && manifest.metadata.name === 'shop'
        ? { path, manifest: JSON.parse(JSON.stringify(manifest).replace('"image":"a:1"', `"image":"a:1",${fields}`)) }
        : { path, manifest },
    );
  const files = reading('"envFrom":[{"secretRef":{"name":"addresses"}}]');
  expect(places('open-way', files)).toEqual([]);
  expect(places('open-way', stating('none', files))).toHaveLength(1);
  expect(places('open-way', reading('"envFrom":[{"configMapRef":{"name":"addresses"}}]'))).toHaveLength(1);
});

const ADDRESSES = (port: string, cidr = '0.0.0.0/0'): string => outOf(`to: [{ipBlock: {cidr: ${cidr}}}],`, port);

test('a way to addresses needs a word of the Namespace, where that states what its pods reach', () => {
  const tree = (text: string, way = ADDRESSES('{port: 443}')): readonly ManifestFile[] =>
    stating(text, plus(withShop('db.eu.example.com:5432'), 'dev/shop', way));
  expect(findings('open-way', tree('none'))).toMatchObject([
    {
      severity: 'warning',
      object: 'NetworkPolicy shop/out',
      at: 'spec.egress[0]',
      message: 'It lets pods of namespace shop reach 0.0.0.0/0 on TCP port 443, which nothing needs.',
    },
  ]);
  expect(places('open-way', tree('internet:443'))).toEqual([]);
  expect(places('open-way', tree('internet:444'))).toHaveLength(1);
  expect(places('open-way', tree('nodes:443', ADDRESSES('{port: 443}', '10.0.0.0/8')))).toEqual([]);
  expect(places('open-way', tree('internet:443', ADDRESSES('{port: 443}', '10.0.0.0/8')))).toHaveLength(1);
  expect(places('open-way', tree('none', ADDRESSES('{port: 5432}')))).toEqual([]);
  expect(places('open-way', plus(withShop(), 'dev/shop', ADDRESSES('{port: 443}')))).toEqual([]);
});

test('a way for addresses to pods nobody publishes is told where the Namespace states what its pods reach', () => {
  const way = policy(
    'office',
    'shop',
    '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16}}]}]}',
  );
  const tree = plus(withShop(), 'dev/shop', way);
  expect(places('open-way', tree)).toEqual([]);
  expect(findings('open-way', stating('none', tree))[0]?.message).toBe(
    'It lets 10.1.0.0/16 reach Deployment shop/shop, which nothing publishes.',
  );
  const balanced = SERVICE.replace('app: cashier', 'app: shop').replace('spec: {', 'spec: {type: LoadBalancer, ');
  expect(places('open-way', stating('none', plus(tree, 'dev/shop', balanced)))).toEqual([]);
});
