import type { Fields } from '../manifest/types';
import { byCodeUnit } from '../manifest/types';
import type { PodsAt } from './endpoint';
import { CycleError, depths, WAVES } from './order';
import type { AddonCatalog, Catalog, External, Overlay } from './overlay';
import { type PlannedAddon, planAddons } from './plan-addons';
import { checkSelection, STORE_NODE } from './plan-checks';
import { type Edge, planEdges } from './plan-edges';
import { planSecrets, type SecretPlan } from './plan-secrets';
import { demandNone, ProblemError } from './problem';
import { type Selection, select } from './select';
import type { Claim, Service } from './service';

/** A service of the overlay with everything that is known of it before its chart is built. */
export interface PlannedService {
  /** Also its folder, Namespace and the end of its Application's name. */
  readonly name: string;
  readonly service: Service;
  readonly settings: Fields;
  /** Sync wave of its Application: after every add-on and every service it uses. */
  readonly wave: number;
  /** What `build` receives for `uses`, by key. */
  readonly uses: Readonly<Record<string, unknown>>;
  /** What others asked it to keep. */
  readonly claims: readonly Claim[];
  /** Edges that start here, and edges that end here. */
  readonly calls: readonly Edge[];
  readonly callers: readonly Edge[];
  /** Image references as the site's registry has them, by the contract's key. */
  readonly images: Readonly<Record<string, string>>;
  /** Host names of public endpoints, by endpoint. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly secrets: SecretPlan;
}

/** An overlay resolved against the catalog: pure data, everything derived hangs on it. */
export interface Plan {
  readonly overlay: Overlay;
  /** By wave, then name. */
  readonly services: readonly PlannedService[];
  readonly addons: readonly PlannedAddon[];
  readonly edges: readonly Edge[];
  /** Add-ons the overlay might have enabled. */
  readonly available: AddonCatalog;
  /** Pods that read metrics: of services and add-ons, and of a Prometheus the site has already. */
  readonly scrapers: readonly PodsAt[];
  /** Sync wave of the secret store: after the service that serves it, if one does. */
  readonly storeWave: number;
  /** Services somebody else runs, by name. */
  readonly external: ReadonlyMap<string, External['external']>;
}

/**
 * Resolves an overlay against the catalog: settings merged, references bound, claims handed to their providers, waves
 * ordered. Pure; throws a `ProblemError` with every problem found.
 */
export function plan(overlay: Overlay, catalog: Catalog, addons: AddonCatalog): Plan {
  const selection = select(overlay, catalog);
  const plannedAddons = planAddons(overlay, addons);
  const edges = planEdges(overlay, selection, catalog);
  demandNone([
    ...checkSelection(overlay, selection, plannedAddons.addons),
    ...selection.problems,
    ...plannedAddons.problems,
    ...edges.problems,
  ]);
  const secrets = planSecrets(overlay, selection, edges.edges);
  demandNone(secrets.problems);
  const waves = serviceWaves(overlay, selection, edges.edges, secrets.of);
  const services = [...selection.run.values()].map(({ service, settings }): PlannedService => {
    const { name } = service;
    return {
      name,
      service,
      settings,
      wave: WAVES.services + (waves.get(name) ?? 0),
      uses: edges.bound.get(name) ?? {},
      claims: edges.claims.get(name) ?? [],
      calls: edges.edges.filter((edge) => edge.from === name),
      callers: edges.edges.filter((edge) => edge.to === name && !edge.address.external),
      images: rewriteImages(overlay, service),
      hosts: publicHosts(overlay, service),
      secrets: secrets.of(name),
    };
  });
  services.sort((a, b) => a.wave - b.wave || byCodeUnit(a.name, b.name));
  return {
    overlay,
    services,
    addons: plannedAddons.addons,
    edges: edges.edges,
    available: addons,
    scrapers: [
      ...(overlay.site.scrapers ?? []),
      ...plannedAddons.addons.flatMap(({ addon: { scrapes } }) => scrapes ?? []),
      ...services.flatMap(({ name, service: { scrapes } }) => (scrapes ? [{ namespace: name, pods: scrapes }] : [])),
    ],
    storeWave: waves.get(STORE_NODE) ?? WAVES.cluster,
    external: selection.external,
  };
}

function serviceWaves(
  overlay: Overlay,
  selection: Selection,
  edges: readonly Edge[],
  secretsOf: (service: string) => SecretPlan,
): ReadonlyMap<string, number> {
  const server = overlay.site.secretStore.servedBy?.service;
  const usesStore = (name: string): boolean => {
    const { pushes, reads } = secretsOf(name);
    return pushes.length + reads.length > 0;
  };
  const needs = (name: string): readonly string[] =>
    name === STORE_NODE && server
      ? [server]
      : [...edges.filter((e) => e.from === name).map((e) => e.to), ...(server && usesStore(name) ? [STORE_NODE] : [])];
  try {
    return depths([...selection.run.keys(), ...(server ? [STORE_NODE] : [])], needs);
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    const problem = {
      overlay: overlay.name,
      path: [error.cycle[0] ?? '', 'uses'],
      message: `services use each other in a circle, ${error.message}`,
      remedy:
        'take one of these uses out, or make one of the services external; what serves the secret store can use no credential',
    };
    throw new ProblemError([problem]);
  }
}

const rewriteImages = (overlay: Overlay, service: Service): Readonly<Record<string, string>> =>
  mapValues(service.images ?? {}, (image) => overlay.site.registry.rewrite(image));

function publicHosts(overlay: Overlay, service: Service): Readonly<Record<string, string>> {
  const hosts = Object.entries(service.serves).flatMap(([key, { public: name }]) => {
    if (name === undefined) return [];
    return [[key, `${typeof name === 'string' ? name : name.subdomain}.${overlay.site.domain}`] as const];
  });
  return Object.fromEntries(hosts);
}

const mapValues = <T, R>(map: Readonly<Record<string, T>>, change: (value: T) => R): Readonly<Record<string, R>> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
