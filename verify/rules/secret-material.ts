import { isBuiltIn } from '../../manifest/kinds';
import { error, type Rule, type Verdict } from '../finding';
import { below, keyFacts } from '../keys';
import { type Leaf, leavesOf } from '../leaves';
import { isHarmless } from '../secrets';
import { type Item, inFolders, once, type Tree } from '../tree';

const REMEDY = 'Declare a credential in the contract and read it from its Secret.';

/** Fields that speak about secrets by name: keys of Secrets, names of objects. */
const NAMING: Readonly<Record<string, RegExp>> = {
  'external-secrets.io/ExternalSecret': /\.(?:secretKey|remoteRef|extract|find)\b/,
  'external-secrets.io/PushSecret': /\.(?:secretKey|remoteRef)\b/,
};

const inSecret = (item: Item): readonly Verdict[] =>
  ['data', 'stringData'].flatMap((field) =>
    Object.keys(item.manifest[field] ?? {}).map((key) =>
      error(item, below(field, key), 'The value of a Secret would stand in the repository.', REMEDY),
    ),
  );

const names = inFolders((items) => [...new Set(items.map(({ name }) => name))]);

/** Names under which the overlay keeps Secrets: no secrets themselves. */
const knownNames = once(
  (tree): ReadonlySet<string> =>
    new Set([
      ...names(tree),
      ...[...tree.makers.values()].flatMap(({ secrets = [] }) => secrets.map(({ name }) => name)),
    ]),
);

/** Fields of custom resources that end in Secret hold the name of one, apart from those of a login. */
const NAME_FIELD = /(?<!client|shared|app|api|^)secret$/i;

const isNaming = (tree: Tree, { item, at, key, value }: Leaf): boolean =>
  (NAMING[item.kind]?.test(at) ?? false) ||
  (!isBuiltIn(item.identity.group) && NAME_FIELD.test(key) && /^[a-z0-9.-]+$/.test(value)) ||
  knownNames(tree).has(value);

const isMetadata = ({ at }: Leaf): boolean => /(?:^|\.)metadata\./.test(at);

function inLeaf(tree: Tree, leaf: Leaf): readonly Verdict[] {
  const { item, at, value, name, facts } = leaf;
  if (facts.credential) return [error(item, at, `The text holds ${facts.credential}.`, REMEDY)];
  const isSecret = keyFacts(name).isSecret;
  if ((!isSecret && !facts.literal) || isMetadata(leaf)) return [];
  if (isSecret && !value.includes('\n') && !isHarmless(value)) {
    return isNaming(tree, leaf) ? [] : [error(item, at, `${name} holds a literal secret.`, REMEDY)];
  }
  return facts.literal ? [error(item, at, `The text holds a literal secret, under ${facts.literal}.`, REMEDY)] : [];
}

/** No secret stands in the repository: not in a Secret, a variable, a ConfigMap's text or a custom resource. */
export const secretMaterial: Rule = {
  id: 'secret-material',
  why: 'A password in Git is known to everyone who ever clones it, and can never be taken back.',
  check: (tree) => [
    ...tree.ofKind('Secret').flatMap(inSecret),
    ...leavesOf(tree)
      .filter(({ item }) => item.kind !== 'Secret')
      .flatMap((leaf) => inLeaf(tree, leaf)),
  ],
};
