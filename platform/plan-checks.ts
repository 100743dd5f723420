import type { Overlay } from './overlay';
import type { PlannedAddon } from './plan-addons';
import type { Problem } from './problem';
import type { Selection } from './select';

/** Stands for the secret store in the order of services, and is its folder. */
export const STORE_NODE = 'secret-store';

/** Whether names, operators and the secret store of an overlay's services hold together. */
export const checkSelection = (
  overlay: Overlay,
  selection: Selection,
  addons: readonly PlannedAddon[],
): readonly Problem[] => [
  ...nameProblems(overlay, selection),
  ...takenNames(overlay, selection, addons),
  ...storeProblems(overlay, selection),
  ...operatorProblems(overlay, selection, addons),
];

/** Folders of an overlay that are nobody's service. */
const RESERVED: readonly string[] = ['apps', 'cluster', 'namespaces', 'root', STORE_NODE];

function storeProblems(overlay: Overlay, selection: Selection): readonly Problem[] {
  const server = overlay.site.secretStore.servedBy;
  if (!server || selection.run.has(server.service)) return [];
  return [
    {
      overlay: overlay.name,
      path: ['site', 'secretStore'],
      message: `${server.service} serves the secret store, but the overlay does not run it`,
      remedy: `add ${server.service}: true to its services, or give the site another store`,
    },
  ];
}

const takenNames = (overlay: Overlay, selection: Selection, addons: readonly PlannedAddon[]): readonly Problem[] =>
  [...selection.run.keys()]
    .filter((name) => RESERVED.includes(name) || addons.some((addon) => addon.name === name))
    .map((name) => ({
      overlay: overlay.name,
      path: [name],
      message: `"${name}" is already the name of an add-on or of a folder of every overlay`,
      remedy: 'give the service another name',
    }));

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
