import { type ApplicationFacts, applicationsOf, syncing, waveOf } from '../applications';
import { error, type Rule, type Verdict } from '../finding';
import type { Item, Tree } from '../tree';

/** Key of `argocd-cm` that tells Argo CD when an Application is healthy. Source: Argo CD docs, Resource Health. */
const HEALTH = 'resource.customizations.health.argoproj.io_Application';

const hasHealth = (tree: Tree): boolean =>
  tree.ofKind('ConfigMap').some(({ name, manifest }) => name === 'argocd-cm' && manifest.data?.[HEALTH] !== undefined);

/** Applications that sync a folder with Applications in it. */
const rootsOf = (tree: Tree, children: readonly ApplicationFacts[]): readonly Item[] =>
  [...new Set(children.map(({ item }) => item.folder))].flatMap((folder) =>
    syncing(tree, folder).map(({ item }) => item),
  );

const ofWaves = (tree: Tree, children: readonly ApplicationFacts[], roots: readonly Item[]): readonly Verdict[] => {
  const [first] = children;
  if (!first || new Set(children.map(({ item }) => waveOf(item))).size < 2) return [];
  const idle = 'The waves of these Applications order nothing';
  return [
    ...(roots.length === 0
      ? [error(first.item, '', `${idle}: no Application syncs their folder.`, 'Write a root Application for it.')]
      : []),
    ...(hasHealth(tree)
      ? []
      : [
          error(
            first.item,
            '',
            `${idle}: by itself Argo CD takes every Application for healthy.`,
            `Ship argocd-cm with ${HEALTH}.`,
          ),
        ]),
  ];
};

const pruning = (root: Item): readonly Verdict[] =>
  root.manifest.spec?.syncPolicy?.automated?.prune === true
    ? [
        error(
          root,
          'spec.syncPolicy.automated.prune',
          'The root would delete an Application, and all it holds, as soon as its file is gone.',
          'Write false.',
        ),
      ]
    : [];

/** Files directly in the overlay are applied by hand; a tree handed over without them says nothing about the root. */
const showsRoot = (tree: Tree): boolean => tree.folderNames.includes('');

/** Applications in waves have a root that syncs them, that waits for them, and that deletes none. */
export const argocdRoot: Rule = {
  id: 'argocd-root',
  why: 'Without a root and a health check for Applications all of them sync at once, whatever their waves say.',
  check: (tree) => {
    const children = applicationsOf(tree).filter(({ item }) => item.folder !== '');
    const roots = rootsOf(tree, children);
    return [...(showsRoot(tree) ? ofWaves(tree, children, roots) : []), ...roots.flatMap(pruning)];
  },
};
