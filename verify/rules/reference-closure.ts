import { error, type Rule, type Verdict } from '../finding';
import { isKept, keysOf } from '../keyed';
import { isOpaque } from '../namespaces';
import { type Reference, referencesOf } from '../references/index';
import { findService } from '../services';
import { once, type Tree } from '../tree';

/** Objects every namespace has without anybody writing them. */
const GIVEN: ReadonlySet<string> = new Set(['ServiceAccount default', 'ConfigMap kube-root-ca.crt']);

const REMEDIES: Readonly<Record<string, string>> = {
  Secret: 'Declare the credential in the contract, so that an ExternalSecret writes it here.',
  ConfigMap: 'Write the ConfigMap in the same chart, or correct the name.',
};

const accounts = once(
  (tree): ReadonlySet<string> =>
    new Set(
      [...tree.makers].flatMap(([item, { serviceAccounts = [] }]) =>
        serviceAccounts.map((name) => `${item.namespace}/${name}`),
      ),
    ),
);

const LOOKUPS: Readonly<Record<string, (tree: Tree, reference: Reference) => boolean>> = {
  Secret: (tree, { namespace, name }) => isKept(tree, 'Secret', namespace, name),
  ConfigMap: (tree, { namespace, name }) => isKept(tree, 'ConfigMap', namespace, name),
  Service: (tree, { namespace, name }) => findService(tree, namespace, name) !== undefined,
  ServiceAccount: (tree, { namespace, name }) =>
    tree.find('ServiceAccount', namespace, name) !== undefined || accounts(tree).has(`${namespace}/${name}`),
};

const exists = (tree: Tree, reference: Reference): boolean =>
  LOOKUPS[reference.kind]?.(tree, reference) ??
  tree.find(reference.kind, reference.namespace, reference.name) !== undefined;

const shortKind = (kind: string): string => kind.slice(kind.indexOf('/') + 1);

const absent = ({ item, at, kind, namespace, name }: Reference): Verdict =>
  error(
    item,
    at,
    `${shortKind(kind)} ${name} does not exist${namespace ? ` in namespace ${namespace}` : ''}.`,
    REMEDIES[kind] ?? 'Write the object in the overlay, or correct the name.',
  );

function missingKeys(tree: Tree, { item, at, kind, namespace, name, keys: asked }: Reference): readonly Verdict[] {
  const keys = keysOf(tree, kind, namespace, name);
  if (!keys) return [];
  return asked
    .filter((key) => !keys.has(key))
    .map((key) =>
      error(
        item,
        at,
        `${kind} ${namespace}/${name} has no key ${key}.`,
        `Use one of its keys (${[...keys].sort().join(', ') || 'none'}) or add the key where it is written.`,
      ),
    );
}

function missingPort(tree: Tree, { item, at, namespace, name, port }: Reference): readonly Verdict[] {
  const ports = findService(tree, namespace, name)?.ports;
  if (!ports || port === undefined || ports.some((own) => own.port === port || own.name === port)) return [];
  const known = ports.map((own) => own.name ?? own.port).join(', ');
  return [error(item, at, `Service ${namespace}/${name} has no port ${port}.`, `Use one of its ports: ${known}.`)];
}

function judge(tree: Tree, reference: Reference): readonly Verdict[] {
  if (GIVEN.has(`${reference.kind} ${reference.name}`)) return [];
  if (exists(tree, reference)) return [...missingKeys(tree, reference), ...missingPort(tree, reference)];
  return isOpaque(tree, reference.namespace) && reference.namespace !== '' ? [] : [absent(reference)];
}

/** Every object another one names exists in the overlay, with the key or port it asks for. */
export const referenceClosure: Rule = {
  id: 'reference-closure',
  why: 'A pod that names a missing Secret, ConfigMap, key or account never starts.',
  check: (tree) => referencesOf(tree).flatMap((reference) => judge(tree, reference)),
};
