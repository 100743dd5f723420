import { groupKind } from '../../manifest/kinds';
import type { Neighbours } from '../../manifest/operators/index';
import type { Manifest, ManifestFile } from '../../manifest/types';
import type { Change } from '../change';
import type { Parser } from '../objects/parse';
import { type Place, placeOf } from '../objects/place';
import type { Tree } from '../tree/tree';

/** One of the two trees. */
export type When = 'before' | 'after';

/** What stands around a change: the other objects of its overlay, read only when a rule asks for them. */
export interface Around {
  /** Objects of the change's namespace by `group/Kind`, as operators see each other's resources. */
  neighbours(change: Change, when: When): Neighbours;
  /** Objects of a kind in the change's overlay. */
  inOverlay(change: Change, when: When, groupKind: string): readonly ManifestFile[];
  /** How many manifest files the change's folder holds. */
  filesInFolder(change: Pick<Change, 'overlay' | 'service'>, when: When): number;
  /** Manifest files below a path such as `dist/dev/trino`, which may be written from above the root of the tree. */
  filesBelow(change: Change, when: When, path: string): readonly ManifestFile[];
  /** Whether the overlay has any file. */
  hasOverlay(overlay: string, when: When): boolean;
}

const YAML = /\.ya?ml$/;

/** The YAML files of a tree by overlay, and how many each folder has. */
class Side {
  readonly #tree: Tree;
  readonly #depth: number;
  readonly #parser: Parser;
  readonly #paths = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();
  readonly #files = new Map<string, readonly ManifestFile[]>();
  #texts: ReadonlyMap<string, string> | undefined;

  constructor(tree: Tree, depth: number, parser: Parser) {
    this.#tree = tree;
    this.#depth = depth;
    this.#parser = parser;
    for (const path of tree.ids.keys()) if (YAML.test(path)) this.#note(path, placeOf(path, depth));
  }

  #note(path: string, { overlay, service }: Place): void {
    const paths = this.#paths.get(overlay);
    if (paths) paths.push(path);
    else this.#paths.set(overlay, [path]);
    const folder = `${overlay}/${service}`;
    this.#counts.set(folder, (this.#counts.get(folder) ?? 0) + 1);
  }

  count = (folder: string): number => this.#counts.get(folder) ?? 0;

  paths = (overlay: string): readonly string[] => this.#paths.get(overlay) ?? [];

  /** Objects of an overlay. All texts are read at once the first time, since a change in one overlay is one in many. */
  files(overlay: string, kind: string): readonly ManifestFile[] {
    const key = `${overlay}\0${kind}`;
    const known = this.#files.get(key);
    if (known) return known;
    this.#texts ??= this.#tree.read([...this.#tree.ids.keys()].filter((path) => YAML.test(path)));
    const named = new RegExp(`\\b${kind.slice(kind.lastIndexOf('/') + 1)}\\b`);
    const files = this.paths(overlay).flatMap((path) => {
      const text = this.#texts?.get(path) ?? '';
      if (!named.test(text)) return [];
      return this.#parser.parse(text, overlay).manifests.map((manifest) => ({ path, manifest }));
    });
    const ofKind = kind === '' ? files : files.filter(({ manifest }) => groupKind(manifest) === kind);
    this.#files.set(key, ofKind);
    return ofKind;
  }

  place = (path: string): Place => placeOf(path, this.#depth);
}

const namespaceOf = ({ metadata }: Manifest): string => metadata.namespace ?? '';

/** Surroundings of the changes between two trees. */
export function surroundings(base: Tree, head: Tree, depth: number, parser: Parser): Around {
  const sides: Readonly<Record<When, Side>> = {
    before: new Side(base, depth, parser),
    after: new Side(head, depth, parser),
  };
  const inOverlay: Around['inOverlay'] = ({ overlay }, when, kind) => sides[when].files(overlay, kind);
  return {
    inOverlay,
    neighbours: (change, when) => (kind) =>
      inOverlay(change, when, kind)
        .map(({ manifest }) => manifest)
        .filter((manifest) => namespaceOf(manifest) === change.identity.namespace),
    filesInFolder: ({ overlay, service }, when) => sides[when].count(`${overlay}/${service}`),
    filesBelow: ({ overlay }, when, path) => {
      const below = sides[when].paths(overlay).filter((file) => endsWithFolder(path, file));
      return sides[when].files(overlay, '').filter((file) => below.includes(file.path));
    },
    hasOverlay: (overlay, when) => sides[when].paths(overlay).length > 0,
  };
}

/** Whether a file stands below a folder, whose path may begin above the root of the tree. */
const endsWithFolder = (folder: string, file: string): boolean =>
  file
    .split('/')
    .slice(0, -1)
    .some((_, index, folders) => {
      const prefix = folders.slice(0, index + 1).join('/');
      return folder === prefix || folder.endsWith(`/${prefix}`);
    });
