import { madeOf, type Neighbours } from '../manifest/operators/index';
import type { Fields, ManifestFile } from '../manifest/types';
import type { PodTemplate } from '../manifest/workloads';
import { type Item, itemOf } from './item';
import type { KindFacts } from './kind-facts';
import { type Places, placesOf } from './places';
import type { PlanAt } from './plan';
import { Pods } from './pods';

export type { Item } from './item';
export { Pods } from './pods';

/** What operators make of an object. */
export type Made = ReturnType<typeof madeOf>;

const NO_ITEMS: readonly Item[] = [];

/** Objects by something they have. */
export const grouped = <K>(items: readonly Item[], key: (item: Item) => K): ReadonlyMap<K, readonly Item[]> => {
  const groups = new Map<K, Item[]>();
  for (const item of items) {
    const own = key(item);
    const group = groups.get(own);
    if (group) group.push(item);
    else groups.set(own, [item]);
  }
  return groups;
};

/** A function of a tree that is worked out once a tree. */
export const once =
  <T>(derive: (tree: Tree) => T): ((tree: Tree) => T) =>
  (tree) =>
    tree.derived(derive);

/** A function of a tree and of something in it that is worked out once for each such thing. */
export const onceFor = <K, T extends {}>(derive: (tree: Tree, key: K) => T): ((tree: Tree, key: K) => T) => {
  const known = once((): Map<K, T> => new Map());
  return (tree, key) => {
    const before = known(tree).get(key);
    if (before !== undefined) return before;
    const value = derive(tree, key);
    known(tree).set(key, value);
    return value;
  };
};

/** The manifests of one overlay, with indexes that are built when first asked for. */
export class Tree {
  /** Folder of the overlay, the first segment of every path. */
  readonly overlay: string;
  readonly items: readonly Item[];
  /** What was planned, where the tree was read from what synth wrote. */
  readonly plan: PlanAt | undefined;
  #kinds: ReadonlyMap<string, readonly Item[]> | undefined;
  #versions: ReadonlyMap<KindFacts, readonly Item[]> | undefined;
  readonly #places = new Map<string, Places>();
  readonly #derived = new Map<unknown, unknown>();
  #folders: ReadonlyMap<string, readonly Item[]> | undefined;
  #pods: readonly Pods[] | undefined;
  #made: ReadonlyMap<Item, Made> | undefined;

  /** @param files objects of one overlay; the first segment of every path is the overlay's folder */
  constructor(overlay: string, files: readonly ManifestFile[], plan?: PlanAt) {
    this.overlay = overlay;
    this.plan = plan;
    this.items = files.map(itemOf);
  }

  /** What the overlay is called: a folder that was copied elsewhere keeps the name it was planned with. */
  get name(): string {
    return this.plan?.plan.overlay ?? this.overlay;
  }

  /** What a function makes of this tree; it is asked once. */
  derived<T>(derive: (tree: Tree) => T): T {
    if (this.#derived.has(derive)) return this.#derived.get(derive) as T;
    const value = derive(this);
    this.#derived.set(derive, value);
    return value;
  }

  /** Objects by `group/Kind`. */
  get kinds(): ReadonlyMap<string, readonly Item[]> {
    this.#kinds ??= grouped(this.items, (item) => item.kind);
    return this.#kinds;
  }

  /** Objects by apiVersion and kind. */
  get versions(): ReadonlyMap<KindFacts, readonly Item[]> {
    this.#versions ??= grouped(this.items, (item) => item.ofKind);
    return this.#versions;
  }

  /** Objects of a `group/Kind`. */
  ofKind(kind: string): readonly Item[] {
    return this.kinds.get(kind) ?? NO_ITEMS;
  }

  /** The object of that identity, or `undefined`. `namespace` is empty for cluster-scoped kinds. */
  find(kind: string, namespace: string, name: string): Item | undefined {
    return this.#placesOf(kind).byNamespace.get(namespace)?.get(name);
  }

  /** Objects by folder inside the overlay. */
  get folders(): ReadonlyMap<string, readonly Item[]> {
    this.#folders ??= grouped(this.items, (item) => item.folder);
    return this.#folders;
  }

  /** Pods of the whole overlay, those operators make included. */
  get pods(): readonly Pods[] {
    this.#pods ??= this.items
      .filter(({ ofKind }) => ofKind.isWorkload || ofKind.isMaker)
      .flatMap((item) => this.#podsOf(item).map((pods) => new Pods(item, pods)));
    return this.#pods;
  }

  #podsOf(item: Item): readonly PodTemplate[] {
    return item.templates.length > 0 ? item.templates : (this.made(item).pods ?? []);
  }

  /** Finds the objects of a namespace by `group/Kind`. */
  neighbours(namespace: string): Neighbours {
    return (kind) =>
      this.ofKind(kind)
        .filter((item) => item.namespace === namespace)
        .map(({ manifest }) => manifest);
  }

  /** What operators make of an object. */
  made(item: Item): Made {
    return this.makers.get(item) ?? NOTHING;
  }

  /** The objects operators make others of, with what they make. */
  get makers(): ReadonlyMap<Item, Made> {
    this.#made ??= new Map(
      this.items
        .filter(({ ofKind }) => ofKind.isMaker)
        .map((item) => [item, madeOf(item.manifest, this.neighbours(item.namespace))]),
    );
    return this.#made;
  }

  /** Objects whose identity an earlier one has, with that earlier one. */
  get rivals(): readonly (readonly [first: Item, later: Item])[] {
    return [...this.kinds].flatMap(([kind, items]) => (items.length < 2 ? [] : this.#placesOf(kind).rivals));
  }

  #placesOf(kind: string): Places {
    const known = this.#places.get(kind);
    if (known) return known;
    const places = placesOf(this.ofKind(kind));
    this.#places.set(kind, places);
    return places;
  }
}

const NOTHING: Made = {};

/** A list as YAML may hold it, or nothing: safe to walk whatever stands there. */
export const listOf = (value: Fields): readonly Fields[] =>
  Array.isArray(value) ? (value.every(isThere) ? value : value.filter(isThere)) : [];

const isThere = (entry: Fields): boolean => entry !== null && entry !== undefined;
