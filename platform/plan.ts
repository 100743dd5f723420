import type { Fields } from '../manifest/types';
import { byCodeUnit } from '../manifest/types';
import { CycleError, depths, WAVES } from './order';
import type { AddonCatalog, Catalog, External, Overlay } from './overlay';
import { type PlannedAddon, planAddons } from './plan-addons';
import { type Edge, planEdges } from './plan-edges';
import { planSecrets, type SecretPlan } from './plan-secrets';
import { demandNone, type Problem, ProblemError } from './problem';
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
    ...nameProblems(overlay, selection),
    ...selection.problems,
    ...plannedAddons.problems,
    ...edges.problems,
    ...operatorProblems(overlay, selection, plannedAddons.addons),
  ]);
  const secrets = planSecrets(overlay, selection, edges.edges);
  demandNone(secrets.problems);
  const waves = serviceWaves(overlay, selection, edges.edges);
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
    external: selection.external,
  };
}

function serviceWaves(overlay: Overlay, selection: Selection, edges: readonly Edge[]): ReadonlyMap<string, number> {
  try {
    return depths([...selection.run.keys()], (name) => edges.filter((e) => e.from === name).map((e) => e.to));
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    const problem = {
      overlay: overlay.name,
      path: [error.cycle[0] ?? '', 'uses'],
      message: `services use each other in a circle, ${error.message}`,
      remedy: 'take one of these uses out, or make one of the services external',
    };
    throw new ProblemError([problem]);
  }
}

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

function nameProblems(overlay: Overlay, selection: Selection): readonly Problem[] {
  const bad = [overlay.name, ...selection.run.keys()].filter(
    (name) => !LABEL.test(name) || `${overlay.name}-${name}`.length > 63,
  );
  return bad.map((name) => ({
    overlay: overlay.name,
    path: name === overlay.name ? [] : [name],
    message: `the name "${name}" cannot be a namespace and, after the overlay's, the name of an Application`,
    remedy: 'use at most 63 characters for both together, lower-case letters, digits and dashes',
  }));
}

const operatorProblems = (
  overlay: Overlay,
  selection: Selection,
  addons: readonly PlannedAddon[],
): readonly Problem[] =>
  [...selection.run.values()].flatMap(({ service }) =>
    Object.keys(service.operatedBy ?? {})
      .filter((name) => !addons.some((addon) => addon.name === name))
      .map((name) => ({
        overlay: overlay.name,
        path: [service.name, 'operatedBy'],
        message: `the add-on ${name} that operates it is not enabled`,
        remedy: `add '${name}': true to the overlay's addons`,
      })),
  );

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
