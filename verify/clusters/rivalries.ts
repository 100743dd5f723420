import type { Cluster } from './cluster-of';
import type { Conflict } from './conflict';
import { type Claim, claimOf, type Footprint } from './footprint';

/** An entry of a store that is reached by an address of its own is the same from every cluster. */
const isAnywhere = (key: string): boolean => /"https?:\/\/(?![^"]*(?:\.svc\b|kubernetes\.default))/.test(key);

const keyOf = ({ what, key }: Claim, { id }: Cluster): string =>
  `${what} ${what === 'entry' && isAnywhere(key) ? '' : id} ${key}`;

const SAYS: Readonly<
  Record<Claim['what'], (claim: Claim, cluster: Cluster, other: string) => readonly [message: string, remedy: string]>
> = {
  object: ({ object }, cluster, other) => [
    `Overlay ${other} writes ${object} as well, on the same cluster ${cluster.name}.`,
    'Give each overlay namespaces and names of its own, or a cluster of its own.',
  ],
  host: ({ key }, cluster, other) => [
    `Overlay ${other} publishes ${key} as well, on the same cluster ${cluster.name}.`,
    'Give each overlay a domain of its own.',
  ],
  entry: ({ key }, _, other) => [
    `Overlay ${other} writes the entry ${key.slice(key.lastIndexOf(':') + 1)} of the same store as well.`,
    'Begin the entries of each overlay with its name.',
  ],
};

/** Claims with their clusters: on names only where a cluster is shared, as most are not. */
function claimsIn(own: Footprint, shared: ReadonlySet<string>): readonly (readonly [claim: Claim, on: Cluster])[] {
  const isShared = ([kept]: Footprint['objects'][number]): boolean =>
    kept !== undefined && shared.has(own.clusters.get(kept.folder)?.id ?? '');
  return [...own.objects.filter(isShared).flatMap((objects) => objects.map(claimOf)), ...own.claims].flatMap(
    (claim) => {
      const cluster = own.clusters.get(claim.folder);
      return cluster ? [[claim, cluster] as const] : [];
    },
  );
}

/**
 * What two overlays have and only one may.
 * @param shared clusters of several overlays
 */
export function rivalries(footprints: readonly Footprint[], shared: ReadonlySet<string>): readonly Conflict[] {
  const owners = new Map<string, Footprint>();
  const conflicts: Conflict[] = [];
  for (const own of footprints)
    for (const [claim, cluster] of claimsIn(own, shared)) {
      const key = keyOf(claim, cluster);
      const other = owners.get(key) ?? own;
      owners.set(key, other);
      if (other === own) continue;
      const [message, remedy] = SAYS[claim.what](claim, cluster, other.overlay);
      conflicts.push({ spot: claim, cluster, own, other, message, remedy });
    }
  return conflicts;
}
