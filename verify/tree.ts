import { groupKind } from '../manifest/kinds';
import { madeOf, type Neighbours } from '../manifest/operators/index';
import { type PodTemplate, podsOf } from '../manifest/pods';
import { describe, type Fields, type Identity, identityOf, type Manifest, type ManifestFile } from '../manifest/types';
import { readable } from './readable';

/** One object of an overlay, with what rules ask of it again and again. */
export interface Item {
  /** File below the root of the tree. */
  readonly path: string;
  /** Folder inside the overlay, the place of one Application: `trino`; empty for files directly in the overlay. */
  readonly folder: string;
  /** Without nulls, so that rules can read it. */
  readonly manifest: Manifest;
  /** As it was handed in. */
  readonly raw: Manifest;
  readonly identity: Identity;
  readonly namespace: string;
  readonly name: string;
  /** `group/Kind`; `Service` for the core group. */
  readonly kind: string;
  /** The object as people read it. */
  readonly object: string;
}

/** Pods of an object and the object. */
export interface Pods extends PodTemplate {
  readonly item: Item;
}

const folderOf = (path: string): string => path.split('/').slice(1, -1).join('/');

const itemOf = ({ path, manifest }: ManifestFile): Item => {
  const identity = identityOf(manifest);
  return {
    path,
    folder: folderOf(path),
    manifest: readable(manifest),
    raw: manifest,
    identity,
    namespace: identity.namespace,
    name: identity.name,
    kind: groupKind(manifest),
    object: describe(identity),
  };
};

const grouped = (items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

/** A function of a tree that is worked out once a tree. */
export const once = <T>(derive: (tree: Tree) => T): ((tree: Tree) => T) => {
  const known = new WeakMap<Tree, T>();
  return (tree) => {
    const before = known.get(tree);
    if (before !== undefined) return before;
    const value = derive(tree);
    known.set(tree, value);
    return value;
  };
};

/** The manifests of one overlay, with indexes that are built when first asked for. */
export class Tree {
  readonly overlay: string;
  readonly items: readonly Item[];
  #kinds: ReadonlyMap<string, readonly Item[]> | undefined;
  #places: ReadonlyMap<string, readonly Item[]> | undefined;
  #folders: ReadonlyMap<string, readonly Item[]> | undefined;
  #pods: readonly Pods[] | undefined;

  /** @param files objects of one overlay; the first segment of every path is the overlay's folder */
  constructor(overlay: string, files: readonly ManifestFile[]) {
    this.overlay = overlay;
    this.items = files.map(itemOf);
  }

  /** Objects of a `group/Kind`. */
  ofKind(kind: string): readonly Item[] {
    this.#kinds ??= grouped(this.items, (item) => item.kind);
    return this.#kinds.get(kind) ?? [];
  }

  /** The object of that identity, or `undefined`. `namespace` is empty for cluster-scoped kinds. */
  find(kind: string, namespace: string, name: string): Item | undefined {
    this.#places ??= grouped(this.items, (item) => `${item.kind}\n${item.namespace}\n${item.name}`);
    return this.#places.get(`${kind}\n${namespace}\n${name}`)?.[0];
  }

  /** Objects by folder inside the overlay. */
  get folders(): ReadonlyMap<string, readonly Item[]> {
    this.#folders ??= grouped(this.items, (item) => item.folder);
    return this.#folders;
  }

  /** Pods of the whole overlay, those operators make included. */
  get pods(): readonly Pods[] {
    this.#pods ??= this.items.flatMap((item) =>
      podsOf(item.manifest, this.neighbours(item.namespace)).map((pods) => ({ ...pods, item })),
    );
    return this.#pods;
  }

  /** Finds the objects of a namespace by `group/Kind`. */
  neighbours(namespace: string): Neighbours {
    return (kind) =>
      this.ofKind(kind)
        .filter((item) => item.namespace === namespace)
        .map(({ manifest }) => manifest);
  }

  /** What operators make of an object. */
  made(item: Item): ReturnType<typeof madeOf> {
    return madeOf(item.manifest, this.neighbours(item.namespace));
  }
}

/**
 * One tree an overlay: files are told apart by the first segment of their path. Files without a folder make the whole
 * lot one nameless overlay, so that a single overlay's folder can be judged as well.
 */
export function treesOf(files: readonly ManifestFile[]): readonly Tree[] {
  const alone = files.some(({ path }) => !path.includes('/'));
  if (alone)
    return [
      new Tree(
        '',
        files.map(({ path, manifest }) => ({ path: `./${path}`, manifest })),
      ),
    ];
  const overlays = new Map<string, ManifestFile[]>();
  for (const file of files) {
    const overlay = file.path.slice(0, file.path.indexOf('/'));
    const before = overlays.get(overlay);
    if (before) before.push(file);
    else overlays.set(overlay, [file]);
  }
  return [...overlays].map(([overlay, own]) => new Tree(overlay, own));
}

/** A list as YAML may hold it, or nothing: safe to walk whatever stands there. */
export const listOf = (value: Fields): readonly Fields[] =>
  Array.isArray(value) ? value.filter((entry) => entry !== null && entry !== undefined) : [];
