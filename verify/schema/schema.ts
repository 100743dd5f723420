import { onceEach } from '../../manifest/once-each';
import { error, type Rule, type Verdict, warning } from '../finding';
import type { Item } from '../tree';
import { type Catalog, catalogOf, type Known } from './catalog';
import { type Fault, faultsOf } from './check';
import { kubernetes, kubernetesLinker } from './kubernetes';
import { definitionOf, narrowerIn } from './pack';

/** What the next minor has against an object, if it allows less of its kind. */
const next = ({ nearest }: Catalog, { life }: Known, item: Item): readonly Fault[] => {
  const minor = nearest + 1;
  const definition = life?.definition;
  if (definition === undefined || !narrowerIn(minor).includes(definition)) return [];
  if (definitionOf(definition, minor) === undefined) return [];
  return faultsOf(kubernetesLinker(minor).node(definition), item.raw, kubernetes(minor));
};

const judged = (catalog: Catalog, item: Item): readonly Verdict[] => {
  const kind = catalog.kind(item.raw.apiVersion, item.raw.kind);
  const faults = faultsOf(kind.node, item.raw, kind.authority);
  const places = new Set(faults.map(({ at }) => at));
  return [
    ...faults.map(({ at, message, remedy }) => error(item, at, message, remedy)),
    ...next(catalog, kind, item)
      .filter(({ at }) => !places.has(at))
      .map(({ at, message, remedy }) =>
        warning(item, at, `From Kubernetes 1.${catalog.nearest + 1} on: ${message}`, remedy),
      ),
  ];
};

/** A CRD whose schema has the wrong shape must not hide what there is to say about other objects. */
const guarded = (catalog: Catalog, item: Item): readonly Verdict[] => {
  try {
    return judged(catalog, item);
  } catch (cause) {
    const message = `The schema of its CRD cannot be read: ${cause instanceof Error ? cause.message : cause}.`;
    return [error(item, '', message, 'Correct the CRD.')];
  }
};

const judgedBy = onceEach((catalog: Catalog) => {
  const verdicts = onceEach((item: Item) => guarded(catalog, item));
  return onceEach((items: readonly Item[]) => items.flatMap(verdicts));
});

/** Every object has the fields, types and values its kind allows, in the overlay's minor and in the next. */
export const schema: Rule = {
  id: 'schema',
  why: 'A field the API does not know, or a value it refuses, fails the sync, or is dropped without a word.',
  check: (tree) => tree.folders.flatMap(judgedBy(catalogOf(tree))),
};
