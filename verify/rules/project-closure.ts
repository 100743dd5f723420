import type { Fields } from '../../manifest/types';
import { type ApplicationFacts, applicationsOf, syncing } from '../applications';
import { error, type Rule, type Verdict } from '../finding';
import { sourcesOf } from '../namespaces';
import { remembered } from '../remembered';
import { type Item, listOf, type Tree } from '../tree';

const globOf: (pattern: string) => RegExp = remembered((pattern) => {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`);
});

const isGlob = (pattern: string): boolean => pattern.includes('*') || pattern.includes('?');

const matches = (pattern: Fields, value: string): boolean =>
  pattern === value || (typeof pattern === 'string' && isGlob(pattern) && globOf(pattern).test(value));

/** Whether one of the patterns matches and none that begins with `!` does. */
const permitted = (patterns: readonly Fields[], value: string): boolean =>
  patterns.some((pattern) => matches(pattern, value)) &&
  !patterns.some((pattern) => String(pattern).startsWith('!') && matches(String(pattern).slice(1), value));

const isDestination = (project: Item, application: Item, namespace: string): boolean => {
  const { server, name } = application.manifest.spec?.destination ?? {};
  return listOf(project.manifest.spec?.destinations).some(
    (entry) =>
      ((server !== undefined && matches(entry.server, server)) || (name !== undefined && matches(entry.name, name))) &&
      matches(entry.namespace, namespace),
  );
};

const lists = (entries: readonly Fields[], { identity }: Item): boolean =>
  entries.some(
    (entry) =>
      matches(entry.group, identity.group) &&
      matches(entry.kind, identity.kind) &&
      (entry.name === undefined || matches(entry.name, identity.name)),
  );

const isKindPermitted = (project: Item, item: Item): boolean => {
  const spec = project.manifest.spec ?? {};
  const namespaced = item.namespace !== '' || item.ofKind.isNamespaced === true;
  const [allowed, denied] = namespaced
    ? [spec.namespaceResourceWhitelist, spec.namespaceResourceBlacklist]
    : [spec.clusterResourceWhitelist ?? [], spec.clusterResourceBlacklist];
  return (allowed === undefined || lists(listOf(allowed), item)) && !lists(listOf(denied), item);
};

const ofApplication = (project: Item, item: Item): readonly Verdict[] => {
  const repos = listOf(project.manifest.spec?.sourceRepos);
  const strange = sourcesOf(item).find(({ repoURL }) => !permitted(repos, String(repoURL ?? '')));
  const { namespace } = item.manifest.spec?.destination ?? {};
  return [
    ...(strange
      ? [
          error(
            item,
            'spec.project',
            `Project ${project.name} does not permit ${strange.repoURL}.`,
            'Add it to sourceRepos.',
          ),
        ]
      : []),
    ...(namespace && !isDestination(project, item, namespace)
      ? [
          error(
            item,
            'spec.destination',
            `Project ${project.name} does not permit namespace ${namespace}.`,
            'Add it to the destinations of the project.',
          ),
        ]
      : []),
  ];
};

const ofObject = (project: Item, application: Item, item: Item): readonly Verdict[] => [
  ...(item.namespace && !isDestination(project, application, item.namespace)
    ? [
        error(
          item,
          'metadata.namespace',
          `Project ${project.name} of ${application.name} does not permit namespace ${item.namespace}.`,
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
          `Project ${project.name} of ${application.name} does not permit ${item.identity.kind}.`,
          'Add the kind to the whitelist of the project.',
        ),
      ]),
];

const LISTS: readonly string[] = ['cluster', 'namespace'].flatMap((scope) =>
  ['Whitelist', 'Blacklist'].map((list) => `${scope}Resource${list}`),
);

const namesObjects = ({ manifest: { spec } }: Item): boolean =>
  LISTS.some((field) => listOf(spec?.[field]).some(({ name }) => name !== undefined));

/** Whether a project permits an object, asked once for each kind and namespace unless the project lists names. */
function permission(project: Item, application: Item): (item: Item) => boolean {
  const isPermitted = (item: Item): boolean => ofObject(project, application, item).length === 0;
  if (namesObjects(project)) return isPermitted;
  const known = new Map<string, Map<string, boolean>>();
  return (item) => {
    const before = known.get(item.namespace)?.get(item.kind);
    if (before !== undefined) return before;
    const now = isPermitted(item);
    known.set(item.namespace, (known.get(item.namespace) ?? new Map<string, boolean>()).set(item.kind, now));
    return now;
  };
}

const judge = (tree: Tree, { item }: ApplicationFacts): readonly Verdict[] => {
  const name = item.manifest.spec?.project;
  const project = tree.find('argoproj.io/AppProject', item.namespace, name);
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
