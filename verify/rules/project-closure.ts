import { type ApplicationFacts, applicationsOf, syncing } from '../applications';
import { error, type Rule, type Verdict } from '../finding';
import { sourcesOf } from '../namespaces';
import { isDestination, isKindPermitted, type Project, permitted, projectsOf } from '../projects';
import { type Item, listOf, type Tree } from '../tree';

const ofApplication = (project: Project, item: Item): readonly Verdict[] => {
  const repos = listOf(project.item.manifest.spec?.sourceRepos);
  const strange = sourcesOf(item).find(({ repoURL }) => !permitted(repos, String(repoURL ?? '')));
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
    ...(namespace && !isDestination(project, item, namespace)
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
  ...(item.namespace && !isDestination(project, application, item.namespace)
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

const namesObjects = ({ namespaced: { allowed = [], denied } }: Project): boolean =>
  [...allowed, ...denied].some(({ name }) => name !== undefined);

/**
 * Whether a project permits an object of an Application, asked once for each kind and namespace unless names are listed.
 */
function permission(project: Project, application: Item): (item: Item) => boolean {
  const isPermitted = (item: Item): boolean => ofObject(project, application, item).length === 0;
  if (namesObjects(project)) return isPermitted;
  const known = new Map<string, Map<string, boolean>>();
  return (item) => {
    if (item.namespace === '') return isPermitted(item);
    const before = known.get(item.namespace)?.get(item.kind);
    if (before !== undefined) return before;
    const now = isPermitted(item);
    known.set(item.namespace, (known.get(item.namespace) ?? new Map<string, boolean>()).set(item.kind, now));
    return now;
  };
}

const judge = (tree: Tree, { item }: ApplicationFacts): readonly Verdict[] => {
  const name = item.manifest.spec?.project;
  const found = tree.find('argoproj.io/AppProject', item.namespace, name);
  const project = found && projectsOf(tree).get(found);
  if (!project) {
    return [error(item, 'spec.project', `There is no AppProject ${name}.`, 'Write the AppProject in the overlay.')];
  }
  const own = [...tree.folders].flatMap(([folder, items]) =>
    syncing(tree, folder).some((application) => application.item === item) ? items : [],
  );
  const isPermitted = permission(project, item);
  return [
    ...ofApplication(project, item),
    ...own.filter((object) => !isPermitted(object)).flatMap((object) => ofObject(project, item, object)),
  ];
};

/** Every Application's project permits its sources, its destination and every object it syncs. */
export const projectClosure: Rule = {
  id: 'project-closure',
  why: 'One object that the project does not permit fails the sync of the whole Application.',
  check: (tree) => applicationsOf(tree).flatMap((application) => judge(tree, application)),
};
