import { grouped } from '../manifest/grouped';
import type { Item } from './item';
import type { KindFacts } from './kind-facts';

type Index<K> = ReadonlyMap<K, readonly Item[]>;

/** The objects of a tree as they lie in it, with indexes that are built when first asked for. */
export class Contents {
  readonly items: readonly Item[];
  #kinds: Index<string> | undefined;
  #versions: Index<KindFacts> | undefined;
  #folders: Index<string> | undefined;
  #namespaces: Index<string> | undefined;

  constructor(items: readonly Item[]) {
    this.items = items;
  }

  /** Objects with pods of their own, and those operators make others of. */
  get runners(): readonly Item[] {
    return this.items.filter(({ ofKind }) => ofKind.isWorkload || ofKind.isMaker);
  }

  get byKind(): Index<string> {
    this.#kinds ??= grouped(this.items, (item) => item.kind);
    return this.#kinds;
  }

  get byVersion(): Index<KindFacts> {
    this.#versions ??= grouped(this.items, (item) => item.ofKind);
    return this.#versions;
  }

  get byFolder(): Index<string> {
    this.#folders ??= grouped(this.items, (item) => item.folder);
    return this.#folders;
  }

  get byNamespace(): Index<string> {
    this.#namespaces ??= grouped(this.items, (item) => item.namespace);
    return this.#namespaces;
  }
}
