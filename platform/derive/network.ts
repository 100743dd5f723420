import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from '../chart';
import type { Labels, PodsAt } from '../endpoint';
import type { Plan, PlannedService } from '../plan';
import { type Edge, podsBehind } from '../plan-edges';

type Peer = k8s.NetworkPolicyPeer;

/** What is allowed, each for a reason the plan knows; the namespace denies everything else. One policy per reason. */
export function networkPolicies(chart: ServiceChart, planned: PlannedService, plan: Plan): void {
  for (const edge of distinct(planned.callers, ({ from, endpoint }) => `${from}-to-${endpoint}`))
    allowIn(chart, `${edge.from}-to-${edge.endpoint}`, edge.pods, edge.podPort, [namespace(edge.from)]);
  for (const edge of distinct(planned.calls, ({ to, endpoint }) => `to-${to}-${endpoint}`))
    allowOut(chart, `to-${edge.to}-${edge.endpoint}`, callPeers(edge), [callPort(edge)]);
  scraping(chart, planned, plan);
  scraper(chart, planned, plan);
  storeClients(chart, planned, plan);
  publicTraffic(chart, planned, plan);
  operators(chart, planned, plan);
  surroundings(chart, planned, plan);
}

/** Several uses of one endpoint need one way. */
const distinct = (edges: readonly Edge[], name: (edge: Edge) => string): readonly Edge[] => [
  ...new Map(edges.map((edge) => [name(edge), edge])).values(),
];

const ANYWHERE: readonly Peer[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }];

const callPort = (edge: Edge): number => (edge.address.external ? edge.address.port : edge.podPort);

/** Nobody knows the addresses behind an external host name at synth, so the port alone is opened. */
const callPeers = (edge: Edge): readonly Peer[] =>
  edge.address.external ? ANYWHERE : [{ ...namespace(edge.to), podSelector: labels(edge.pods) }];

function scraping(chart: ServiceChart, { name, service }: PlannedService, plan: Plan): void {
  for (const [key, { metrics, port, targetPort = port }] of Object.entries(service.serves)) {
    // Who scrapes beside the pods is one of their peers.
    const isPeer = ({ namespace: own }: PodsAt): boolean =>
      own === name && Boolean(service.peers?.includes(targetPort));
    const scrapers = plan.scrapers.filter((scraper) => !isPeer(scraper)).map(podsAt);
    if (metrics && scrapers.length > 0)
      allowIn(chart, `prometheus-to-${key}`, podsBehind(service, key), targetPort, scrapers);
  }
}

/** The way out of the pods that scrape, to every service and add-on that has metrics. */
function scraper(chart: ServiceChart, { name, service: { scrapes } }: PlannedService, plan: Plan): void {
  if (!scrapes) return;
  const targets = [
    ...plan.services.map((target) => ({ name: target.name, namespace: target.name, ports: scrapedPorts(target) })),
    ...plan.addons.map(({ name: addonName, addon }) => ({
      name: addonName,
      namespace: addon.namespace,
      ports: (addon.metrics ?? []).map(({ pods, port }) => ({ pods, port })),
    })),
  ];
  for (const target of targets.filter(({ name: other, ports }) => ports.length > 0 && other !== name))
    policy(chart, `scrape-${target.name}`, {
      podSelector: labels(scrapes),
      policyTypes: ['Egress'],
      egress: target.ports.map(({ pods, port }) => ({
        to: [podsAt({ namespace: target.namespace, pods })],
        ports: tcp([port]),
      })),
    });
}

const scrapedPorts = ({ service }: PlannedService): readonly { readonly pods: Labels; readonly port: number }[] =>
  Object.entries(service.serves).flatMap(([key, { metrics, port, targetPort = port }]) =>
    metrics ? [{ pods: podsBehind(service, key), port: targetPort }] : [],
  );

/** The controllers that fill Secrets from the store, where this service serves it. */
function storeClients(chart: ServiceChart, { name, service }: PlannedService, plan: Plan): void {
  const { servedBy } = plan.overlay.site.secretStore;
  if (servedBy?.service !== name) return;
  const { port = 0, targetPort = port } = service.serves[servedBy.endpoint] ?? {};
  const clients = plan.addons.filter(({ addon }) => addon.provides.includes(STORE_GROUP));
  for (const client of clients)
    allowIn(chart, `${client.name}-to-${servedBy.endpoint}`, podsBehind(service, servedBy.endpoint), targetPort, [
      namespace(client.addon.namespace),
    ]);
}

/** API group of the ClusterSecretStore. */
const STORE_GROUP = 'external-secrets.io';

function publicTraffic(chart: ServiceChart, { service }: PlannedService, plan: Plan): void {
  const { cidrs = [], inside } = plan.overlay.site.ingress;
  const routers = plan.addons.flatMap(({ addon }) => (addon.routes ? [podsAt(addon.routes)] : []));
  const peers = [...routers, ...cidrs.map((cidr) => ({ ipBlock: { cidr } }))];
  if (service.forwards && inside) allowOut(chart, 'to-ingress', routers, [inside.port]);
  for (const [key, { public: host, port, targetPort = port }] of Object.entries(service.serves))
    if (host) allowIn(chart, `ingress-to-${key}`, podsBehind(service, key), targetPort, peers);
}

function operators(chart: ServiceChart, { service }: PlannedService, plan: Plan): void {
  for (const [name, ports] of Object.entries(service.operatedBy ?? {})) {
    const addon = plan.addons.find((candidate) => candidate.name === name)?.addon;
    if (addon) allowIn(chart, `${name}-operates`, {}, ports, [namespace(addon.namespace)]);
  }
}

function surroundings(chart: ServiceChart, { service, settings }: PlannedService, plan: Plan): void {
  const { peers = [], kubernetesApi, internet, nodes } = service;
  const outside = service.outside?.(settings) ?? [];
  const { apiServer, privateCidrs } = plan.overlay.site;
  const among = tcp([...peers, ...(service.clustering?.(settings) ?? [])]);
  if (among.length > 0) {
    policy(chart, 'peers', {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }], ports: among }],
      egress: [{ to: [{ podSelector: {} }], ports: among }],
    });
  }
  if (kubernetesApi)
    allowOut(
      chart,
      'to-kubernetes-api',
      apiServer.cidrs.map((cidr) => ({ ipBlock: { cidr } })),
      apiServer.ports,
    );
  if (nodes)
    allowOut(
      chart,
      'to-nodes',
      privateCidrs.map((cidr) => ({ ipBlock: { cidr } })),
      nodes,
    );
  if (outside.length > 0) allowOut(chart, 'to-outside', ANYWHERE, outside);
  if (internet) {
    const except = [...privateCidrs];
    allowOut(
      chart,
      'to-internet',
      [{ ipBlock: { cidr: '0.0.0.0/0', ...(except.length > 0 ? { except } : {}) } }],
      internet,
    );
  }
}

function allowIn(
  chart: ServiceChart,
  name: string,
  pods: Labels,
  ports: number | readonly number[],
  from: readonly Peer[],
): void {
  policy(chart, name, {
    podSelector: labels(pods),
    policyTypes: ['Ingress'],
    ingress: [{ from: [...from], ports: tcp([ports].flat()) }],
  });
}

function allowOut(chart: ServiceChart, name: string, to: readonly Peer[], ports: readonly number[]): void {
  policy(chart, name, { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [...to], ports: tcp(ports) }] });
}

const policy = (chart: ServiceChart, name: string, spec: k8s.NetworkPolicySpec): k8s.KubeNetworkPolicy =>
  new k8s.KubeNetworkPolicy(chart, `network-${name}`, { metadata: { name }, spec });

const tcp = (ports: readonly number[]): k8s.NetworkPolicyPort[] =>
  ports.map((port) => ({ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) }));

const labels = (pods: Labels): k8s.LabelSelector => (Object.keys(pods).length > 0 ? { matchLabels: { ...pods } } : {});

const namespace = (name: string): Peer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

const podsAt = ({ namespace: name, pods }: PodsAt): Peer => ({ ...namespace(name), podSelector: labels(pods) });
