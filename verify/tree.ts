import { madeOf, type Neighbours } from '../manifest/operators/index';
import type { ManifestFile } from '../manifest/types';
import type { PodTemplate } from '../manifest/workloads';
import { Answers, type Question } from './answers';
import { Contents } from './contents';
import { type Item, itemOf } from './item';
import type { KindFacts } from './kind-facts';
import { once, onceFor } from './once';
import { type Places, placesOf } from './places';
import type { PlanAt } from './plan';
import { type Pods, podsFrom } from './pods';

export { grouped } from '../manifest/grouped';
export type { Item } from './item';
export { listOf } from './lists';
export { byFolder, inFolders, once, onceFor } from './once';
export { Pods, podsFrom } from './pods';

/** What operators make of an object. */
export type Made = ReturnType<typeof madeOf>;

const NO_ITEMS: readonly Item[] = [];

const listed = <K>(index: ReadonlyMap<K, readonly Item[]>, key: K): readonly Item[] => index.get(key) ?? NO_ITEMS;

const NOTHING: Made = {};

const given = <T, K = undefined>(answer: (tree: Tree, key: K) => T): Question<Tree, T, K> => ({ answer, given: true });

/** The manifests of one overlay. What it is asked is taken down, so that what follows from it holds for trees that are alike. */
export class Tree {
  static readonly #plan = given((tree) => tree.#ownPlan);
  static readonly #name = given((tree) => tree.#ownPlan?.plan.overlay ?? tree.overlay);
  static readonly #prefix = given((tree) => `${tree.overlay || '.'}/`);
  static readonly #items = given((tree) => tree.#contents.items);
  static readonly #runners = given((tree) => tree.#contents.runners);
  static readonly #kindNames = given((tree) => [...tree.#contents.byKind.keys()]);
  static readonly #versions = given((tree) => [...tree.#contents.byVersion.keys()]);
  static readonly #folderNames = given((tree) => [...tree.#contents.byFolder.keys()]);
  static readonly #folders = given((tree) => tree.folderNames.map((folder) => tree.inFolder(folder)));
  static readonly #ofKind = given((tree, kind: string) => listed(tree.#contents.byKind, kind));
  static readonly #ofVersion = given((tree, version: KindFacts) => listed(tree.#contents.byVersion, version));
  static readonly #inFolder = given((tree, folder: string) => listed(tree.#contents.byFolder, folder));
  static readonly #inNamespace = given((tree, namespace: string) => listed(tree.#contents.byNamespace, namespace));

  /** Folder of the overlay, the first segment of every path. */
  readonly overlay: string;
  readonly #ownPlan: PlanAt | undefined;
  readonly #contents: Contents;
  readonly #answers: Answers<Tree>;

  /**
   * @param files objects of one overlay; the first segment of every path is the overlay's folder
   * @param plan what was planned, where the tree was read from what synth wrote
   * @param kin how it belongs with other trees that share its objects
   */
  constructor(overlay: string, files: readonly ManifestFile[], plan?: PlanAt, kin: Kin = ALONE) {
    this.overlay = overlay;
    this.#ownPlan = plan;
    this.#contents = new Contents(
      files.map(({ path, manifest }) => itemOf(path.slice(path.indexOf('/') + 1), manifest)),
    );
    const { isKept, before } = kin;
    this.#answers = before ? new Answers(this, isKept, before.#answers) : new Answers<Tree>(this, isKept);
  }

  /** The answer to a question, worked out once. */
  answer<T, K>(question: Question<Tree, T, K>, key: K): T {
    return this.#answers.to(question, key);
  }

  /** To be called when nothing more is asked. */
  close(): void {
    this.#answers.close();
  }

  get items(): readonly Item[] {
    return this.answer(Tree.#items, undefined);
  }

  /** What was planned, where the tree was read from what synth wrote. */
  get plan(): PlanAt | undefined {
    return this.answer(Tree.#plan, undefined);
  }

  /** What the overlay is called: a folder that was copied elsewhere keeps the name it was planned with. */
  get name(): string {
    return this.answer(Tree.#name, undefined);
  }

  /** A path below the overlay's folder as one below the root of the tree. */
  shown(path: string): string {
    return this.answer(Tree.#prefix, undefined) + path;
  }

  /** Every `group/Kind` there is, in the order of files. */
  get kindNames(): readonly string[] {
    return this.answer(Tree.#kindNames, undefined);
  }

  /** Objects of a `group/Kind`; `Service` for the core group. */
  ofKind(kind: string): readonly Item[] {
    return this.answer(Tree.#ofKind, kind);
  }

  /** Every apiVersion and kind there is, in the order of files. */
  get versions(): readonly KindFacts[] {
    return this.answer(Tree.#versions, undefined);
  }

  /** Objects of an apiVersion and kind. */
  ofVersion(version: KindFacts): readonly Item[] {
    return this.answer(Tree.#ofVersion, version);
  }

  /** Folders inside the overlay, in the order of files. */
  get folderNames(): readonly string[] {
    return this.answer(Tree.#folderNames, undefined);
  }

  /** Objects of each folder inside the overlay, in the order of files. */
  get folders(): readonly (readonly Item[])[] {
    return this.answer(Tree.#folders, undefined);
  }

  /** Objects of a folder inside the overlay. */
  inFolder(folder: string): readonly Item[] {
    return this.answer(Tree.#inFolder, folder);
  }

  /** Objects of a namespace; those of the cluster under the empty one. */
  inNamespace(namespace: string): readonly Item[] {
    return this.answer(Tree.#inNamespace, namespace);
  }

  /** The object of that identity, or `undefined`. `namespace` is empty for cluster-scoped kinds. */
  find(kind: string, namespace: string, name: string): Item | undefined {
    return placesOfKind(this, kind).byNamespace.get(namespace)?.get(name);
  }

  /** Objects with pods of their own, and those operators make others of. */
  get runners(): readonly Item[] {
    return this.answer(Tree.#runners, undefined);
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
