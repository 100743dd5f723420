import type { Backup } from '../backup';
import type { Plan } from '../plan';
import { backupsOf, dataHolders, expendableIn, type ObjectsOf, statedOf } from '../protection';
import { page } from './documents';
import { table } from './markdown';

/** What is saved, where, how often, and where it says how it is restored; and what nobody saves. */
export function backupsTable(plan: Plan, objectsOf: ObjectsOf): string {
  const { services, addons } = plan;
  const rows = [
    ...services.flatMap((planned) => backupsOf(planned).map((backup) => row(plan, 'services', planned.name, backup))),
    ...addons.flatMap(({ name, protection }) =>
      (protection?.backups ?? []).map((backup) => row(plan, 'addons', name, backup)),
    ),
    ...elsewhere(plan),
    ...unsaved(plan, objectsOf),
  ];
  return rows.length > 0 ? table(['By', 'What', 'Where', 'How often', 'Restore'], rows) : '';
}

const row = (plan: Plan, kind: 'services' | 'addons', name: string, backup: Backup): readonly string[] => [
  backup.byHand ? `${name}, set up by hand` : name,
  backup.what,
  backup.where,
  backup.often,
  `[how](${page(plan, kind, name, backup.restore)})`,
];

const elsewhere = ({ external }: Plan): readonly (readonly string[])[] =>
  [...external].map(([name, { host }]) => [`who runs ${name}`, `everything kept at ${host}`, '', '', '']);

/** Volumes of services of whose backups nothing is said and that no add-on copies. */
function unsaved(plan: Plan, objectsOf: ObjectsOf): readonly (readonly string[])[] {
  const copied = plan.addons.flatMap(({ protection }) => protection?.volumesOf ?? []);
  return dataHolders(plan, objectsOf)
    .filter(({ namespace }) => !copied.includes(namespace) && statedOf(plan, namespace).length === 0)
    .map(({ namespace }) => ['**nobody**', `volumes of \`${namespace}\``, expendableIn(plan, namespace) ?? '', '', '']);
}
