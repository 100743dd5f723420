import type { Plan } from '../plan';
import { table } from './markdown';

/** What people must do before the first sync: things at external providers, entries in the secret store, Secrets. */
export function preparedTable({ services, edges, addons }: Plan): string {
  const things = edges
    .filter(({ address, reference }) => address.external && reference.claim)
    .map(({ from, to, reference: { claim }, address }) => [
      `${claim?.kind} \`${claim?.name}\``,
      `at ${address.host}, in place of ${to}`,
      from,
    ]);
  const entries = services.flatMap(({ name, secrets: { reads } }) =>
    reads.flatMap(({ keys, prepared }) => (prepared ? [[`secret store entry \`${keys[0]}\``, prepared, name]] : [])),
  );
  const ofAddons = addons.flatMap(({ name, addon, context }) =>
    (addon.prepared?.(context) ?? []).map(({ what, how }) => [what, how, name]),
  );
  const rows = [...ofAddons, ...things, ...entries];
  return rows.length > 0 ? table(['What', 'Where or with what', 'For'], rows) : '';
}
