import type { Fields } from '../manifest/types';
import { type KeyFacts, keyFacts, pathOf } from './keys';
import { PLAIN_TEXT, type TextFacts, textFacts } from './texts';

/** A string of an object that some rule may want to look at. */
export interface Suspect {
  /** Field path: `spec.template.spec.containers[0].env[2].value`, `data["trino.properties"]`. */
  readonly at: string;
  /** Last key on the way; of list entries the key of the list. */
  readonly key: string;
  /** The name the value goes by: of a variable the variable's, else its key. */
  readonly name: string;
  readonly value: string;
  readonly facts: TextFacts;
}

/** A place that holds what no manifest may hold. */
export interface Flaw {
  readonly at: string;
  readonly fault: string;
}

/** What one walk over an object found. */
export interface Survey {
  readonly suspects: readonly Suspect[];
  readonly flaws: readonly Flaw[];
  /** All strings but the object's own name. */
  readonly texts: readonly string[];
  /** Whether something is null or undefined. */
  readonly hasGaps: boolean;
  /** Bytes it takes as JSON at most. */
  readonly mostBytes: number;
}

/** Bytes of JSON around a value: quotes, comma, colon, or the digits of a number. */
const BYTES_A_VALUE = 32;
/** A control character or half a surrogate pair is written as six. */
const BYTES_A_CHARACTER = 6;

const FAULTS: Readonly<Record<string, (value: Fields) => string>> = {
  bigint: () => 'is a BigInt, which YAML does not know',
  function: () => 'is a function',
  number: (value) => (Number.isFinite(value) ? '' : `is ${value}`),
  symbol: () => 'is a symbol',
};

const isPlainMap = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** One walk over an object, for all rules together. Where it stands is spelt out only for what it keeps. */
class Walk implements Survey {
  readonly suspects: Suspect[] = [];
  readonly flaws: Flaw[] = [];
  readonly texts: string[] = [];
  hasGaps = false;
  mostBytes = 0;
  #depth = 0;
  readonly #trail: (string | number)[] = [];

  visit(value: Fields, key: string, facts: KeyFacts, parent: Fields): void {
    if (typeof value === 'string') {
      this.#text(value, key, facts, parent);
      return;
    }
    this.mostBytes += BYTES_A_VALUE;
    if (typeof value !== 'object') this.#scalar(value);
    else if (value === null) this.#gap('is null');
    else if (Array.isArray(value)) this.#list(value, key, facts, parent);
    else if (isPlainMap(value)) this.#map(value);
    else this.#flaw(`is a ${value.constructor?.name ?? 'class'}, not plain data`);
  }

  #list(list: readonly Fields[], key: string, facts: KeyFacts, parent: Fields): void {
    const depth = this.#depth++;
    for (let index = 0; index < list.length; index += 1) {
      this.#trail[depth] = index;
      this.visit(list[index], key, facts, parent);
    }
    this.#depth = depth;
  }

  #map(map: Fields): void {
    const depth = this.#depth++;
    for (const key in map) {
      this.#trail[depth] = key;
      this.mostBytes += key.length * BYTES_A_CHARACTER;
      const facts = keyFacts(key);
      if (facts.fault) this.#flaw(`has a name that ${facts.fault}`);
      const value = map[key];
      if (typeof value === 'string') this.#text(value, key, facts, map);
      else this.visit(value, key, facts, map);
    }
    this.#depth = depth;
  }

  #text(value: string, key: string, facts: KeyFacts, parent: Fields): void {
    this.mostBytes += BYTES_A_VALUE + value.length * BYTES_A_CHARACTER;
    if (key !== 'name' || !this.#isOwnName()) this.texts.push(value);
    const found = textFacts(value);
    const isVariable = key === 'value' && typeof parent?.name === 'string';
    const isTelling = isVariable ? keyFacts(parent.name).isTelling : facts.isTelling;
    if (found === PLAIN_TEXT && !isTelling) return;
    if (found.fault) this.#flaw(found.fault);
    this.suspects.push({ at: this.#at(), key, name: isVariable ? parent.name : key, value, facts: found });
  }

  #at(): string {
    return pathOf(this.#trail.slice(0, this.#depth));
  }

  #isOwnName(): boolean {
    return this.#depth === 2 && this.#trail[0] === 'metadata';
  }

  #scalar(value: Fields): void {
    if (value === undefined) this.#gap('is undefined');
    else {
      const fault = FAULTS[typeof value]?.(value);
      if (fault) this.#flaw(fault);
    }
  }

  #gap(fault: string): void {
    this.hasGaps = true;
    this.#flaw(fault);
  }

  #flaw(fault: string): void {
    this.flaws.push({ at: this.#at(), fault });
  }
}

/** Walks over an object once. */
export function survey(root: Fields): Survey {
  const walk = new Walk();
  walk.visit(root, '', keyFacts(''), undefined);
  return walk;
}
