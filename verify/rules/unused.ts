import { onceEach } from '../../manifest/once-each';
import { type Rule, warning } from '../finding';
import { secretsMadeOf } from '../keyed';
import { isOpaque } from '../namespaces';
import { podsIn } from '../pod-index';
import { referencesOf } from '../references/index';
import type { Survey } from '../survey';
import { type Item, once, type Tree } from '../tree';

/** Names by which an object would be asked for. */
const NAMES: Readonly<Record<string, (tree: Tree, item: Item) => readonly string[]>> = {
  ConfigMap: (_, { name }) => [name],
  PersistentVolumeClaim: (_, { name }) => [name],
  ServiceAccount: (_, { name }) => [name],
  'cert-manager.io/Certificate': secretsMadeOf,
  'external-secrets.io/ExternalSecret': secretsMadeOf,
};

/** What is found by its labels needs no one to name it: dashboards, rules and the like. */
const isFoundByLabel = ({ manifest }: Item): boolean =>
  Object.keys(manifest.metadata.labels ?? {}).some((key) => !key.startsWith('app.kubernetes.io/'));

const asked = once(
  (tree): ReadonlySet<string> => new Set(referencesOf(tree).map(({ namespace, name }) => `${namespace}/${name}`)),
);

const asOneText = onceEach(({ texts }: Survey) => texts.join('\n'));

const mentions = ({ survey }: Item, name: string): boolean => asOneText(survey).includes(name);

/** Custom resources of operators nobody described name things in fields of their own; any text may. */
const isMentioned = (tree: Tree, item: Item, name: string): boolean =>
  tree.inNamespace(item.namespace).some((other) => other !== item && mentions(other, name));

const isUsed = (tree: Tree, item: Item, name: string): boolean =>
  asked(tree).has(`${item.namespace}/${name}`) || isMentioned(tree, item, name);

/** ConfigMaps, Secrets, accounts and claims of the overlay are asked for by something beside them. */
export const unused: Rule = {
  id: 'unused',
  why: 'What nothing asks for is either a leftover or the sign of a name that is wrong where it should be asked for.',
  check: (tree) =>
    Object.entries(NAMES).flatMap(([kind, namesOf]) =>
      tree
        .ofKind(kind)
        .filter((item) => podsIn(tree, item.namespace).length > 0 && !isOpaque(tree, item.namespace))
        .filter((item) => !isFoundByLabel(item))
        .flatMap((item) =>
          namesOf(tree, item)
            .filter((name) => !isUsed(tree, item, name))
            .map((name) =>
              warning(
                item,
                '',
                `Nothing in namespace ${item.namespace} uses ${name}.`,
                'Remove it, or correct the name where it is meant.',
              ),
            ),
        ),
    ),
};
