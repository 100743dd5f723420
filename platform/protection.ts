import { podsOfAll } from '../manifest/pods';
import { byCodeUnit, type Manifest } from '../manifest/types';
import type { Backup, DataHolder } from './backup';
import type { Plan, PlannedService } from './plan';
import type { PlannedAddon } from './plan-addons';

/** Finds the objects of a service by its name. */
export type ObjectsOf = (service: string) => readonly Manifest[];

/** The namespaces of a plan whose pods claim volumes, told from their very objects. */
export const dataHolders = (plan: Plan, objectsOf: ObjectsOf): readonly DataHolder[] =>
  plan.services.flatMap((planned) => {
    const volumes = podsOfAll(objectsOf(planned.name)).flatMap((pod) => pod.volumes);
    if (volumes.length === 0) return [];
    const classes = volumes.flatMap(({ storageClass }) => storageClass ?? []);
    return [
      {
        namespace: planned.name,
        storageClasses: [...new Set(classes)].sort(byCodeUnit),
        savesItself: statedOf(plan, planned.name).some(({ byHand }) => !byHand),
      },
    ];
  });

/** What a service states about its backups with its settings. */
export const backupsOf = ({ service, settings }: PlannedService): readonly Backup[] =>
  service.backups?.(settings) ?? [];

/** What is stated about the data of a service, by itself or by another. */
export const statedOf = ({ services }: Plan, name: string): readonly Backup[] =>
  services.flatMap((planned) => backupsOf(planned).filter(({ of = planned.name }) => of === name));

/** The plan with what its add-ons do about the namespaces that hold data, which only built charts can tell. */
export function withProtection(plan: Plan, objectsOf: ObjectsOf): Plan {
  if (!plan.addons.some(({ addon }) => addon.protects)) return plan;
  const holders = dataHolders(plan, objectsOf);
  const addons = plan.addons.map((planned): PlannedAddon => {
    const protection = planned.addon.protects?.(planned.context, holders);
    if (!protection) return planned;
    return { ...planned, protection, resources: [...planned.resources, ...protection.resources] };
  });
  return { ...plan, addons };
}
