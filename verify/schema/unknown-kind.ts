import { apiGroup } from '../../manifest/facilities';
import { BROUGHT, statedIn } from '../addons/installed';
import { ofEachVersion } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import type { Item, Tree } from '../tree';
import { type Catalog, catalogOf } from './catalog';
import { closest } from './closest';
import { lifeOf } from './pack';

/** Letters by which a misspelt kind differs. */
const TYPO = 2;

const groupIn = (name: string): string => name.split('/').slice(0, -2).join('/');
const kindIn = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Kinds an AppProject names, one by one or by their group. */
const isAllowed = (tree: Tree, { kind, group }: Item['identity']): boolean =>
  statedIn(tree).has(`kind ${kind}.${group}`) || statedIn(tree).has(apiGroup(group));

const ofItem = (tree: Tree, catalog: Catalog, item: Item): readonly Verdict[] => {
  const { apiVersion, kind } = item.raw;
  const known = catalog.kind(apiVersion, kind);
  if (known.life || known.custom) return [];
  const { group } = item.identity;
  const inGroup = catalog.names.filter((each) => groupIn(each) === group);
  const kinds = [...new Set(inGroup.map(kindIn))];
  if (kinds.includes(kind)) return [];
  const near = closest(kind, kinds, TYPO);
  if (near !== undefined || inGroup.some((each) => lifeOf(each))) {
    const message = `There is no kind ${kind} in ${group === '' ? 'v1' : group}.`;
    return [error(item, 'kind', message, near ? `Did you mean ${near}?` : 'Correct apiVersion or kind.')];
  }
  const message = `Nothing is known of ${kind} in ${group}, so its fields are not judged.`;
  const remedy = `Put its CRD into the tree or the pack, or allow it: kind ${kind}.${group} in ${BROUGHT} of an AppProject.`;
  return isAllowed(tree, item.identity) ? [] : [error(item, 'kind', message, remedy)];
};

/** Every kind is one that Kubernetes, an add-on of the pack or a CRD of the tree defines, or one that is allowed by name. */
export const unknownKind: Rule = {
  id: 'unknown-kind',
  why: 'A misspelt kind fails the sync, and the fields of a kind nobody described are not judged.',
  check: ofEachVersion((tree) => {
    const catalog = catalogOf(tree);
    return (item) => ofItem(tree, catalog, item);
  }),
};
