import { groupKind } from '../../manifest/kinds';
import type { Manifest, ManifestFile } from '../../manifest/types';
import type { Tree } from '../tree/tree';
import type { Parser, Slotted } from './parse';
import { placeOf } from './place';

const YAML = /\.ya?ml$/;

/** Whether a file may hold objects. */
export const isYaml = (path: string): boolean => YAML.test(path);

/** The other tree, and the paths whose bytes differ from it: all the rest need not be read twice. */
export interface Twin {
  readonly of: Snapshot;
  readonly differs: ReadonlySet<string>;
}

/** A file, and a number that stands for what it holds apart from its overlay's name. */
export interface NumberedFile {
  readonly path: string;
  readonly id: number;
}

const KIND = /^kind: *["']?([A-Za-z]+)/gm;
/** Stands for the kinds of a text in which they are not written one a line. */
const ANY_KIND = '*';
const UNUSUAL = /^[{[]|^kind: *\S*List\b/m;

/** The kinds in a text, without parsing it; `ANY_KIND` where they are not written as usual, or it is a list. */
function kindsOf(text: string): readonly string[] {
  const kinds = [...text.matchAll(KIND)].map(([, kind]) => kind ?? '');
  return kinds.length === 0 || UNUSUAL.test(text) ? [ANY_KIND] : kinds;
}

/** One of the trees as objects: every file is read and parsed once, and only when something asks for it. */
export class Snapshot {
  readonly #tree: Tree;
  readonly #parser: Parser;
  readonly #twin: Twin | undefined;
  readonly #paths = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();
  readonly #texts = new Map<string, string>();
  readonly #contents = new Map<string, Slotted>();
  readonly #objects = new Map<string, readonly Manifest[]>();
  readonly #kinds = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #ofKind = new Map<string, readonly ManifestFile[]>();

  /** `depth` folders name an overlay. */
  constructor(tree: Tree, depth: number, parser: Parser, twin?: Twin) {
    this.#tree = tree;
    this.#parser = parser;
    this.#twin = twin;
    for (const path of tree.paths) if (isYaml(path)) this.#note(path, depth);
  }

  #note(path: string, depth: number): void {
    const { overlay, service } = placeOf(path, depth);
    const paths = this.#paths.get(overlay);
    if (paths) paths.push(path);
    else this.#paths.set(overlay, [path]);
    const folder = `${overlay}/${service}`;
    this.#counts.set(folder, (this.#counts.get(folder) ?? 0) + 1);
  }

  /** Paths of an overlay's YAML files. */
  paths = (overlay: string): readonly string[] => this.#paths.get(overlay) ?? [];

  /** How many YAML files a folder of an overlay holds. */
  count = (overlay: string, service: string): number => this.#counts.get(`${overlay}/${service}`) ?? 0;

  /** Takes over texts that somebody has read already. */
  keep(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  /** Reads texts in one go, for trees where that is cheaper than one by one. */
  prepare(paths: readonly string[]): void {
    const missing = paths.filter((path) => !this.#texts.has(path) && !this.#contents.has(path));
    for (const [path, text] of this.#tree.read(missing)) this.#texts.set(path, text);
  }

  /** The other snapshot, for a file that both have alike. */
  #other(path: string): Snapshot | undefined {
    return this.#twin && this.#tree.has(path) && !this.#twin.differs.has(path) ? this.#twin.of : undefined;
  }

  #text(path: string): string {
    if (!this.#texts.has(path)) this.prepare(this.#tree.text ? [path] : [...this.#paths.values()].flat());
    return this.#texts.get(path) ?? '';
  }

  /** What a file holds, with the overlay's name taken out; `undefined` where the tree has no such file. */
  content(path: string, overlay: string): Slotted | undefined {
    const other = this.#other(path);
    if (other) return other.content(path, overlay);
    const known = this.#contents.get(path);
    if (known || !this.#tree.has(path)) return known;
    const content = this.#parser.parse(this.#text(path), overlay);
    this.#contents.set(path, content);
    this.#texts.delete(path);
    return content;
  }

  /** The objects of a file. */
  objects(path: string, overlay: string): readonly Manifest[] {
    const other = this.#other(path);
    if (other) return other.objects(path, overlay);
    const known = this.#objects.get(path);
    if (known) return known;
    const content = this.content(path, overlay);
    const objects = content ? this.#parser.named(content, overlay) : [];
    this.#objects.set(path, objects);
    return objects;
  }

  /** An overlay's files that may hold a kind of those wanted, each with a number that equal contents share. */
  filesWith(overlay: string, wanted: (kind: string) => boolean): readonly NumberedFile[] {
    return this.paths(overlay).flatMap((path) => {
      const side = this.#other(path) ?? this;
      if (!side.#contents.has(path) && !kindsOf(side.#text(path)).some(wanted)) return [];
      const content = this.content(path, overlay);
      return content ? [{ path, id: content.id }] : [];
    });
  }

  /** Objects of a `group/Kind` in an overlay; all of them where it is empty. */
  ofKind(overlay: string, kind: string): readonly ManifestFile[] {
    const key = `${overlay}\0${kind}`;
    const known = this.#ofKind.get(key);
    if (known) return known;
    const paths = kind === '' ? this.paths(overlay) : this.#holding(overlay, kind);
    const files = paths.flatMap((path) =>
      this.objects(path, overlay)
        .filter((manifest) => kind === '' || groupKind(manifest) === kind)
        .map((manifest) => ({ path, manifest })),
    );
    this.#ofKind.set(key, files);
    return files;
  }

  /** Paths of the files that may hold a kind. */
  #holding(overlay: string, kind: string): readonly string[] {
    const known = this.#kinds.get(overlay) ?? this.#kindsIn(overlay);
    this.#kinds.set(overlay, known);
    return [...(known.get(kind.slice(kind.lastIndexOf('/') + 1)) ?? []), ...(known.get(ANY_KIND) ?? [])];
  }

  #kindsIn(overlay: string): ReadonlyMap<string, readonly string[]> {
    const kinds = new Map<string, string[]>();
    for (const path of this.paths(overlay)) {
      const side = this.#other(path) ?? this;
      const content = side.#contents.get(path);
      const found = content ? content.manifests.map((manifest) => manifest.kind) : kindsOf(side.#text(path));
      for (const kind of new Set(found)) {
        const paths = kinds.get(kind);
        if (paths) paths.push(path);
        else kinds.set(kind, [path]);
      }
    }
    return kinds;
  }
}
