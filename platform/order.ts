/**
 * Depth of every name in a graph of needs: 0 where nothing is needed, otherwise one more than the deepest need.
 * `needs` may name what is not in `names`; such needs do not count.
 * Throws a `CycleError` where names need each other.
 */
export function depths(
  names: readonly string[],
  needs: (name: string) => readonly string[],
): ReadonlyMap<string, number> {
  const known = new Set(names);
  const depth = new Map<string, number>();
  const visit = (name: string, path: readonly string[]): number => {
    const found = depth.get(name);
    if (found !== undefined) return found;
    if (path.includes(name)) throw new CycleError([...path.slice(path.indexOf(name)), name]);
    const below = needs(name).filter((need) => known.has(need) && need !== name);
    const own = below.reduce((deepest, need) => Math.max(deepest, visit(need, [...path, name]) + 1), 0);
    depth.set(name, own);
    return own;
  };
  for (const name of names) visit(name, []);
  return depth;
}

/** Names that need each other, from one around to itself. */
export class CycleError extends Error {
  constructor(readonly cycle: readonly string[]) {
    super(cycle.join(' → '));
    this.name = 'CycleError';
  }
}

/** First sync wave of each layer; a layer's own depth is added. Source of the layering: Argo CD facts W5. */
export const WAVES = { projects: -40, namespaces: -30, addons: -20, cluster: -10, services: 0 } as const;
