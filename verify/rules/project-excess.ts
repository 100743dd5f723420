import type { Fields } from '../../manifest/types';
import { type Rule, type Verdict, warning } from '../finding';
import { sourcesOf } from '../namespaces';
import { type Item, listOf, type Tree } from '../tree';

const isPlain = (repository: Fields): repository is string =>
  typeof repository === 'string' && !/[*?[]/.test(repository) && !repository.startsWith('!');

const ofProject = (tree: Tree, project: Item): readonly Verdict[] => {
  const own = tree.ofKind('argoproj.io/Application').filter(({ manifest }) => manifest.spec?.project === project.name);
  if (own.length === 0 || tree.ofKind('argoproj.io/ApplicationSet').length > 0) return [];
  const used = new Set(own.flatMap((item) => sourcesOf(item).map(({ repoURL }) => repoURL)));
  return listOf(project.manifest.spec?.sourceRepos).flatMap((repository, index) =>
    isPlain(repository) && !used.has(repository)
      ? [
          warning(
            project,
            `spec.sourceRepos[${index}]`,
            `No Application of the project takes anything from ${repository}.`,
            'Take it out, or bring back the Application that is missing.',
          ),
        ]
      : [],
  );
};

/** A project that has Applications permits no repository that none of them uses. */
export const projectExcess: Rule = {
  id: 'project-excess',
  why: 'What a project permits beyond need is open to whoever may write an Application, or tells of one that is missing.',
  check: (tree) => tree.ofKind('argoproj.io/AppProject').flatMap((project) => ofProject(tree, project)),
};
