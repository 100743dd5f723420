import { loadAll } from 'js-yaml';
import type { Fields, Manifest } from '../../manifest/types';
import { isManifest, unpacked } from '../../manifest/unpack';
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

function withName(value: Fields, name: string): Fields {
  if (typeof value === 'string') return value.includes(MARK) ? value.replaceAll(MARK, name) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withName(item, name));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (value === null || typeof value !== 'object') return value;
  let same = true;
  const entries = Object.entries(value).map(([key, inner]): [string, Fields] => {
    const pair: [string, Fields] = [withName(key, name), withName(inner, name)];
    same &&= pair[0] === key && pair[1] === inner;
    return pair;
  });
  return same ? value : Object.fromEntries(entries);
}

/**
 * Reads files, each distinct text once. Overlays repeat each other up to their own name, so a text is parsed with its
 * overlay's name taken out and read again for each overlay with the name put back: a hundred overlays cost little more
 * than one. Objects in which the name does not occur are the very same objects.
 */
export class Parser {
  readonly #seen = new Map<string, Content>();

  /** The objects of a text that stands in an overlay. Never throws: what cannot be read is told as a fault. */
  parse(text: string, overlay: string): Content {
    if (!PLAIN_NAME.test(overlay) || YAML_WORDS.has(overlay) || text.includes(MARK)) return this.#once(text);
    const content = this.#once(text.replace(wordOf(overlay), MARK));
    return { ...content, manifests: content.manifests.map((manifest) => withName(manifest, overlay)) };
  }

  #once(text: string): Content {
    const known = this.#seen.get(text);
    if (known) return known;
    const content = parse(text);
    this.#seen.set(text, content);
    return content;
  }
}
