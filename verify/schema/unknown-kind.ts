import { ofEachVersion } from '../each';
import { error, type Rule, type Verdict, warning } from '../finding';
import type { Item } from '../tree';
import { type Catalog, catalogOf } from './catalog';
import { closest } from './closest';
import { lifeOf } from './pack';

/** Letters by which a misspelt kind differs. */
const TYPO = 2;

const groupIn = (name: string): string => name.split('/').slice(0, -2).join('/');
const kindIn = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const ofItem = (catalog: Catalog, item: Item): readonly Verdict[] => {
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
  return [warning(item, 'kind', message, 'Put its CRD into the tree, or into the pack.')];
};

/** Every kind is one that Kubernetes, an add-on of the pack or a CRD of the tree defines. */
export const unknownKind: Rule = {
  id: 'unknown-kind',
  why: 'A misspelt kind fails the sync, and the fields of a kind nobody described are not judged.',
  check: ofEachVersion((tree, item) => ofItem(catalogOf(tree), item)),
};
