import { isBuiltIn } from '../manifest/kinds';
import { describe, groupOf, identityOf } from '../manifest/types';
import type { Folder } from './derive/argocd';
import type { Plan } from './plan';
import type { Problem } from './problem';

/** Custom resources whose API group no enabled add-on serves: nothing would ever happen to them. */
export function missingAddons(plan: Plan, folders: readonly Folder[]): readonly Problem[] {
  const served = new Set(['argoproj.io', ...plan.addons.flatMap(({ addon }) => addon.provides)]);
  const problems = new Map<string, Problem>();
  for (const { name, objects } of folders)
    for (const object of objects) {
      const group = groupOf(object.apiVersion);
      if (isBuiltIn(group) || served.has(group) || problems.has(`${name}/${group}`)) continue;
      problems.set(`${name}/${group}`, {
        overlay: plan.overlay.name,
        path: [name, describe(identityOf(object))],
        message: `no enabled add-on serves ${group}`,
        remedy: remedyFor(group, plan),
      });
    }
  return [...problems.values()];
}

function remedyFor(group: string, { available }: Plan): string {
  const addon = Object.values(available).find(({ provides }) => provides.includes(group));
  return addon
    ? `add '${addon.name}': true to the overlay's addons`
    : 'write an add-on that provides this group in charts/addons, and enable it';
}
