import type { Fields } from '../../manifest/types';
import { pathOf } from '../keys';
import { closest } from './closest';
import { filled, filledBelow, isAbsent } from './defaults';
import type { Node } from './node';
import { repetitions } from './repetitions';
import { fieldRemedy, formRemedy, shown, typeRemedy } from './wording';

/** A fault of a value: where it is, what is wrong, what to do. */
export interface Fault {
  readonly at: string;
  readonly message: string;
  readonly remedy: string;
}

/** Whose shapes an object is judged by. */
export interface Authority {
  /** As it is named in findings: `Kubernetes 1.35`. */
  readonly name: string;
  /** Names the release in which a definition gets a field, for fields it does not have yet. */
  readonly since?: (definition: string, field: string) => string | undefined;
}

/** Deeper than any schema leads, and more values than any object has: what goes on is an anchor that holds itself. */
const DEEPEST = 200;
const MOST = 1_000_000;
const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isZero = (value: Fields): boolean =>
  isAbsent(value) || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);

/** Whether a field that must be there is not, and nothing is written into it. */
const isMissing = (node: Node, map: Fields, name: string): boolean =>
  isAbsent(map[name] ?? node.facts.defaults?.[name]) && !(map[name] === null && node.field(name)?.facts.nullable);

/** Judges one object by the node of its kind. */
class Check {
  readonly faults: Fault[] = [];
  readonly #path: (string | number)[] = [];
  /** Whether unknown fields are faults: branches judge values only. */
  readonly #strict: boolean;

  readonly #authority: Authority;
  #visits = 0;

  constructor(authority: Authority, strict: boolean, path: readonly (string | number)[] = []) {
    this.#authority = authority;
    this.#strict = strict;
    this.#path.push(...path);
  }

  #tell(message: string, remedy: string): void {
    this.faults.push({ at: pathOf(this.#path), message, remedy });
  }

  #below(step: string | number, node: Node, value: unknown): void {
    if (typeof value !== 'object' && node.isPlain && node.scalar.accepts(value)) return;
    this.#visits += 1;
    if (this.#visits > MOST) return;
    this.#path.push(step);
    if (this.#path.length > DEEPEST || this.#visits === MOST) {
      this.#tell('The value has no end.', 'Write it without an anchor to itself.');
      this.#visits = MOST;
    } else this.value(node, value);
    this.#path.pop();
  }

  value(node: Node, written: unknown): void {
    const isNull = written === null && node.facts.nullable === true;
    if (!isNull && !node.scalar.accepts(written)) {
      this.#tell(`The value must be ${node.scalar.words}, and is ${shown(written)}.`, typeRemedy(node.scalar, written));
      return;
    }
    const value = node.branches ? filledBelow(node, written) : written;
    if (Array.isArray(value)) this.#list(node, value);
    else if (isMap(value)) this.#map(node, value);
    if (node.limits.length > 0) this.#limits(node, isMap(value) ? filled(node, value) : value);
    if (node.branches) this.#branches(node, value);
  }

  #limits({ limits }: Node, value: unknown): void {
    for (const limit of limits) {
      const complaint = limit(value);
      if (complaint) {
        this.#tell(
          `The value must ${complaint.must}, and is ${shown(value)}.`,
          complaint.remedy ?? 'Write one that fits.',
        );
      }
    }
  }

  #map(node: Node, map: Fields): void {
    for (const name in map) {
      const value = map[name];
      const field = node.field(name) ?? node.values;
      if (field === undefined) this.#unknown(node, name);
      else if (value !== undefined && (value !== null || field.facts.nullable)) this.#below(name, field, value);
    }
    const { required, needs, resource, defaults } = node.facts;
    if (required) for (const name of required) if (isMissing(node, map, name)) this.#missing(name);
    if (needs) for (const name of needs) if (isZero(map[name] ?? defaults?.[name])) this.#missing(name);
    if (resource) for (const name of ['apiVersion', 'kind']) if (isZero(map[name])) this.#missing(name);
  }

  #missing(name: string): void {
    this.#path.push(name);
    this.#tell('The field is required, and is missing or empty.', `Write ${name}.`);
    this.#path.pop();
  }

  #unknown(node: Node, name: string): void {
    if (!this.#strict || node.open) return;
    const { name: authority, since } = this.#authority;
    const later = since?.(node.definition, name);
    const near = closest(name, node.names);
    this.#path.push(name);
    this.#tell(`${authority} knows no field '${name}' here.`, fieldRemedy(later, near));
    this.#path.pop();
  }

  #list(node: Node, list: readonly unknown[]): void {
    const { items } = node;
    if (items) for (let index = 0; index < list.length; index += 1) this.#below(index, items, list[index]);
    if (list.length < 2) return;
    for (const { index, before, key } of repetitions(node, list)) {
      this.#path.push(index);
      this.#tell(`Entry ${before} of the list has ${key} as well.`, 'Keep one of the two.');
      this.#path.pop();
    }
  }

  #branches(node: Node, value: unknown): void {
    const { allOf = [], anyOf, oneOf, not } = node.facts;
    for (const shape of allOf) this.faults.push(...this.#inBranch(node.branch(shape), value));
    const fitting = (shapes: typeof allOf) =>
      shapes.filter((shape) => this.#inBranch(node.branch(shape), value).length === 0).length;
    if (anyOf && fitting(anyOf) === 0) this.#tell('The value fits none of the forms allowed here.', formRemedy(anyOf));
    const fits = oneOf ? fitting(oneOf) : 1;
    if (oneOf && fits !== 1) {
      this.#tell(`The value must fit exactly one of the forms allowed here, and fits ${fits}.`, formRemedy(oneOf));
    }
    if (not !== undefined && this.#inBranch(node.branch(not), value).length === 0) {
      this.#tell('The value has a form that is not allowed here.', 'Write it another way.');
    }
  }

  #inBranch(node: Node, value: unknown): readonly Fault[] {
    const inner = new Check(this.#authority, false, this.#path);
    inner.value(node, value);
    return inner.faults;
  }
}

/** Everything the shape of its kind has against an object, in the order of its fields. */
export function faultsOf(node: Node, object: unknown, authority: Authority): readonly Fault[] {
  const check = new Check(authority, true);
  check.value(node, object);
  return check.faults;
}
