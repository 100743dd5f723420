import { createHash } from 'node:crypto';
import type { Fields } from '../../manifest/types';
import type { Shape } from '../../verify/schema/shape';

/** Shapes with what they have in common taken out and named. */
export interface Shared {
  /** As the shapes handed in, but referring to `parts`. */
  readonly shapes: readonly Shape[];
  /** By name: `#` and the beginning of the hash of the content. */
  readonly parts: ReadonlyMap<string, Shape>;
}

/** Shorter shapes are repeated where they stand: their name would save little. */
const WORTH = 40;
const SINGLE = ['items', 'values', 'not'] as const;
const SEVERAL = ['allOf', 'anyOf', 'oneOf'] as const;

const mapped = (shape: Shape, change: (inner: Shape) => Shape): Shape => {
  if (typeof shape === 'string') return shape;
  if (Array.isArray(shape)) return [change(shape[0])];
  const facts: Fields = { ...shape };
  if (facts.fields) {
    facts.fields = Object.fromEntries(
      Object.entries<Shape>(facts.fields).map(([name, field]) => [name, change(field)]),
    );
  }
  for (const name of SINGLE) if (facts[name] !== undefined) facts[name] = change(facts[name]);
  for (const name of SEVERAL) if (facts[name] !== undefined) facts[name] = facts[name].map(change);
  return facts;
};

/** Takes out every shape that occurs more than once. */
export function share(shapes: readonly Shape[]): Shared {
  const counts = new Map<string, number>();
  const count = (shape: Shape): Shape => {
    const text = JSON.stringify(shape);
    const times = counts.get(text) ?? 0;
    counts.set(text, times + 1);
    return times === 0 ? mapped(shape, count) : shape;
  };
  for (const shape of shapes) count(shape);
  const parts = new Map<string, Shape>();
  const named = (shape: Shape): Shape => {
    const text = JSON.stringify(shape);
    if (text.length < WORTH || (counts.get(text) ?? 0) < 2) return mapped(shape, named);
    const name = `#${createHash('sha256').update(text).digest('base64url').slice(0, 6)}`;
    if (!parts.has(name)) parts.set(name, mapped(shape, named));
    return name;
  };
  return { shapes: shapes.map((shape) => mapped(shape, named)), parts };
}
