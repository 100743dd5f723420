import { isEmptySelector, type Labels } from '../../manifest/selector';
import { describe, type Fields, type Identity } from '../../manifest/types';
import { remoteKeysPushed } from '../credentials';
import { hostsOf } from '../hosts';
import { namespacesOf } from '../namespaces';
import { namespaceLabels } from '../network/ends';
import { type Found, query } from '../query';
import { type Item, once, onceFor, type Tree } from '../tree';
import { WAIVER } from '../waivers';
import { type Cluster, clusterOfFolder, SHARED_CLUSTER } from './cluster-of';

/** A place in an overlay, kept when its tree is gone. */
export interface Spot {
  /** File below the overlay's folder. */
  readonly path: string;
  readonly object: string;
  readonly at: string;
  readonly cluster: Cluster;
  /** Why the rule does not count for the object. */
  readonly waived?: string;
}

/** Something only one overlay of a cluster may have. */
export interface Claim extends Spot {
  readonly what: 'object' | 'host' | 'entry';
  /** The same for two overlays that both have it. */
  readonly key: string;
}

/** An object of an overlay: its identity outlives its tree, and is put into words only where there is a neighbour. */
export interface Kept {
  readonly path: string;
  readonly identity: Identity;
  readonly waived: string;
}

/** The objects of a folder, and the cluster they are applied to. */
export interface KeptFolder {
  readonly cluster: Cluster;
  readonly objects: readonly Kept[];
}

/** A way into namespaces of others, or from them. */
export interface Link extends Spot {
  readonly what: 'host' | 'policy';
  /** As it is written. */
  readonly text: string;
  /** The namespace by its name, or the namespaces by a selector. */
  readonly meant: string | Fields;
}

/** What is kept of an overlay to hold it against others: names, and where they stand. */
export interface Footprint {
  readonly overlay: string;
  readonly folders: readonly KeptFolder[];
  /** Public hosts, and entries of secret stores. */
  readonly claims: readonly Claim[];
  readonly links: readonly Link[];
  /** Labels of its Namespaces by cluster and name. */
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, Labels>>;
}

const ANNOTATION = WAIVER + SHARED_CLUSTER;

const reasonOf = ({ manifest }: Item): string => {
  const reason = manifest.metadata.annotations?.[ANNOTATION];
  return typeof reason === 'string' ? reason.trim() : '';
};

const keptIn = onceFor((tree, folder: string): readonly Kept[] =>
  tree.inFolder(folder).map((item) => ({ path: item.path, identity: item.identity, waived: reasonOf(item) })),
);

const foldersOf = (tree: Tree): readonly KeptFolder[] =>
  tree.folderNames.flatMap((folder) => {
    const cluster = clusterOfFolder(tree, folder);
    return cluster ? [{ cluster, objects: keptIn(tree, folder) }] : [];
  });

/** The claim of an object on its name. */
export function claimOf({ path, identity, waived }: Kept, cluster: Cluster): Claim {
  const object = describe(identity);
  return { path, object, at: '', cluster, what: 'object', key: object, ...(waived ? { waived } : {}) };
}

function spotOf(tree: Tree, item: Item, at: string): readonly Spot[] {
  const cluster = clusterOfFolder(tree, item.folder);
  const waived = reasonOf(item);
  return cluster ? [{ path: item.path, object: item.object, at, cluster, ...(waived ? { waived } : {}) }] : [];
}

const claimsOf = (tree: Tree): readonly Claim[] => {
  const claim = (item: Item, at: string, what: Claim['what'], key: string): readonly Claim[] =>
    spotOf(tree, item, at).map((spot) => ({ ...spot, what, key }));
  return [
    ...tree
      .ofKind('networking.k8s.io/Ingress')
      .flatMap((item) =>
        query(item.manifest, 'spec.rules[].host').flatMap(({ at, value }) => claim(item, at, 'host', value)),
      ),
    ...remoteKeysPushed(tree).flatMap(({ item, at, entry }) => claim(item, at, 'entry', entry)),
  ];
};

const hostLinks = (tree: Tree): readonly Link[] =>
  hostsOf(tree)
    .filter(({ namespace }) => !namespacesOf(tree).has(namespace))
    .flatMap(({ leaf, namespace, text }) =>
      spotOf(tree, leaf.item, leaf.at).map((spot) => ({ ...spot, what: 'host', text, meant: namespace })),
    );

/** Rules that let everybody in say nothing of anybody in particular. */
const policyLinks = (tree: Tree): readonly Link[] =>
  choosing(tree).flatMap(([item, { at, value }]) =>
    spotOf(tree, item, at).map((spot) => ({ ...spot, what: 'policy', text: item.name, meant: value })),
  );

const choosing = once((tree): readonly (readonly [policy: Item, selector: Found])[] =>
  tree.ofKind('networking.k8s.io/NetworkPolicy').flatMap((item) =>
    query(item.manifest, 'spec.ingress[].from[].namespaceSelector')
      .filter(({ value }) => !isEmptySelector(value))
      .map((found) => [item, found] as const),
  ),
);

function namespacesByCluster(tree: Tree): Footprint['namespaces'] {
  const clusters = new Map<string, Map<string, Labels>>();
  for (const item of tree.ofKind('Namespace')) {
    const cluster = clusterOfFolder(tree, item.folder);
    if (!cluster) continue;
    const own = clusters.get(cluster.id) ?? new Map<string, Labels>();
    clusters.set(cluster.id, own.set(item.name, namespaceLabels(tree, item.name)));
  }
  return clusters;
}

/** Takes down what is kept of an overlay. */
export const footprintOf = (tree: Tree): Footprint => ({
  overlay: tree.overlay,
  folders: foldersOf(tree),
  claims: claimsOf(tree),
  links: [...hostLinks(tree), ...policyLinks(tree)],
  namespaces: namespacesByCluster(tree),
});
