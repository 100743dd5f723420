import type { Catalog, Overlay } from './overlay';
import { nearest, type Problem } from './problem';
import type { Selection } from './select';
import type { Address, Claim, Labels, Reference, Service } from './service';

/** One service reaching one endpoint of another. */
export interface Edge {
  readonly from: string;
  /** Key in the consumer's `uses`. */
  readonly use: string;
  readonly to: string;
  readonly endpoint: string;
  readonly address: Address;
  /** Port of the pods behind the endpoint. */
  readonly podPort: number;
  readonly pods: Labels;
  readonly reference: Reference<unknown>;
  /** Login at the provider; empty if the claim needs none. */
  readonly user: string;
  /** Name of the Secret that carries the login, the same on both sides; empty if there is none. */
  readonly secret: string;
}

export interface Edges {
  readonly edges: readonly Edge[];
  /** What each consumer's `build` receives, by service and key. */
  readonly bound: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** What each provider is asked to keep. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  readonly problems: readonly Problem[];
}

/** Labels of the pods behind an endpoint. */
export const podsBehind = (service: Service, endpoint: string): Labels =>
  service.serves[endpoint]?.pods ?? { 'app.kubernetes.io/name': service.name };

/** Name of the Service in front of an endpoint; `null` where there is none. */
export const serviceName = (service: Service, endpoint: string): string | null => {
  const name = service.serves[endpoint]?.service;
  return name === undefined ? service.name : name;
};

/** Every declared use of every service that runs, resolved to an address, a claim and what the consumer receives. */
export function planEdges(overlay: Overlay, selection: Selection, catalog: Catalog): Edges {
  const edges: Edge[] = [];
  const problems: Problem[] = [];
  const bound = new Map<string, Record<string, unknown>>();
  for (const { service } of selection.run.values()) {
    const received: Record<string, unknown> = {};
    for (const [use, reference] of Object.entries(service.uses ?? {}) as [string, Reference<unknown>][]) {
      const outcome = resolve(overlay, selection, catalog, service, use, reference);
      if (outcome === undefined) received[use] = undefined;
      else if ('message' in outcome) problems.push(outcome);
      else {
        edges.push(outcome);
        received[use] = reference.bind(outcome.address, { user: outcome.user, secret: outcome.secret });
      }
    }
    bound.set(service.name, received);
  }
  return { edges, bound, claims: claimsByProvider(edges), problems: [...problems, ...rivalClaims(overlay, edges)] };
}

function resolve(
  overlay: Overlay,
  selection: Selection,
  catalog: Catalog,
  consumer: Service,
  use: string,
  reference: Reference<unknown>,
): Edge | Problem | undefined {
  const { to, endpoint, claim } = reference;
  const path = [consumer.name, 'uses', use];
  const provider = catalog[to];
  const external = selection.external.get(to);
  if (!provider || !(endpoint in provider.serves) || serviceName(provider, endpoint) === null)
    return {
      overlay: overlay.name,
      path,
      message: `nothing serves "${to}.${endpoint}"`,
      remedy: unserved(catalog, to),
    };
  if (!external && !selection.run.has(to)) {
    if (reference.optional) return undefined;
    const remedy = `add ${to} to the overlay's services, as true or as { external: … }`;
    return { overlay: overlay.name, path, message: `it needs ${to}, which the overlay does not run`, remedy };
  }
  const stated = provider.serves[endpoint];
  const chosen = selection.run.get(to);
  const served = { ...stated, ...(chosen ? stated?.instead?.(chosen.settings) : {}) };
  const { port = 0, service = provider.name, pods = podsBehind(provider, endpoint) } = served;
  const { host, port: externalPort, ...facts } = external ?? { host: '', port: 0 };
  const user = claim?.credential ? (claim.credential.user ?? consumer.name) : '';
  return {
    from: consumer.name,
    use,
    to,
    endpoint,
    address: {
      host: external ? host : `${service}.${to}.svc`,
      port: external ? externalPort : port,
      external: external !== undefined,
      facts: { ...provider.facts, ...facts },
    },
    podPort: served.targetPort ?? port,
    pods,
    reference,
    user,
    secret: user && `${to}-${user}`,
  };
}

const unserved = (catalog: Catalog, to: string): string => {
  const provider = catalog[to];
  return provider
    ? `use one of its endpoints: ${Object.keys(provider.serves).join(', ')}`
    : `add ${to} to charts/index.ts, or ${nearest(to, Object.keys(catalog))}`;
};

function claimsByProvider(edges: readonly Edge[]): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const { to, from, user, secret, reference, address } of edges) {
    if (!reference.claim || address.external) continue;
    const { kind, name, detail = {} } = reference.claim;
    claims.set(to, [...(claims.get(to) ?? []), { kind, name, consumer: from, user, secret, detail }]);
  }
  return claims;
}

function rivalClaims(overlay: Overlay, edges: readonly Edge[]): readonly Problem[] {
  const owners = new Map<string, Edge>();
  const problems: Problem[] = [];
  for (const edge of edges) {
    const { claim } = edge.reference;
    if (!claim || claim.shared) continue;
    const id = `${edge.to}/${claim.kind}/${claim.name}`;
    const owner = owners.get(id);
    if (!owner) owners.set(id, edge);
    else
      problems.push({
        overlay: overlay.name,
        path: [edge.from, 'uses', edge.use],
        message: `the ${claim.kind} "${claim.name}" at ${edge.to} is already claimed by ${owner.from} (uses.${owner.use})`,
        remedy: `claim one of another name, or let ${edge.from} use ${owner.from} instead`,
      });
  }
  return problems;
}
