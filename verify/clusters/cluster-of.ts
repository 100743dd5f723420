import { syncing } from '../applications';
import { type Item, once, type Tree } from '../tree';

/** The rule that speaks of several overlays of one cluster. */
export const SHARED_CLUSTER = 'shared-cluster';

/** Names the cluster of an overlay on its AppProject, where Argo CD's own word for it is only "the one I run in". */
export const CLUSTER = 'slipway.dev/cluster';

/** A cluster that overlays lead to. */
export interface Cluster {
  /** The same for overlays of one cluster. */
  readonly id: string;
  /** As findings call it. */
  readonly name: string;
  /** Whether two overlays with this id may still be on two clusters, each with an Argo CD of its own. */
  readonly unsure: boolean;
}

/** How Argo CD calls the cluster it runs in. Source: Argo CD docs, Cluster Management. */
const OWN: ReadonlySet<unknown> = new Set(['https://kubernetes.default.svc', 'in-cluster']);

const clusterOf = (tree: Tree, { manifest: { spec = {} }, namespace }: Item): Cluster | undefined => {
  const { server, name } = spec.destination ?? {};
  const place = server ?? name;
  if (typeof place !== 'string') return;
  const project = tree.find('argoproj.io/AppProject', namespace, spec.project);
  const stated = project?.manifest.metadata.annotations?.[CLUSTER];
  if (typeof stated === 'string') return { id: `stated ${stated}`, name: stated, unsure: false };
  return { id: `destination ${place}`, name: place, unsure: OWN.has(place) };
};

/** The clusters that folders are applied to; without those of which no Application tells, and of what people apply by hand. */
export const clustersOf = once(
  (tree): ReadonlyMap<string, Cluster> =>
    new Map(
      tree.folderNames.flatMap((folder) => {
        const [application] = folder === '' ? [] : syncing(tree, folder);
        const cluster = application && clusterOf(tree, application.item);
        return cluster ? [[folder, cluster] as const] : [];
      }),
    ),
);
