import { groupOf } from '../../manifest/types';
import { ofEachVersion } from '../each';
import { error, type Rule, type Verdict, warning } from '../finding';
import { below } from '../leaves';
import type { Item, Tree } from '../tree';
import { type Catalog, catalogOf } from './catalog';
import { MINOR_ANNOTATION, statedMinors } from './minor';
import { type Life, minors } from './pack';

const serves = ({ first, last, removed = Number.POSITIVE_INFINITY }: Life, minor: number): boolean =>
  first <= minor && minor < removed && (minor <= last || last === minors().at(-1));

/** apiVersions under which a kind is served, by Kubernetes or by whoever defines it. */
const served = (catalog: Catalog, { raw, identity: { group } }: Item): readonly string[] =>
  catalog.names
    .filter((name) => name.endsWith(`/${raw.kind}`))
    .map((name) => name.slice(0, name.lastIndexOf('/')))
    .filter((apiVersion) => {
      if (groupOf(apiVersion) !== group) return false;
      const { life, custom } = catalog.kind(apiVersion, raw.kind);
      return life ? serves(life, catalog.minor) : custom !== undefined;
    });

/** Whether there is nothing to say about a version: it is served, will be, and nobody calls it deprecated. */
const isLasting = (life: Life, minor: number): boolean =>
  serves(life, minor) && serves(life, minor + 1) && life.deprecated === undefined;

const instead = (life: Life | undefined, others: readonly string[], isNew = false): string => {
  if (others.length === 0 && isNew) return 'Take it out until then.';
  if (life?.replacement && !isNew) return `Use ${life.replacement.replace(/\/(?=[A-Z])/, ' ')}.`;
  return others.length > 0 ? `Use ${others.join(' or ')}.` : 'Take it out; nothing takes its place.';
};

const ofLife = (item: Item, life: Life, { minor }: Catalog, others: readonly string[]): readonly Verdict[] => {
  const what = `${item.raw.apiVersion} ${item.raw.kind}`;
  const remedy = instead(life, others, life.first > minor);
  const say = (by: typeof error, message: string): readonly Verdict[] => [by(item, 'apiVersion', message, remedy)];
  if (life.first > minor) return say(error, `${what} comes with Kubernetes 1.${life.first}; this is 1.${minor}.`);
  const gone = life.removed ?? life.last + 1;
  if (!serves(life, minor)) return say(error, `${what} is gone since Kubernetes 1.${gone}; this is 1.${minor}.`);
  if (!serves(life, minor + 1)) return say(warning, `${what} is gone in Kubernetes 1.${minor + 1}.`);
  if ((life.deprecated ?? minor + 1) > minor) return [];
  const end = life.removed ? ` and gone in 1.${life.removed}` : '';
  return say(warning, `${what} is deprecated since Kubernetes 1.${life.deprecated}${end}.`);
};

const ofItem = (catalog: Catalog, item: Item): readonly Verdict[] => {
  const { apiVersion, kind } = item.raw;
  const { life, custom } = catalog.kind(apiVersion, kind);
  if (life && isLasting(life, catalog.minor)) return [];
  if (custom && !custom.deprecated) return [];
  const others = served(catalog, item).filter((other) => other !== apiVersion);
  if (life) return ofLife(item, life, catalog, others);
  if (custom) {
    const message = `${custom.authority.name} calls ${apiVersion} of ${kind} deprecated.`;
    return [warning(item, 'apiVersion', message, instead(undefined, others))];
  }
  if (others.length === 0) return [];
  return [error(item, 'apiVersion', `${kind} is not served as ${apiVersion}.`, instead(undefined, others))];
};

const AT = below('metadata.annotations', MINOR_ANNOTATION);

const ofMinor = (tree: Tree): readonly Verdict[] =>
  statedMinors(tree).flatMap(({ item, text, minor }) => {
    const [oldest = 0, newest = 0] = [minors().at(0), minors().at(-1)];
    if (minor === undefined) {
      return [error(item, AT, `'${text}' is no minor of Kubernetes.`, `Write it like '1.${newest}', in quotes.`)];
    }
    if (minor >= oldest && minor <= newest) return [];
    const message = `Nothing is known of Kubernetes 1.${minor}; fields are judged as of 1.${minor < oldest ? oldest : newest}.`;
    return [warning(item, AT, message, 'Generate the pack with that minor.')];
  });

const ofVersions = ofEachVersion((tree) => {
  const catalog = catalogOf(tree);
  return (item) => ofItem(catalog, item);
});

/** Every object is written in a version of its API that the overlay's Kubernetes, or the add-on installed, serves. */
export const apiVersion: Rule = {
  id: 'api-version',
  why: 'A version that is not served cannot be synced, and one removed in the next minor stops that upgrade.',
  check: (tree) => [...ofMinor(tree), ...ofVersions(tree)],
};
