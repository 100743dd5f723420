import { error, type Rule, type Verdict } from '../finding';
import { query } from '../query';
import { type Route, routesOf } from '../routes';
import { type Item, listOf, type Tree } from '../tree';

const rivals = (tree: Tree): readonly Verdict[] => {
  const first = new Map<string, Route>();
  return routesOf(tree).flatMap((route) => {
    const before = first.get(route.key);
    if (!before) first.set(route.key, route);
    if (!before) return [];
    const { item, at, host, path } = route;
    const message = `${before.item.object} claims ${path} of host ${host} as well, so chance decides which of them answers.`;
    return [error(item, at, message, 'Keep one, or tell the two apart by path.')];
  });
};

/** One host, one certificate: of two Secrets in one namespace a controller serves whichever it reads last. */
const certificates = (tree: Tree): readonly Verdict[] => {
  const first = new Map<string, readonly [secret: string, item: Item]>();
  return tree.ofKind('networking.k8s.io/Ingress').flatMap((item) =>
    query(item.manifest, 'spec.tls[]').flatMap(({ value: { hosts, secretName }, at }) =>
      listOf(hosts).flatMap((host): readonly Verdict[] => {
        const key = `${item.namespace}/${host}`;
        const [secret, other] = first.get(key) ?? [secretName, item];
        first.set(key, [secret, other]);
        if (secret === secretName || secretName === undefined) return [];
        const message = `Host ${host} has its certificate in Secret ${secretName} here and in ${secret} in ${other.object}.`;
        return [error(item, `${at}.secretName`, message, 'Name one Secret in both.')];
      }),
    ),
  );
};

/** No two routes claim the same host and path, and a host has one certificate. */
export const hostPath: Rule = {
  id: 'host-path',
  why: 'Of two routes to one address either may answer, and which one changes with a restart of the controller.',
  check: (tree) => [...rivals(tree), ...certificates(tree)],
};
