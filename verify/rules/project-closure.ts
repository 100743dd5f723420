import { type ApplicationFacts, applicationsOf, syncing } from '../applications';
import { error, type Rule, type Verdict } from '../finding';
import { sourcesOf } from '../namespaces';
import { isKindPermitted, isSource, type Project, projectsOf } from '../projects';
import { type Item, onceFor, type Tree } from '../tree';

const ofApplication = (project: Project, item: Item): readonly Verdict[] => {
  const strange = sourcesOf(item).find(({ repoURL }) => !isSource(project, String(repoURL ?? '')));
  const { namespace } = item.manifest.spec?.destination ?? {};
  return [
    ...(strange
      ? [
          error(
            item,
            'spec.project',
            `Project ${project.item.name} does not permit ${strange.repoURL}.`,
            'Add it to sourceRepos.',
          ),
        ]
      : []),
    ...(namespace && !project.destinations.permit(item, namespace)
      ? [
          error(
            item,
            'spec.destination',
            `Project ${project.item.name} does not permit namespace ${namespace}.`,
            'Add it to the destinations of the project.',
          ),
        ]
      : []),
  ];
};

const ofObject = (project: Project, application: Item, item: Item): readonly Verdict[] => [
  ...(item.namespace && !project.destinations.permit(application, item.namespace)
    ? [
        error(
          item,
          'metadata.namespace',
          `Project ${project.item.name} of ${application.name} does not permit namespace ${item.namespace}.`,
          'Add it to the destinations of the project, or move the object.',
        ),
      ]
    : []),
  ...(isKindPermitted(project, item)
    ? []
    : [
        error(
          item,
          'kind',
          `Project ${project.item.name} of ${application.name} does not permit ${item.identity.kind}.`,
          'Add the kind to the whitelist of the project.',
        ),
      ]),
];

/**
 * What a project that names no objects of namespaces looks at in a folder: its namespaces, an object of each kind in them, and
 * every object of the cluster, which projects permit by their names.
 */
const varietyOf = onceFor((tree, folder: string) => {
  const items = tree.inFolder(folder);
  return {
    namespaces: [...new Set(items.map(({ namespace }) => namespace))].filter((namespace) => namespace !== ''),
    kinds: [...new Map(items.map((item) => [item.namespace === '' ? item : item.kind, item])).values()],
  };
});

/** Whether there is nothing to say of the objects of a folder, whatever their names. */
function isPermitted(tree: Tree, folder: string, project: Project, application: Item): boolean {
  if (project.namesObjects) return false;
  const { namespaces, kinds } = varietyOf(tree, folder);
  return (
    namespaces.every((namespace) => project.destinations.permit(application, namespace)) &&
    kinds.every((item) => isKindPermitted(project, item))
  );
}

const projectOf = (tree: Tree, { namespace, manifest }: Item): Project | undefined => {
  const found = tree.find('argoproj.io/AppProject', namespace, manifest.spec?.project);
  return found && projectsOf(tree).get(found);
};

const ofFolder = (tree: Tree, folder: string, { item: application }: ApplicationFacts): readonly Verdict[] => {
  const project = projectOf(tree, application);
  if (!project) return [];
  return isPermitted(tree, folder, project, application)
    ? []
    : tree.inFolder(folder).flatMap((item) => ofObject(project, application, item));
};

const ownFaults = (tree: Tree, { item }: ApplicationFacts): readonly Verdict[] => {
  const project = projectOf(tree, item);
  if (project) return ofApplication(project, item);
  const name = item.manifest.spec?.project;
  return [error(item, 'spec.project', `There is no AppProject ${name}.`, 'Write the AppProject in the overlay.')];
};

/** Every Application's project permits its sources, its destination and every object it syncs. */
export const projectClosure: Rule = {
  id: 'project-closure',
  why: 'One object that the project does not permit fails the sync of the whole Application.',
  check: (tree) => [
    ...applicationsOf(tree).flatMap((application) => ownFaults(tree, application)),
    ...tree.folderNames.flatMap((folder) =>
      syncing(tree, folder).flatMap((application) => ofFolder(tree, folder, application)),
    ),
  ],
};
