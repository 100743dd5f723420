import { type Known, knownValue } from '../claims/known-values';
import { bucketsOf } from '../claims/mentions';
import { type Store, storesOf } from '../claims/stores';
import { leavesIn, rings } from '../claims/surroundings';
import { variableOf } from '../claims/variables';
import { error, type Rule, type Verdict, warning } from '../finding';
import { keysOf } from '../keyed';
import { keyFacts } from '../keys';
import { type Leaf, leavesOf } from '../leaves';
import { isOpaque } from '../namespaces';
import { type Reference, referencesOf } from '../references/index';
import type { Item, Tree } from '../tree';

const OUTSIDE_URL = /^https?:\/\/(?![\w.-]*\.svc\b)[\w-]+\.[\w.-]*[a-z]/i;
const ENDPOINT = /endpoint|s3[_.-]?url/i;

const isOutside = ({ name, value, facts }: Leaf): boolean =>
  facts.mentions.isOutside || (ENDPOINT.test(name) && OUTSIDE_URL.test(value));

/** Whether an object names a store outside of the cluster. The files of a ConfigMap speak each for themselves. */
const speaksOfOutside = (tree: Tree, item: Item, at: string): boolean =>
  leavesIn(tree, item).some((leaf) => isOutside(leaf) && (leaf.at === at || !leaf.at.startsWith('data')));

/** The one store a string or object may mean, looked for from the nearest host names outwards. */
function storeOf(tree: Tree, item: Item, at: string): Store | undefined {
  const stores = storesOf(tree);
  for (const ring of speaksOfOutside(tree, item, at) ? [] : rings(tree, item, at)) {
    const near = [...new Set(ring.map(({ namespace }) => namespace))].filter((namespace) => stores.has(namespace));
    if (near.length > 0) return near.length === 1 ? stores.get(near[0] ?? '') : undefined;
  }
  return undefined;
}

/** The bucket that a script's variable begins with. */
const inFolder = (tree: Tree, item: Item, variable: string): readonly string[] =>
  bucketsOf(variable, variableOf(tree, item, variable)?.split('/')[0] ?? '');

const named = (tree: Tree, { item, name, value, facts }: Leaf): readonly string[] => [
  ...facts.mentions.buckets,
  ...facts.mentions.folders.flatMap((variable) => inFolder(tree, item, variable)),
  ...(keyFacts(name).isBucket ? bucketsOf(name, value) : []),
];

const place = ({ namespace }: Store): string => `the object store of namespace ${namespace}`;

function ofLeaf(tree: Tree, leaf: Leaf): readonly Verdict[] {
  const buckets = named(tree, leaf);
  const store = buckets.length > 0 ? storeOf(tree, leaf.item, leaf.at) : undefined;
  if (!store || store.isOpen || isOpaque(tree, store.namespace)) return [];
  const say = store.buckets.size > 0 ? error : warning;
  return [...new Set(buckets)]
    .filter((bucket) => !store.buckets.has(bucket))
    .map((bucket) =>
      say(
        leaf.item,
        leaf.at,
        `Nobody makes bucket ${bucket} in ${place(store)}.`,
        'Claim the bucket where it is used.',
      ),
    );
}

const ACCESS_KEY = /access[_.-]?key(?:[_.-]?id)?$/i;
const SECRET = /secret/i;

const accessKeys = (tree: Tree, { namespace, name, keys }: Reference): readonly string[] =>
  (keys.length > 0 ? keys : [...(keysOf(tree, 'Secret', namespace, name) ?? [])]).filter(
    (key) => ACCESS_KEY.test(key) && !SECRET.test(key),
  );

/** A user by whose key somebody logs in, in the store that keeps the credential, or the one that is called. */
function ofUser(tree: Tree, { item, at }: Reference, { text: user, from }: Known): readonly Verdict[] {
  const store = storesOf(tree).get(from.namespace) ?? storeOf(tree, item, '');
  if (!store || store.isOpen || store.users.size === 0 || store.namespace === item.namespace) return [];
  if (store.users.has(user)) return [];
  return [error(item, at, `Nobody makes user ${user} in ${place(store)}.`, 'Claim the bucket where it is used.')];
}

const ofReference = (tree: Tree, reference: Reference): readonly Verdict[] =>
  (reference.kind === 'Secret' ? accessKeys(tree, reference) : []).flatMap((key) => {
    const known = knownValue(tree, reference.namespace, reference.name, key);
    return known ? ofUser(tree, reference, known) : [];
  });

const isClaim = ({ name, facts: { mentions } }: Leaf): boolean =>
  mentions.buckets.length + mentions.folders.length > 0 || keyFacts(name).isBucket;

/** Buckets that addresses, settings and policies name are made in the store they mean, and so are its users. */
export const bucketClosure: Rule = {
  id: 'bucket-closure',
  why: 'A bucket or user that nobody makes shows as a backup that never ran or a write that is refused.',
  check: (tree) =>
    storesOf(tree).size === 0
      ? []
      : [
          ...leavesOf(tree)
            .filter(isClaim)
            .flatMap((leaf) => ofLeaf(tree, leaf)),
          ...referencesOf(tree).flatMap((reference) => ofReference(tree, reference)),
        ],
};
