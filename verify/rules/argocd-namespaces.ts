import { error, type Rule } from '../finding';

/** All Namespaces of an overlay stand in one folder, apart from what lives in them. */
export const argocdNamespaces: Rule = {
  id: 'argocd-namespaces',
  why: 'A Namespace beside its workloads goes when their Application goes, and takes every volume along.',
  check: (tree) =>
    tree
      .ofKind('Namespace')
      .filter(({ folder }) =>
        tree.inFolder(folder).some(({ kind }) => /^(?:apps|batch)\//.test(kind) || kind === 'Pod'),
      )
      .map((item) => error(item, '', 'The Namespace stands beside workloads.', 'Move it to the folder of namespaces.')),
};
