import type { Fields } from '../manifest/types';
import { byCodeUnit } from '../manifest/types';
import type { Addon, AddonContext } from './addon';
import type { Protection } from './backup';
import { CycleError, depths, WAVES } from './order';
import type { AddonCatalog, Overlay } from './overlay';
import { nearest, type Problem, ProblemError } from './problem';
import { mergeSettings } from './settings';

/** An add-on of the overlay, its Helm values computed. */
export interface PlannedAddon {
  readonly name: string;
  readonly addon: Addon;
  /** Sync wave of its Application: after the add-ons it requires. */
  readonly wave: number;
  readonly values: Fields;
  /** Custom resources of the installation itself. */
  readonly resources: readonly Fields[];
  readonly images: Readonly<Record<string, string>>;
  /** What its contract's functions are given. */
  readonly context: AddonContext<Fields, Readonly<Record<string, string>>>;
  /** What it does about the namespaces that hold data, once their charts are built. */
  readonly protection?: Protection;
}

/** The add-ons of an overlay: those its site needs and those it names itself. */
export function planAddons(
  overlay: Overlay,
  catalog: AddonCatalog,
): { readonly addons: readonly PlannedAddon[]; readonly problems: readonly Problem[] } {
  const chosen = enabled(overlay.site.addons, overlay.addons);
  const names = Object.keys(chosen).filter((name) => name in catalog && chosen[name] !== undefined);
  const waves = addonWaves(overlay, names, catalog);
  const problems: Problem[] = [...unknownAddons(overlay, chosen, catalog), ...missingAddons(overlay, names, catalog)];
  const addons = names.flatMap((name): readonly PlannedAddon[] => {
    const addon = catalog[name];
    if (!addon) return [];
    const where = { overlay: overlay.name, path: ['addons', name] };
    const given = chosen[name] === true ? undefined : chosen[name];
    const merged = mergeSettings(where, addon.settings ?? {}, given, addon.accepts);
    problems.push(...merged.problems);
    const images = Object.fromEntries(
      Object.entries(addon.images ?? {}).map(([key, image]) => [key, overlay.site.registry.rewrite(image)]),
    );
    const context = { overlay: overlay.name, site: overlay.site, settings: merged.settings, images };
    const resources = addon.resources?.(context) ?? [];
    return [
      {
        name,
        addon,
        wave: WAVES.addons + (waves.get(name) ?? 0),
        values: addon.values(context),
        resources,
        images,
        context,
      },
    ];
  });
  addons.sort((a, b) => a.wave - b.wave || byCodeUnit(a.name, b.name));
  return { addons, problems };
}

/** The overlay's word over the site's, setting by setting; naming an add-on again takes nothing of the site's away. */
function enabled(
  site: Readonly<Record<string, Fields>>,
  own: Readonly<Record<string, Fields>>,
): Readonly<Record<string, Fields>> {
  const both = (name: string): Fields => {
    const given = [site[name], own[name]].filter((settings) => typeof settings === 'object');
    return given.length > 0 ? Object.assign({}, ...given) : (own[name] ?? site[name]);
  };
  return Object.fromEntries(Object.keys({ ...site, ...own }).map((name) => [name, both(name)]));
}

function addonWaves(overlay: Overlay, names: readonly string[], catalog: AddonCatalog): ReadonlyMap<string, number> {
  try {
    return depths(names, (name) => catalog[name]?.requires ?? []);
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    const message = `add-ons require each other in a circle, ${error.message}`;
    throw new ProblemError([{ overlay: overlay.name, path: ['addons'], message, remedy: 'take one requirement out' }]);
  }
}

const unknownAddons = (overlay: Overlay, chosen: object, catalog: AddonCatalog): readonly Problem[] =>
  Object.keys(chosen)
    .filter((name) => !(name in catalog))
    .map((name) => ({
      overlay: overlay.name,
      path: ['addons', name],
      message: `there is no add-on "${name}"`,
      remedy: nearest(name, Object.keys(catalog)),
    }));

const missingAddons = (overlay: Overlay, names: readonly string[], catalog: AddonCatalog): readonly Problem[] =>
  names.flatMap((name) =>
    (catalog[name]?.requires ?? [])
      .filter((required) => !names.includes(required))
      .map((required) => ({
        overlay: overlay.name,
        path: ['addons', name],
        message: `it requires the add-on ${required}, which is not enabled`,
        remedy: `add '${required}': true to the overlay's addons`,
      })),
  );
