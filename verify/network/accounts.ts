import { query } from '../query';
import { type Item, listOf, once, type Pods, type Tree } from '../tree';

const BINDINGS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];
const EVERY_ACCOUNT_OF = 'system:serviceaccounts:';

/** Bindings by who they give rights to: `namespace/account`, or `namespace/` for all accounts of a namespace. */
const bindings = once((tree): ReadonlyMap<string, readonly Item[]> => {
  const index = new Map<string, Item[]>();
  for (const item of BINDINGS.flatMap((kind) => tree.ofKind(kind)))
    for (const { kind, name, namespace = item.namespace } of listOf(item.manifest.subjects)) {
      const isGroup = kind === 'Group' && String(name).startsWith(EVERY_ACCOUNT_OF);
      if (kind !== 'ServiceAccount' && !isGroup) continue;
      const who = isGroup ? `${String(name).slice(EVERY_ACCOUNT_OF.length)}/` : `${namespace}/${name}`;
      index.set(who, [...(index.get(who) ?? []), item]);
    }
  return index;
});

const accountOf = ({ spec }: Pods): string => spec.serviceAccountName ?? spec.serviceAccount ?? 'default';

const bindingsOf = (tree: Tree, pods: Pods): readonly Item[] => [
  ...(bindings(tree).get(`${pods.item.namespace}/${accountOf(pods)}`) ?? []),
  ...(bindings(tree).get(`${pods.item.namespace}/`) ?? []),
];

/** Whether pods carry a token the API server takes. What the pod says of mounting counts more than its account's word. */
function hasToken(tree: Tree, pods: Pods): boolean {
  const account = tree.find('ServiceAccount', pods.item.namespace, accountOf(pods));
  const mounts = pods.spec.automountServiceAccountToken ?? account?.manifest.automountServiceAccountToken ?? true;
  return mounts || query(pods.spec, 'volumes[].projected.sources[].serviceAccountToken').some(isForApi);
}

/** A token for somebody else names its audience. */
const isForApi = ({ value }: { readonly value: { readonly audience?: unknown } }): boolean =>
  value.audience === undefined;

/** What gives pods rights at the Kubernetes API, where they carry a token for it. */
export const rightsOf = (tree: Tree, pods: Pods): readonly Item[] => {
  const given = bindingsOf(tree, pods);
  return given.length > 0 && hasToken(tree, pods) ? given : [];
};

/** Rights by which a program finds out for itself where to connect. */
const DISCOVERY: ReadonlySet<string> = new Set(['*', 'endpoints', 'endpointslices', 'pods', 'services']);

/** Roles of every cluster that hold none of these. */
const BLIND: ReadonlySet<string> = new Set(['system:auth-delegator']);

const mayDiscover = (tree: Tree, binding: Item): boolean => {
  const { kind, name } = binding.manifest.roleRef ?? {};
  const role = tree.find(`rbac.authorization.k8s.io/${kind}`, kind === 'ClusterRole' ? '' : binding.namespace, name);
  if (!role) return !BLIND.has(name);
  return listOf(role.manifest.rules).some(({ resources }) =>
    listOf(resources).some((each) => DISCOVERY.has(String(each))),
  );
};

/** Whether pods may look up at the Kubernetes API where to connect, so that their connections cannot be told from the tree. */
export const discovers = (tree: Tree, pods: Pods): boolean =>
  rightsOf(tree, pods).some((binding) => mayDiscover(tree, binding));
