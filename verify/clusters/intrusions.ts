import { type Labels, matchesSelector } from '../../manifest/selector';
import type { Cluster } from './cluster-of';
import type { Conflict } from './conflict';
import type { Footprint, Link } from './footprint';

type Namespaces = ReadonlyMap<string, Labels>;

/** Namespaces of an overlay on a cluster, by name. */
const namespacesOn = ({ clusters, namespaces }: Footprint, { id }: Cluster): Namespaces =>
  new Map(namespaces.filter(({ folder }) => clusters.get(folder)?.id === id).map(({ name, labels }) => [name, labels]));

/**
 * Ways between overlays of one cluster.
 * @param shared clusters of several overlays: most have one, and nothing to compare
 */
export function intrusions(footprints: readonly Footprint[], shared: ReadonlySet<string>): readonly Conflict[] {
  const known = new Map<Footprint, Map<string, Namespaces>>();
  const on = (footprint: Footprint, cluster: Cluster): Namespaces => {
    const byCluster = known.get(footprint) ?? new Map<string, Namespaces>();
    const namespaces = byCluster.get(cluster.id) ?? namespacesOn(footprint, cluster);
    known.set(footprint, byCluster.set(cluster.id, namespaces));
    return namespaces;
  };
  return footprints.flatMap((own) =>
    own.links.flatMap((link) => {
      const cluster = own.clusters.get(link.folder);
      if (!cluster || !shared.has(cluster.id)) return [];
      return footprints
        .filter((other) => other !== own)
        .flatMap((other) => {
          const name = met(link, on(own, cluster), on(other, cluster));
          return name === undefined ? [] : [intrusion(own, other, link, cluster, name)];
        });
    }),
  );
}

/** A namespace of another overlay that a host name or a policy means and that is none of its own. */
const met = ({ meant }: Link, own: Namespaces, others: Namespaces): string | undefined => {
  for (const [name, labels] of others) if (!own.has(name) && means(meant, name, labels)) return name;
  return undefined;
};

function intrusion(own: Footprint, other: Footprint, link: Link, cluster: Cluster, name: string): Conflict {
  const where = `namespace ${name}, which is overlay ${other.overlay}'s`;
  const message = link.what === 'host' ? `${link.text} leads into ${where}.` : `It lets in ${where}.`;
  return { spot: link, cluster, own, other, message, remedy: INTRUSION_REMEDY };
}

const INTRUSION_REMEDY = 'Keep overlays apart, or say in a waiver why this one is shared.';

const means = (meant: Link['meant'], name: string, labels: Labels): boolean =>
  typeof meant === 'string' ? meant === name : matchesSelector(meant, labels);
