import { readFileSync } from 'node:fs';
import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { mirror } from '../platform/registry';
import type { Nodes, Site } from '../platform/site';
import { PROMETHEUS } from './facts';
import { repository } from './repository';
import { parseRoster, type Tenant, unreadable } from './roster';
import { eks } from './sites';

type TenantOverlay = Overlay<typeof catalog, typeof addons>;

/** What a size of tenant means: the nodes of its cluster and the settings that differ from the services' defaults. */
interface Size {
  readonly nodes: Nodes;
  readonly services: TenantOverlay['services'];
}

const SIZES: Readonly<Record<Tenant['size'], Size>> = {
  small: {
    nodes: { count: 3, cpu: 4, memory: '16Gi', zones: 3 },
    services: { kafka: { cpu: '500m', memory: '3Gi', storage: '50Gi' } },
  },
  large: {
    nodes: { count: 6, cpu: 16, memory: '64Gi', zones: 3 },
    services: { kafka: { brokers: 5, cpu: '2', memory: '12Gi', storage: '500Gi' } },
  },
};

/**
 * The overlays of the fleet, one a row, in the roster's order.
 * @throws ProblemError with every fault of the file, each named by row and field
 */
export const readTenants = (path: string | URL): readonly TenantOverlay[] =>
  parseRoster(contentOf(path)).map((tenant) => ({
    name: `tenant-${tenant.name}`,
    site: siteOf(tenant),
    repository,
    services: SIZES[tenant.size].services,
    addons: { 'prometheus-operator': true, strimzi: true },
  }));

function contentOf(path: string | URL): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(error);
  }
}

/** The tenant's cluster, which the fleet's Argo CD knows by the overlay's name. */
const siteOf = ({ name, size, registry, kubernetes, ...place }: Tenant): Site => ({
  ...eks({
    ...place,
    cluster: name,
    domain: `${name}.254carbon.com`,
    nodes: SIZES[size].nodes,
    destination: { name: `tenant-${name}` },
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(registry === undefined ? {} : { registry: mirror(registry) }),
  }),
  scrapers: PROMETHEUS,
});
