import type { Item } from './item';

/** Objects of one kind by where they stand. Of two with one identity the first counts. */
export interface Places {
  readonly byNamespace: ReadonlyMap<string, ReadonlyMap<string, Item>>;
  /** Objects whose identity an earlier one has, with that earlier one. */
  readonly rivals: readonly (readonly [first: Item, later: Item])[];
}

/** Sorts objects of one kind by namespace and name. */
export function placesOf(items: readonly Item[]): Places {
  const byNamespace = new Map<string, Map<string, Item>>();
  const rivals: (readonly [Item, Item])[] = [];
  for (const item of items) {
    const names = byNamespace.get(item.namespace);
    const first = names?.get(item.name);
    if (first) rivals.push([first, item]);
    else if (names) names.set(item.name, item);
    else byNamespace.set(item.namespace, new Map([[item.name, item]]));
  }
  return { byNamespace, rivals };
}
