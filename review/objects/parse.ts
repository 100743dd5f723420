import { loadAll } from 'js-yaml';
import { type Fields, type Identity, identityOf, type Manifest } from '../../manifest/types';
import { isManifest, unpacked } from '../../manifest/unpack';
import { Alike } from './alike';
import { wordOf } from './word';

/** What one file holds. */
export interface Content {
  readonly manifests: readonly Manifest[];
  /** Why the file holds something else than objects; undefined when it does not. */
  readonly fault?: string;
}

function parse(text: string): Content {
  try {
    const objects = loadAll(text)
      .filter((document) => document !== null && document !== undefined)
      .flatMap(unpacked);
    const manifests = objects.filter(isManifest);
    return manifests.length === objects.length
      ? { manifests }
      : { manifests, fault: 'a document has no apiVersion, kind or metadata.name' };
  } catch (error) {
    const [why = 'it is no YAML'] = String(error instanceof Error ? error.message : error).split('\n');
    return { manifests: [], fault: why };
  }
}

/** Stands for the overlay's name in a text; no YAML of Kubernetes uses this private character. */
const MARK = '\uE000';

/** Names that are a word of their own, and that YAML cannot take for a number or a boolean. */
const PLAIN_NAME = /^(?=.{3,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const YAML_WORDS: ReadonlySet<string> = new Set(['false', 'null', 'off', 'true', 'yes']);

/** What one file of an overlay holds, with the overlay's name taken out where it stood. */
export interface Slotted extends Content {
  /** Whether the name was there. Without it the objects are the same in every overlay that has this text. */
  readonly slotted: boolean;
  /** A number of its own. */
  readonly id: number;
  /** Identities of the manifests as texts, with the name taken out. */
  readonly keys: readonly string[];
}

/** Text of an identity, to use as a key. */
const identityKey = ({ group, kind, namespace, name }: Identity): string => `${group}/${kind}/${namespace}/${name}`;

/**
 * Reads files, each distinct text once. Overlays repeat each other up to their own name, so a text is parsed with its
 * overlay's name taken out, and `named` puts it back: a hundred overlays cost little more than one. What is equal, within
 * an overlay or among those that do not name themselves, is the very same value.
 */
export class Parser {
  readonly #seen = new Map<string, Slotted>();
  readonly #alike = new Alike();
  #count = 0;
  #naming: Naming = { overlay: '', values: new Map() };

  /** What a text of an overlay holds. Never throws: what cannot be read is told as a fault. */
  parse(text: string, overlay: string): Slotted {
    if (text.includes(MARK)) return this.#content(parse(text), false);
    const key = isPlain(overlay) && text.includes(overlay) ? text.replace(wordOf(overlay), MARK) : text;
    const known = this.#seen.get(key);
    if (known) return known;
    const content = this.#content(parse(key), key.includes(MARK));
    this.#seen.set(key, content);
    return content;
  }

  #content({ manifests, ...rest }: Content, slotted: boolean): Slotted {
    const keys = manifests.map((manifest) => identityKey(identityOf(manifest)));
    return { ...rest, manifests: this.#alike.one(manifests), slotted, id: this.#count++, keys };
  }

  /** The objects of an overlay's file, with its name put back. */
  named({ manifests, slotted }: Slotted, overlay: string): readonly Manifest[] {
    if (!slotted) return manifests;
    if (this.#naming.overlay !== overlay) this.#naming = { overlay, values: new Map() };
    return manifests.map((manifest) => withName(manifest, this.#naming));
  }
}

const isPlain = (overlay: string): boolean => PLAIN_NAME.test(overlay) && !YAML_WORDS.has(overlay);

/** Values with an overlay's name put back, by those without it. */
interface Naming {
  readonly overlay: string;
  readonly values: Map<object, Fields>;
}

const withNameText = (text: string, { overlay }: Naming): string =>
  text.includes(MARK) ? text.replaceAll(MARK, overlay) : text;

function withName(value: Fields, naming: Naming): Fields {
  if (typeof value === 'string') return withNameText(value, naming);
  if (value === null || typeof value !== 'object') return value;
  const known = naming.values.get(value);
  if (known) return known;
  const given = Array.isArray(value) ? listWithName(value, naming) : mapWithName(value, naming);
  naming.values.set(value, given);
  return given;
}

function listWithName(list: readonly Fields[], naming: Naming): Fields {
  const items = list.map((item) => withName(item, naming));
  return items.some((item, index) => item !== list[index]) ? items : list;
}

function mapWithName(map: Fields, naming: Naming): Fields {
  let same = true;
  const entries = Object.entries(map).map(([key, inner]): [string, Fields] => {
    const pair: [string, Fields] = [withNameText(key, naming), withName(inner, naming)];
    same &&= pair[0] === key && pair[1] === inner;
    return pair;
  });
  return same ? map : Object.fromEntries(entries);
}
