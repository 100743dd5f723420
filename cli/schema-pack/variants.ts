import { byCodeUnit } from '../../manifest/types';
import { isFacts, type Shape, type ShapeFacts } from '../../verify/schema/shape';
import { definitionShape, shortName } from './kubernetes';
import type { Release } from './releases';

/** A definition from a minor on; `null` from the one on that has it no more. */
export type Variant = readonly [from: number, shape: Shape | null];

const text = (value: unknown): string => JSON.stringify(value);

const namesIn = (shape: Shape | null): readonly string[] =>
  [...text(shape).matchAll(/"([\w.]+\.[A-Z]\w*)"/g)].flatMap(([, name]) => name ?? []);

/** Definitions of a minor that its kinds lead to, by short name. */
function shapesOf(release: Release, kinds: readonly string[]): ReadonlyMap<string, Shape> {
  const full = new Map(Object.keys(release.definitions).map((name) => [shortName(name), name]));
  const shapes = new Map<string, Shape>();
  const waiting = [...kinds, 'meta.v1.ObjectMeta'];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = full.get(name);
    if (shapes.has(name) || definition === undefined) continue;
    const shape = definitionShape(definition, release);
    shapes.set(name, shape);
    waiting.push(...namesIn(shape));
  }
  return shapes;
}

/** Every definition with its variants, oldest first. `kinds` names the definitions to begin with, of each minor. */
export function variantsOf(
  releases: readonly Release[],
  kinds: (release: Release) => readonly string[],
): ReadonlyMap<string, readonly Variant[]> {
  const variants = new Map<string, Variant[]>();
  for (const release of releases) {
    const shapes = shapesOf(release, kinds(release));
    for (const name of new Set([...variants.keys(), ...shapes.keys()])) {
      const known = variants.get(name) ?? [];
      const shape = shapes.get(name) ?? null;
      if (text(known.at(-1)?.[1]) !== text(shape)) known.push([release.minor, shape]);
      variants.set(name, known);
    }
  }
  return variants;
}

const enumOf = (shape: Shape | undefined): readonly unknown[] | undefined =>
  shape !== undefined && isFacts(shape) ? shape.enum : undefined;

const allowsLess = (before: Shape, after: Shape | undefined): boolean => {
  if (text(before) === text(after)) return false;
  const [old, now] = [enumOf(before), enumOf(after)];
  return !now || !old?.every((value) => now.includes(value));
};

const lessOf = (before: ShapeFacts, after: ShapeFacts): boolean =>
  Object.entries(before.fields ?? {}).some(([name, shape]) => allowsLess(shape, after.fields?.[name])) ||
  (after.needs ?? []).some((name) => before.fields?.[name] !== undefined && !before.needs?.includes(name)) ||
  (after.needs ?? []).some((name) => before.fields?.[name] === undefined);

const narrows = (before: Shape | null, after: Shape | null): boolean => {
  if (before === null || after === null) return false;
  return isFacts(before) && isFacts(after) ? lessOf(before, after) : text(before) !== text(after);
};

const shapeIn = (all: readonly Variant[] | undefined, minor: number): Shape | null =>
  all?.findLast(([from]) => from <= minor)?.[1] ?? null;

/**
 * Those of the definitions `kinds` that allow less in a minor than in the one before, themselves or in what they lead
 * to: a field or value is gone, or a field is needed. Sorted.
 */
export function narrowerKinds(
  variants: ReadonlyMap<string, readonly Variant[]>,
  minor: number,
  kinds: readonly string[],
): readonly string[] {
  const narrower = new Set(
    [...variants].flatMap(([name, all]) => (narrows(shapeIn(all, minor - 1), shapeIn(all, minor)) ? [name] : [])),
  );
  const leads = (name: string, seen: Set<string>): boolean => {
    if (seen.has(name)) return false;
    seen.add(name);
    return narrower.has(name) || namesIn(shapeIn(variants.get(name), minor - 1)).some((next) => leads(next, seen));
  };
  return [...new Set(kinds)].filter((name) => leads(name, new Set())).sort(byCodeUnit);
}
