import { type ApplicationFacts, applicationsOf, isRootFolder, syncing } from '../applications';
import { error, type Rule, type Verdict } from '../finding';
import type { Tree } from '../tree';

const deadPaths = (tree: Tree, { item, paths }: ApplicationFacts): readonly Verdict[] =>
  paths.flatMap(({ at, text, folder }) => {
    if (folder === undefined) {
      const message = `The path ${text} leads out of overlay ${tree.name}.`;
      return [error(item, at, message, 'Point it at a folder of this overlay.')];
    }
    const holds = tree.folderNames.some((own) => own === folder || own.startsWith(`${folder}/`));
    return holds
      ? []
      : [error(item, at, `There is nothing at ${text}.`, 'Remove the Application or correct its path.')];
  });

const folderOwners = (tree: Tree): readonly Verdict[] =>
  tree.folderNames.flatMap((folder) => {
    const [first] = tree.inFolder(folder);
    const owners = syncing(tree, folder);
    if (!first || owners.length === 1 || (owners.length === 0 && isRootFolder(folder))) return [];
    const names = owners.map(({ item }) => item.name).join(' and ');
    const message =
      owners.length === 0 ? `No Application syncs folder ${folder}.` : `Folder ${folder} is synced by ${names}.`;
    return [error(first, '', message, 'Give every folder exactly one Application.')];
  });

/** Every Application's path holds objects, and every folder is synced by exactly one Application. */
export const applicationClosure: Rule = {
  id: 'application-closure',
  why: 'A folder without Application is never applied; one with two is fought over; a path without folder fails the sync.',
  check: (tree) => {
    const applications = applicationsOf(tree);
    if (applications.length === 0) return [];
    return [...applications.flatMap((application) => deadPaths(tree, application)), ...folderOwners(tree)];
  },
};
