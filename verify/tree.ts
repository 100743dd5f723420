import { onceEach } from '../manifest/once-each';
import { madeOf, type Neighbours } from '../manifest/operators/index';
import type { Fields, ManifestFile } from '../manifest/types';
import type { PodTemplate } from '../manifest/workloads';
import { Answers, type Question } from './answers';
import { type Item, itemOf } from './item';
import type { KindFacts } from './kind-facts';
import { type Places, placesOf } from './places';
import type { PlanAt } from './plan';
import { type Pods, podsFrom } from './pods';

export type { Item } from './item';
export { Pods, podsFrom } from './pods';

/** What operators make of an object. */
export type Made = ReturnType<typeof madeOf>;

const NO_ITEMS: readonly Item[] = [];
const NOTHING: Made = {};

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

/** One question for each key, the same for every tree. */
function questions<K, T>(about: (key: K) => Question<Tree, T>): (key: K) => Question<Tree, T> {
  const [ofObjects, others] = [new WeakMap<object, Question<Tree, T>>(), new Map<K, Question<Tree, T>>()];
  return (key) => {
    const known = typeof key === 'object' && key !== null ? ofObjects : others;
    const before = known.get(key as K & object);
    if (before) return before;
    const question = about(key);
    known.set(key as K & object, question);
    return question;
  };
}

/** A function of a tree that is worked out once a tree. It must be pure, and ask the tree for all that it looks at. */
export const once = <T>(derive: (tree: Tree) => T): ((tree: Tree) => T) => {
  const question = { answer: derive };
  return (tree) => tree.answer(question);
};

/** A function of a tree and of something else that is worked out once for each such thing, as `once`. */
export const onceFor = <K, T>(derive: (tree: Tree, key: K) => T): ((tree: Tree, key: K) => T) => {
  const about = questions((key: K): Question<Tree, T> => ({ answer: (tree) => derive(tree, key) }));
  return (tree, key) => tree.answer(about(key));
};

/**
 * A function that lists something of the objects of a tree, each folder by itself: overlays have folders in common, for
 * which it is worked out once. It must follow from the objects alone.
 */
export const inFolders = <T>(derive: (items: readonly Item[]) => readonly T[]): ((tree: Tree) => readonly T[]) => {
  const inFolder = onceEach(derive);
  return once((tree) => tree.folders.flatMap(inFolder));
};

/** A function that lists something of the objects of a tree, folder by folder as well, which may look at the rest of the tree. */
export const byFolder = <T>(
  derive: (tree: Tree, items: readonly Item[]) => readonly T[],
): ((tree: Tree) => readonly T[]) => {
  const inFolder = onceFor((tree, folder: string) => derive(tree, tree.inFolder(folder)));
  return once((tree) => tree.folderNames.flatMap((folder) => inFolder(tree, folder)));
};

const given = <T>(answer: (tree: Tree) => T): Question<Tree, T> => ({ answer, given: true });

/** The manifests of one overlay, with indexes that are built when first asked for. */
export class Tree {
  static readonly #plan = given((tree) => tree.#ownPlan);
  static readonly #name = given((tree) => tree.#ownPlan?.plan.overlay ?? tree.overlay);
  static readonly #prefix = given((tree) => `${tree.overlay || '.'}/`);
  static readonly #items = given((tree) => tree.#all);
  static readonly #kindNames = given((tree) => [...tree.#byKind.keys()]);
  static readonly #ofKind = questions((kind: string) => given((tree) => tree.#byKind.get(kind) ?? NO_ITEMS));
  static readonly #versions = given((tree) => [...tree.#byVersion.keys()]);
  static readonly #ofVersion = questions((ofKind: KindFacts) =>
    given((tree) => tree.#byVersion.get(ofKind) ?? NO_ITEMS),
  );
  static readonly #folderNames = given((tree) => [...tree.#byFolder.keys()]);
  static readonly #inFolder = questions((folder: string) => given((tree) => tree.#byFolder.get(folder) ?? NO_ITEMS));
  static readonly #everyFolder: Question<Tree, readonly (readonly Item[])[]> = {
    answer: (tree) => tree.folderNames.map((folder) => tree.inFolder(folder)),
  };
  static readonly #inNamespace = questions((namespace: string) =>
    given((tree) => tree.#byNamespace.get(namespace) ?? NO_ITEMS),
  );
  static readonly #runners = given((tree) => tree.#all.filter(({ ofKind }) => ofKind.isWorkload || ofKind.isMaker));

  /** Folder of the overlay, the first segment of every path. */
  readonly overlay: string;
  readonly #all: readonly Item[];
  readonly #ownPlan: PlanAt | undefined;
  readonly #answers: Answers<Tree>;
  #kinds: ReadonlyMap<string, readonly Item[]> | undefined;
  #kindVersions: ReadonlyMap<KindFacts, readonly Item[]> | undefined;
  #folders: ReadonlyMap<string, readonly Item[]> | undefined;
  #namespaces: ReadonlyMap<string, readonly Item[]> | undefined;

  /**
   * @param files objects of one overlay; the first segment of every path is the overlay's folder
   * @param plan what was planned, where the tree was read from what synth wrote
   * @param kin whether other trees share objects with this one, and the one before that does
   */
  constructor(overlay: string, files: readonly ManifestFile[], plan?: PlanAt, kin: Kin = ALONE) {
    this.overlay = overlay;
    this.#ownPlan = plan;
    this.#all = files.map(({ path, manifest }) => itemOf(path.slice(path.indexOf('/') + 1), manifest));
    const { isKept, before } = kin;
    this.#answers = before ? new Answers(this, isKept, before.#answers) : new Answers<Tree>(this, isKept);
  }

  get #byKind(): ReadonlyMap<string, readonly Item[]> {
    this.#kinds ??= grouped(this.#all, (item) => item.kind);
    return this.#kinds;
  }

  get #byVersion(): ReadonlyMap<KindFacts, readonly Item[]> {
    this.#kindVersions ??= grouped(this.#all, (item) => item.ofKind);
    return this.#kindVersions;
  }

  get #byFolder(): ReadonlyMap<string, readonly Item[]> {
    this.#folders ??= grouped(this.#all, (item) => item.folder);
    return this.#folders;
  }

  get #byNamespace(): ReadonlyMap<string, readonly Item[]> {
    this.#namespaces ??= grouped(this.#all, (item) => item.namespace);
    return this.#namespaces;
  }

  /** The answer to a question, worked out once. */
  answer<T>(question: Question<Tree, T>): T {
    return this.#answers.to(question);
  }

  /** To be called when nothing more is asked. */
  close(): void {
    this.#answers.close();
  }

  get items(): readonly Item[] {
    return this.answer(Tree.#items);
  }

  /** What was planned, where the tree was read from what synth wrote. */
  get plan(): PlanAt | undefined {
    return this.answer(Tree.#plan);
  }

  /** What the overlay is called: a folder that was copied elsewhere keeps the name it was planned with. */
  get name(): string {
    return this.answer(Tree.#name);
  }

  /** A path below the overlay's folder as one below the root of the tree. */
  shown(path: string): string {
    return this.answer(Tree.#prefix) + path;
  }

  /** Every `group/Kind` there is, in the order of files. */
  get kindNames(): readonly string[] {
    return this.answer(Tree.#kindNames);
  }

  /** Objects of a `group/Kind`; `Service` for the core group. */
  ofKind(kind: string): readonly Item[] {
    return this.answer(Tree.#ofKind(kind));
  }

  /** Every apiVersion and kind there is, in the order of files. */
  get versions(): readonly KindFacts[] {
    return this.answer(Tree.#versions);
  }

  /** Objects of an apiVersion and kind. */
  ofVersion(version: KindFacts): readonly Item[] {
    return this.answer(Tree.#ofVersion(version));
  }

  /** Folders inside the overlay, in the order of files. */
  get folderNames(): readonly string[] {
    return this.answer(Tree.#folderNames);
  }

  /** Objects of each folder inside the overlay, in the order of files. */
  get folders(): readonly (readonly Item[])[] {
    return this.answer(Tree.#everyFolder);
  }

  /** Objects of a folder inside the overlay. */
  inFolder(folder: string): readonly Item[] {
    return this.answer(Tree.#inFolder(folder));
  }

  /** Objects of a namespace; those of the cluster under the empty one. */
  inNamespace(namespace: string): readonly Item[] {
    return this.answer(Tree.#inNamespace(namespace));
  }

  /** The object of that identity, or `undefined`. `namespace` is empty for cluster-scoped kinds. */
  find(kind: string, namespace: string, name: string): Item | undefined {
    return placesOfKind(this, kind).byNamespace.get(namespace)?.get(name);
  }

  /** Objects with pods of their own, and those operators make others of. */
  get runners(): readonly Item[] {
    return this.answer(Tree.#runners);
  }

  /** Pods of the whole overlay, those operators make included. */
  get pods(): readonly Pods[] {
    return allPods(this);
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
    return allMakers(this);
  }

  /** Objects whose identity an earlier one has, with that earlier one. */
  get rivals(): Places['rivals'] {
    return this.kindNames.flatMap((kind) => placesOfKind(this, kind).rivals);
  }
}

/** How a tree belongs with others whose objects it shares. */
export interface Kin {
  /** Whether a later tree may share its objects. */
  readonly isKept: boolean;
  readonly before?: Tree | undefined;
}

const ALONE: Kin = { isKept: false };

const placesOfKind = onceFor((tree, kind: string): Places => placesOf(tree.ofKind(kind)));

const allMakers = once(
  (tree): ReadonlyMap<Item, Made> =>
    new Map(
      tree.runners
        .filter(({ ofKind }) => ofKind.isMaker)
        .map((item) => [item, madeOf(item.manifest, tree.neighbours(item.namespace))]),
    ),
);

const templatesOf = (tree: Tree, item: Item): readonly PodTemplate[] =>
  item.templates.length > 0 ? item.templates : (tree.made(item).pods ?? []);

const allPods = once((tree): readonly Pods[] =>
  tree.runners.flatMap((item) => templatesOf(tree, item).map((template) => podsFrom(item, template))),
);

/** A list as YAML may hold it, or nothing: safe to walk whatever stands there. */
export const listOf = (value: Fields): readonly Fields[] =>
  Array.isArray(value) ? (value.every(isThere) ? value : value.filter(isThere)) : [];

const isThere = (entry: Fields): boolean => entry !== null && entry !== undefined;
