import { addons } from '../../charts/addons';
import { minio } from '../../charts/minio';
import { monitoring } from '../../charts/monitoring';
import { nodeAgents } from '../../charts/node-agents';
import type { Fields, Manifest } from '../../manifest/types';
import { type Built, build } from '../../platform/build';
import { plan } from '../../platform/plan';
import type { Service } from '../../platform/service';
import type { Site } from '../../platform/site';
import { metal } from '../places';
import { annex, ofKind, overlay, shop, warehouse } from '../toy';

const services = Object.fromEntries(
  ([annex, minio, monitoring, nodeAgents, shop, warehouse] as readonly unknown[] as readonly Service[]).map(
    (service) => [service.name, service],
  ),
);

/** Object storage that somebody else runs. */
const STORAGE = { external: { host: 's3.example.test', port: 443, scheme: 'https', pathStyle: false } };

/** Monitoring with these settings on a site, beside a public shop and its warehouse. */
export const tree = (settings: Fields = true, site: Site = metal()): Built =>
  build(
    plan(
      overlay({
        site,
        services: { minio: STORAGE, monitoring: settings, 'node-agents': true, shop: true, warehouse: true },
        addons: { 'prometheus-operator': true },
      }),
      services,
      addons,
    ),
  );

/** The smallest shape. */
export const SMALL = {
  prometheus: { replicas: 1, memory: '768Mi', storage: '5Gi' },
  alertmanagers: 1,
  loki: { replicas: 1, memory: '512Mi', storage: '5Gi', retentionDays: 2 },
};

/** An object of monitoring, or of another folder. */
export function named(kind: string, name: string, from = tree(), folder = 'monitoring'): Manifest {
  const found = ofKind(from, kind, folder).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name} in ${folder}`);
  return found;
}

/** The PodSpec of a workload. */
export const podOf = (kind: string, name: string, from = tree(), folder = 'monitoring'): Fields =>
  named(kind, name, from, folder).spec.template.spec;

/** Value of an environment variable, or where it comes from. */
export const envOf = (pod: Fields, variable: string): unknown => {
  const found = pod.containers[0].env.find(({ name }: Fields) => name === variable);
  return found?.value ?? found?.valueFrom;
};

/** The rules of a folder. */
export const rulesOf = (from: Built, folder = 'monitoring'): readonly Fields[] =>
  ofKind(from, 'PrometheusRule', folder).flatMap(({ spec }) => spec.groups.flatMap(({ rules }: Fields) => rules));

/** Grafana's dashboards by the names of their files. */
export const dashboardsOf = (from: Built): Readonly<Record<string, Fields>> =>
  Object.fromEntries(
    ofKind(from, 'ConfigMap', 'monitoring')
      .filter(({ metadata }) => metadata.name.startsWith('dashboard-'))
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([name, json]) => [name, JSON.parse(json)]),
  );
