import { readFileSync } from 'node:fs';
import type { Fields } from '../../manifest/types';
import type { Shape, ShapeFacts } from './shape';

/** Where facts of the pack come from. */
export interface Source {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  /** SPDX identifier. */
  readonly licence: string;
}

/**
 * A file of the pack: one entry a line, a list that begins with its name. The first line names the sources. Lines are
 * parsed when they are asked for, so that a run pays for the kinds it has.
 */
export class Entries {
  readonly header: Fields;
  readonly #lines = new Map<string, string>();
  readonly #parsed = new Map<string, readonly Fields[]>();

  constructor(text: string) {
    const [header = '{}', ...lines] = text.split('\n');
    this.header = JSON.parse(header);
    for (const line of lines) if (line !== '') this.#lines.set(line.slice(2, line.indexOf('"', 2)), line);
  }

  /** Names of all entries, in the order of the file. */
  get names(): Iterable<string> {
    return this.#lines.keys();
  }

  has(name: string): boolean {
    return this.#lines.has(name);
  }

  /** What stands behind the name of an entry, or `undefined`. */
  get(name: string): readonly Fields[] | undefined {
    const known = this.#parsed.get(name);
    const line = known ? undefined : this.#lines.get(name);
    if (line === undefined) return known;
    const [, ...rest]: readonly Fields[] = JSON.parse(line);
    this.#parsed.set(name, rest);
    return rest;
  }
}

const lazily = (file: string): (() => Entries) => {
  let entries: Entries | undefined;
  return () => {
    entries ??= new Entries(readFileSync(new URL(`facts/${file}`, import.meta.url), 'utf8'));
    return entries;
  };
};

/** Definitions of Kubernetes by minor, and the life of its kinds. */
export const kubernetesPack = lazily('kubernetes.jsonl');

/** Shapes of custom resources. */
export const customPack = lazily('custom-resources.jsonl');

/** When a kind of Kubernetes is served, as minors of 1.x. Source: OpenAPI of each release; k8s.io/api life cycle. */
export interface Life {
  /** First and last minor in whose OpenAPI it is. */
  readonly first: number;
  readonly last: number;
  readonly deprecated?: number;
  readonly removed?: number;
  /** apiVersion and kind to use in its place: `batch/v1/CronJob`. */
  readonly replacement?: string;
  /** Name of its definition; missing where it was gone before the first minor of the pack. */
  readonly definition?: string;
}

/** Minors of the pack: `[28, …]`. */
export const minors = (): readonly number[] => kubernetesPack().header.minors;

/** The life of a kind of Kubernetes, by `group/version/Kind` (`v1/Pod`), or `undefined`. */
export const lifeOf = (name: string): Life | undefined =>
  name.includes('/') ? kubernetesPack().get(name)?.[0] : undefined;

/** A definition as it is in a minor, or `undefined`: `core.v1.Container`. */
export function definitionOf(name: string, minor: number): Shape | undefined {
  const variants: readonly (readonly [number, Shape | null])[] = kubernetesPack().get(name) ?? [];
  return variants.findLast(([from]) => from <= minor)?.[1] ?? undefined;
}

/** Definitions of kinds that allow less in a minor than in the one before, themselves or in what they lead to. */
export const narrowerIn = (minor: number): readonly string[] => kubernetesPack().header.narrower[minor] ?? [];

/** A custom resource the pack describes. */
export interface Custom {
  /** Name of the source. */
  readonly source: string;
  readonly facts: ShapeFacts;
  /** Whether upstream calls this version deprecated. */
  readonly deprecated: boolean;
}

/** What the pack knows of a custom resource, by `group/version/Kind`, or `undefined`. */
export function customOf(name: string): Custom | undefined {
  const [source, facts, state] = (name.includes('/') && customPack().get(name)) || [];
  return facts ? { source, facts, deprecated: state === 'deprecated' } : undefined;
}

/** The source of that name. @throws Error when the pack has none. */
export function sourceOf(name: string): Source {
  const source = customPack().header.sources.find((each: Source) => each.name === name);
  if (!source) throw new Error(`the pack names no source ${name}`);
  return source;
}
