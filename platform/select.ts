import type { Fields } from '../manifest/types';
import type { Catalog, External, Overlay } from './overlay';
import { nearest, type Problem } from './problem';
import type { Service } from './service';
import { mergeSettings } from './settings';

/** A service an overlay runs itself. */
export interface Chosen {
  readonly service: Service;
  readonly settings: Fields;
}

/** What an overlay's `services` come to. */
export interface Selection {
  readonly run: ReadonlyMap<string, Chosen>;
  readonly external: ReadonlyMap<string, External['external']>;
  readonly problems: readonly Problem[];
}

/** Which services of the catalog an overlay runs, with which settings, and which somebody else runs for it. */
export function select(overlay: Overlay, catalog: Catalog): Selection {
  const run = new Map<string, Chosen>();
  const external = new Map<string, External['external']>();
  const problems: Problem[] = [];
  const said: Readonly<Record<string, Fields>> = overlay.services;
  for (const [name, service] of Object.entries(catalog)) {
    const choice = said[name] ?? said['*'] ?? false;
    if (choice === false) continue;
    if (isExternal(choice)) {
      problems.push(...checkExternal(overlay, service, choice.external));
      external.set(name, choice.external);
      continue;
    }
    const where = { overlay: overlay.name, path: [name] };
    const merged = mergeSettings(where, service.settings, choice === true ? undefined : choice, service.accepts);
    problems.push(...merged.problems);
    run.set(name, { service, settings: merged.settings });
  }
  return { run, external, problems: [...unknownServices(overlay, catalog), ...problems] };
}

const isExternal = (choice: Fields): choice is External =>
  typeof choice === 'object' && choice !== null && 'external' in choice;

const unknownServices = (overlay: Overlay, catalog: Catalog): readonly Problem[] =>
  Object.keys(overlay.services)
    .filter((name) => name !== '*' && !(name in catalog))
    .map((name) => ({
      overlay: overlay.name,
      path: ['services', name],
      message: `there is no service "${name}"`,
      remedy: nearest(name, Object.keys(catalog)),
    }));

function checkExternal(overlay: Overlay, service: Service, given: External['external']): readonly Problem[] {
  const where = { overlay: overlay.name, path: [service.name, 'external'] };
  const { host, port, ...facts } = given;
  const address = mergeSettings(where, { host: 'db.example.com', port: 5432 }, { host, port }, undefined).problems;
  const missing = (['host', 'port'] as const)
    .filter((key) => given[key] === undefined)
    .map((key) => ({
      ...where,
      message: `${key} is missing`,
      remedy: `say under which ${key} the service is reached`,
    }));
  return [...address, ...missing, ...mergeSettings(where, service.facts ?? {}, facts, undefined).problems];
}
