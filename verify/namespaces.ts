import { type Item, inFolders, listOf, once, type Tree } from './tree';

/** Namespaces every cluster has. */
const BUILT_IN: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const livedIn = inFolders((items) => [...new Set(items.map(({ namespace }) => namespace))]);

/** Namespaces an overlay speaks of: those it declares and those its objects live in. */
export const namespacesOf = once(
  (tree): ReadonlySet<string> => new Set([...tree.ofKind('Namespace').map(({ name }) => name), ...livedIn(tree)]),
);

/** The sources of an Application, one or several. */
export const sourcesOf = ({ manifest }: Item): ReturnType<typeof listOf> =>
  listOf(manifest.spec?.sources ?? [manifest.spec?.source]);

const isRenderedElsewhere = (item: Item): boolean =>
  sourcesOf(item).some(({ chart, helm, kustomize, plugin }) => chart ?? helm ?? kustomize ?? plugin);

/**
 * Namespaces that hold more than the tree shows: of every cluster, of Argo CD itself, and those in which an
 * Application installs an upstream chart.
 */
const opaque = once((tree): ReadonlySet<string> => {
  const applications = tree.ofKind('argoproj.io/Application');
  return new Set([
    ...BUILT_IN,
    ...applications.map(({ namespace }) => namespace),
    ...applications.filter(isRenderedElsewhere).map(({ manifest }) => manifest.spec?.destination?.namespace ?? ''),
  ]);
});

/** Whether objects may exist in a namespace that the tree does not show. */
export const isOpaque = (tree: Tree, namespace: string): boolean => opaque(tree).has(namespace);
