import { error, type Rule, type Verdict } from '../finding';
import { byFolder, type Item, type Tree } from '../tree';

/** Namespaces that exist before anything of an overlay is applied. */
const GIVEN: ReadonlySet<string> = new Set(['argocd', 'default', 'kube-node-lease', 'kube-public', 'kube-system']);

const isThere = (tree: Tree, namespace: string): boolean =>
  GIVEN.has(namespace) || tree.find('Namespace', '', namespace) !== undefined;

function judge(tree: Tree, item: Item): readonly Verdict[] {
  const namespaced = item.ofKind.isNamespaced;
  if (namespaced === false && item.namespace !== '') {
    return [error(item, 'metadata.namespace', `A ${item.identity.kind} has no namespace.`, 'Leave it out.')];
  }
  if (namespaced && item.namespace === '') {
    return [error(item, 'metadata.namespace', 'The namespace is missing.', 'Write it; the default differs by tool.')];
  }
  if (item.namespace === '' || isThere(tree, item.namespace)) return NONE;
  return [
    error(
      item,
      'metadata.namespace',
      `Nothing in the overlay creates namespace ${item.namespace}.`,
      'Enable the service that owns the namespace, or correct the name.',
    ),
  ];
}

const NONE: readonly Verdict[] = [];

const ofItems = byFolder((tree, items) => items.flatMap((item) => judge(tree, item)));

/** Where an Application puts what its chart does not say a namespace for. */
const destination = (tree: Tree, item: Item): readonly Verdict[] => {
  const { namespace } = item.manifest.spec?.destination ?? {};
  if (typeof namespace !== 'string' || namespace === '' || isThere(tree, namespace)) return [];
  const message = `Nothing in the overlay creates namespace ${namespace}.`;
  return [error(item, 'spec.destination.namespace', message, 'Write it in the folder of namespaces.')];
};

/** Objects say their namespace, and it is one the overlay creates. */
export const namespaceExplicit: Rule = {
  id: 'namespace-explicit',
  why: 'What has no namespace lands wherever the tool points; what has an unknown one is refused.',
  check: (tree) => [
    ...ofItems(tree),
    ...tree.ofKind('argoproj.io/Application').flatMap((item) => destination(tree, item)),
  ],
};
