import { type Limit, limitsOf } from './limits';
import { SCALARS, type Scalar } from './scalars';
import { isFacts, type Shape, type ShapeFacts } from './shape';

/** Where names of shapes lead. */
export interface Shapes {
  /** The shape of that name, or `undefined`. */
  readonly named: (name: string) => Shape | undefined;
  /** The node of `metadata`, for objects that do not describe it themselves. */
  readonly metadata: () => Node;
}

const ANY: Scalar = { base: 'any', words: 'anything', accepts: () => true };

const typeNameOf = ({ type, fields, values, items }: ShapeFacts): string =>
  type ?? (fields || values ? 'object' : items ? 'array' : 'any');

/** A shape made ready for judging. What is below it is made ready when first asked for. */
export class Node {
  readonly facts: ShapeFacts;
  readonly scalar: Scalar;
  readonly limits: readonly Limit[];
  readonly branches: boolean;
  /** Whether nothing is asked of a value but its type. */
  readonly isPlain: boolean;
  readonly #linker: Linker;
  /** Fields that are implied, and those that were asked for. */
  readonly #nodes = new Map<string, Node>();
  #values: Node | undefined;
  #items: Node | undefined;

  /** Name of the definition it stands for, if it has one. */
  readonly definition: string;

  /** @param isObject whether apiVersion, kind, metadata and status are implied */
  constructor(facts: ShapeFacts, linker: Linker, definition = '', isObject = facts.resource === true) {
    this.definition = definition;
    this.facts = facts;
    this.scalar = SCALARS.get(typeNameOf(facts)) ?? ANY;
    this.limits = limitsOf(facts);
    this.branches = Boolean(facts.allOf ?? facts.anyOf ?? facts.oneOf ?? facts.not);
    this.isPlain = !this.branches && this.limits.length === 0;
    this.#linker = linker;
    if (isObject) this.#envelope();
  }

  #envelope(): void {
    const { fields = {} } = this.facts;
    this.#nodes.set('metadata', this.#metadata(fields.metadata));
    for (const name of ['apiVersion', 'kind']) this.#nodes.set(name, this.#linker.node(fields[name] ?? 'string'));
    this.#nodes.set('status', this.#linker.node(fields.status ?? 'any'));
  }

  /** The node of `metadata`, with what is asked of it beyond the usual. */
  #metadata(beyond: Shape | undefined): Node {
    const usual = this.#linker.metadata();
    if (beyond === undefined) return usual;
    const branch = this.#linker.node(beyond);
    return new Node({ ...usual.facts, allOf: [branch.facts] }, usual.#linker, usual.definition);
  }

  /** The node of a field, or `undefined` when the shape does not know the field. */
  field(name: string): Node | undefined {
    return this.#nodes.get(name) ?? this.#linked(name);
  }

  #linked(name: string): Node | undefined {
    const { fields } = this.facts;
    const shape = fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (shape === undefined) return;
    const node = this.#linker.node(shape);
    this.#nodes.set(name, node);
    return node;
  }

  /** Names of all fields. */
  get names(): Iterable<string> {
    return new Set([...Object.keys(this.facts.fields ?? {}), ...this.#nodes.keys()]);
  }

  /** The node of values under free keys. */
  get values(): Node | undefined {
    if (this.facts.values !== undefined) this.#values ??= this.#linker.node(this.facts.values);
    return this.#values;
  }

  /** The node of entries. */
  get items(): Node | undefined {
    if (this.facts.items !== undefined) this.#items ??= this.#linker.node(this.facts.items);
    return this.#items;
  }

  /** The node of a branch. */
  branch(shape: Shape): Node {
    return this.#linker.node(shape);
  }

  /** Whether fields it does not know are let pass. */
  get open(): boolean {
    return this.facts.open === true || (this.facts.fields === undefined && this.facts.resource !== true);
  }
}

/** Makes shapes ready, each named one once. */
export class Linker {
  readonly #shapes: Shapes;
  readonly #named = new Map<string, Node>();
  readonly #inline = new WeakMap<object, Node>();

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  metadata(): Node {
    return this.#shapes.metadata();
  }

  /** The node of a shape. A name nobody knows judges nothing. */
  node(shape: Shape): Node {
    if (typeof shape !== 'string') return this.#unnamed(shape);
    const known = this.#named.get(shape);
    if (known) return known;
    const target = SCALARS.has(shape) ? { type: shape } : (this.#shapes.named(shape) ?? 'any');
    const node = typeof target === 'string' ? this.node(target) : this.#made(target, shape);
    this.#named.set(shape, node);
    return node;
  }

  /** The node of a whole object, which has apiVersion, kind and metadata. */
  object(facts: ShapeFacts): Node {
    return new Node(facts, this, '', true);
  }

  #unnamed(shape: Exclude<Shape, string>): Node {
    const known = this.#inline.get(shape);
    if (known) return known;
    const node = this.#made(shape, '');
    this.#inline.set(shape, node);
    return node;
  }

  #made(shape: Exclude<Shape, string>, definition: string): Node {
    return new Node(isFacts(shape) ? shape : { items: shape[0] }, this, definition);
  }
}
