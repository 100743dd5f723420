import { MARK } from '../manifest/overlay-folder';
import type { Fields, Manifest } from '../manifest/types';
import { blockText, faultOfText, inlineText, isBlock, isPlain, numberText } from './yaml-scalar';

/** First line of every generated YAML file. What carries it is Slipway's to rewrite and remove. */
export const HEADER = `# ${MARK}`;

/** First line of every generated Markdown file: the same mark in Markdown's comment. */
export const MARKDOWN_HEADER = `<!-- ${MARK} -->`;

/** First line of a generated file of JSON lines: the same mark as a fact nobody reads. */
export const PLAN_HEADER = `{"//":"${MARK}"}`;

const TOP_ORDER: readonly string[] = ['apiVersion', 'kind', 'metadata'];
const METADATA_ORDER: readonly string[] = ['name', 'namespace', 'labels', 'annotations'];

/** Deeper than any manifest; what exceeds it holds itself. */
const MAX_DEPTH = 100;
/** YAML readers give up on a key whose colon is more than 1024 characters away (YAML 1.2.2, 7.4.2). */
const MAX_KEY = 1000;
const INDENTS: readonly string[] = Array.from({ length: MAX_DEPTH + 3 }, (_, level) => '  '.repeat(level));

/**
 * Canonical YAML of one object, ending in a line break, without the header. The same data gives the same bytes,
 * whatever the order its keys were set in; lists keep their order.
 * @throws Error with the path inside the object when it holds what YAML or Kubernetes cannot: `undefined`, null, NaN,
 * infinities, -0, anything but plain data, holes in lists, control characters, lone surrogates.
 */
export function emit(manifest: Manifest): string {
  return new Emitter().write(manifest);
}

/** Several objects in one stream, separated by `---`. Throws as `emit` does. */
export const emitAll = (manifests: readonly Manifest[]): string => manifests.map(emit).join('---\n');

/** A whole YAML file: the header, then the objects. Throws as `emit` does. */
export const document = (...manifests: readonly Manifest[]): string => flat(`${HEADER}\n${emitAll(manifests)}`);

const LINE_BREAK = 10;

/**
 * The same text in one piece. V8 keeps a text that was put together as a tree of its pieces until somebody looks into it;
 * thousands of such trees would be most of a run's memory. So this looks: every document ends in a line break.
 */
function flat(text: string): string {
  if (text.charCodeAt(text.length - 1) !== LINE_BREAK) throw new Error('a document does not end in a line break');
  return text;
}

/** One walk over one object. Holds the text so far and the path to where it stands, which only errors read. */
class Emitter {
  private text = '';
  private readonly path: (string | number)[] = [];

  write(manifest: Manifest): string {
    if (!isPlainObject(manifest)) this.refuse('is not a plain object; give the manifest as data');
    this.map(manifest, Object.keys(manifest), 0, false);
    return this.text;
  }

  /** Writes a map whose keys stand at `level`; `inline` when its first key follows a dash. */
  private map(map: Fields, keys: string[], level: number, inline: boolean): void {
    const { path } = this;
    let lead = inline ? '' : INDENTS[level];
    for (const key of this.ordered(keys)) {
      path.push(key);
      this.text += `${lead}${this.key(key)}:`;
      this.value(map[key], level, level);
      path.pop();
      lead = INDENTS[level];
    }
  }

  /** Writes a list whose dashes stand at `level`. */
  private list(list: readonly Fields[], level: number, inline: boolean): void {
    for (let index = 0; index < list.length; index++) {
      this.path.push(index);
      if (!(index in list)) this.refuse('is a hole in the list; leave no gaps');
      this.text += inline && index === 0 ? '-' : `${INDENTS[level]}-`;
      this.value(list[index], level, level + 1);
      this.path.pop();
    }
  }

  /** Writes what follows a key's colon or a dash at `level`; a list inside it has its dashes at `dashes`. */
  private value(value: Fields, level: number, dashes: number): void {
    if (typeof value === 'string') this.text += ` ${this.string(value, level)}`;
    else if (typeof value === 'number') this.text += ` ${this.number(value)}\n`;
    else if (typeof value === 'boolean') this.text += value ? ' true\n' : ' false\n';
    else if (Array.isArray(value)) this.nestedList(value, level, dashes);
    else if (isPlainObject(value)) this.nestedMap(value, level, dashes > level);
    else this.refuse(faultOfValue(value));
  }

  private nestedList(list: readonly Fields[], level: number, dashes: number): void {
    if (level >= MAX_DEPTH) this.refuse(`is nested deeper than ${MAX_DEPTH} levels; does it hold itself?`);
    const inline = dashes > level;
    this.text += list.length === 0 ? ' []\n' : inline ? ' ' : '\n';
    this.list(list, dashes, inline);
  }

  private nestedMap(map: Fields, level: number, inline: boolean): void {
    if (level >= MAX_DEPTH) this.refuse(`is nested deeper than ${MAX_DEPTH} levels; does it hold itself?`);
    const keys = Object.keys(map);
    this.text += keys.length === 0 ? ' {}\n' : inline ? ' ' : '\n';
    this.map(map, keys, level + 1, inline);
  }

  private string(text: string, level: number): string {
    if (isPlain(text)) return `${text}\n`;
    const fault = faultOfText(text);
    if (fault) this.refuse(fault);
    return isBlock(text) ? blockText(text, INDENTS[level + 1] ?? '') : `${inlineText(text)}\n`;
  }

  private number(value: number): string {
    if (!Number.isFinite(value)) this.refuse(`is ${value}; give it a finite number`);
    if (Object.is(value, -0)) this.refuse('is -0; write 0');
    return numberText(value);
  }

  private key(key: string): string {
    if (key.length <= MAX_KEY && isPlain(key)) return key;
    const fault = faultOfText(key);
    if (fault) this.refuse(`has a key that ${fault}`);
    const text = inlineText(key);
    if (text.length > MAX_KEY) this.refuse(`has a key longer than ${MAX_KEY} characters; shorten it`);
    return text;
  }

  /** Keys in canonical order; the default sort is by code unit. */
  private ordered(keys: string[]): readonly string[] {
    keys.sort();
    const { path } = this;
    if (path.length === 0) return withFirst(TOP_ORDER, keys);
    return path.length === 1 && path[0] === 'metadata' ? withFirst(METADATA_ORDER, keys) : keys;
  }

  private refuse(fault: string): never {
    throw new Error(`${pathText(this.path)} ${fault}`);
  }
}

const withFirst = (first: readonly string[], keys: readonly string[]): readonly string[] => [
  ...first.filter((key) => keys.includes(key)),
  ...keys.filter((key) => !first.includes(key)),
];

/** Data without a class of its own; a realm's own `Object` counts, so that workers and test runners may hand it over. */
function isPlainObject(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function faultOfValue(value: unknown): string {
  if (value === undefined || value === null) return `is ${value}; leave the key out or give it a value`;
  if (typeof value === 'object') return `is a ${value.constructor.name}; give plain data`;
  return `is a ${typeof value}; give a string, number, boolean, list or map`;
}

/** A path as people write it: `spec.containers[0].env`, `metadata.annotations["a.b/c"]`. */
const pathText = (path: readonly (string | number)[]): string =>
  path.map((step, index) => stepText(step, index === 0)).join('') || 'the manifest';

function stepText(step: string | number, first: boolean): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
  return first ? step : `.${step}`;
}
