/** Things by something they have, each group in their order, and groups in the order of their first. */
export function grouped<T, K>(things: readonly T[], key: (thing: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const own = key(thing);
    const group = groups.get(own);
    if (group) group.push(thing);
    else groups.set(own, [thing]);
  }
  return groups;
}
