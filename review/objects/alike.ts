import type { Fields } from '../../manifest/types';

const isHolder = (value: Fields): value is object =>
  value !== null && typeof value === 'object' && (Array.isArray(value) || Object.getPrototypeOf(value) === PLAIN);
const PLAIN = Object.prototype;

/**
 * Makes equal values one and the same value, so that what does not differ is seen at once. For values that nobody changes
 * any more.
 */
export class Alike {
  readonly #known = new Map<string, object>();
  readonly #numbers = new Map<object, number>();
  #count = 0;

  /** The value that stands for all that are equal to it, down to the order of fields. */
  one<T extends Fields>(value: T): T {
    if (!isHolder(value)) return value;
    if (this.#numbers.has(value)) return value;
    const inner = Array.isArray(value)
      ? value.map((item) => this.one(item))
      : Object.fromEntries(Object.entries(value).map(([name, field]) => [name, this.one(field)]));
    const key = this.#key(inner);
    const known = this.#known.get(key) ?? inner;
    this.#known.set(key, known);
    if (!this.#numbers.has(known)) this.#numbers.set(known, this.#count++);
    return known as T;
  }

  #key(value: object): string {
    if (Array.isArray(value)) return `[${value.map((item) => this.#word(item)).join()}`;
    return `{${Object.entries(value)
      .map(([name, field]) => `${JSON.stringify(name)}${this.#word(field)}`)
      .join()}`;
  }

  #word(value: Fields): string {
    if (typeof value === 'string') return JSON.stringify(value);
    if (isHolder(value)) return `#${this.#numbers.get(value)}`;
    return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
  }
}
