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

/** Why what a service keeps may be lost in this overlay; `undefined` where nobody says so. */
export const expendableIn = ({ overlay, services }: Plan, name: string): string | undefined =>
  overlay.expendable?.[name] ?? services.find((planned) => planned.name === name)?.service.expendable;

/**
 * What the Namespace of a service must say about its data because no object does: that people save it, or that nobody
 * need. Nothing where the service or an add-on saves it, and where nobody says anything.
 */
export function backupStatement(plan: Plan, name: string): string | undefined {
  const stated = statedOf(plan, name);
  const isCopied = plan.addons.some(({ protection }) => protection?.volumesOf.includes(name));
  if (isCopied || stated.some(({ byHand }) => !byHand)) return undefined;
  const [manual] = stated;
  if (manual) return `set up by hand: ${manual.what}, to ${manual.where}, ${manual.often}`;
  const reason = expendableIn(plan, name);
  return reason && `may be lost: ${reason}`;
}

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
