import { isEmptySelector, type Labels } from '../../manifest/selector';
import { describe, type Fields, type Identity } from '../../manifest/types';
import { remoteKeysPushed } from '../credentials';
import { hostsOf } from '../hosts';
import { namespacesOf } from '../namespaces';
import { namespaceLabels } from '../network/ends';
import { query } from '../query';
import { type Item, once, onceFor, type Tree } from '../tree';
import { WAIVER } from '../waivers';
import { type Cluster, clustersOf, SHARED_CLUSTER } from './cluster-of';

/** A place in an overlay, kept when its tree is gone. */
export interface Spot {
  /** File below the overlay's folder. */
  readonly path: string;
  readonly folder: string;
  readonly object: string;
  readonly at: string;
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
  readonly folder: string;
  readonly identity: Identity;
  readonly waived: string;
}

/** A way into namespaces of others, or from them. */
export interface Link extends Spot {
  readonly what: 'host' | 'policy';
  /** As it is written. */
  readonly text: string;
  /** The namespace by its name, or the namespaces by a selector. */
  readonly meant: string | Fields;
}

/** A Namespace of an overlay. */
export interface KeptNamespace {
  readonly folder: string;
  readonly name: string;
  readonly labels: Labels;
}

/**
 * What is kept of an overlay to hold it against others: names, and where they stand. All but the clusters follows from
 * objects that overlays may have in common, and is then one list for all of them.
 */
export interface Footprint {
  readonly overlay: string;
  /** By folder. What stands in other folders is held against nobody. */
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** Objects of each folder. */
  readonly objects: readonly (readonly Kept[])[];
  /** Public hosts, and entries of secret stores. */
  readonly claims: readonly Claim[];
  readonly links: readonly Link[];
  readonly namespaces: readonly KeptNamespace[];
}

const ANNOTATION = WAIVER + SHARED_CLUSTER;

const reasonOf = ({ manifest }: Item): string => {
  const reason = manifest.metadata.annotations?.[ANNOTATION];
  return typeof reason === 'string' ? reason.trim() : '';
};

const keptIn = onceFor((tree, folder: string): readonly Kept[] =>
  tree.inFolder(folder).map((item) => ({ path: item.path, folder, identity: item.identity, waived: reasonOf(item) })),
);

/** The claim of an object on its name. */
export function claimOf({ path, folder, identity, waived }: Kept): Claim {
  const object = describe(identity);
  return { path, folder, object, at: '', what: 'object', key: object, ...(waived ? { waived } : {}) };
}

function spotOf(item: Item, at: string): Spot {
  const { path, folder, object } = item;
  const waived = reasonOf(item);
  return { path, folder, object, at, ...(waived ? { waived } : {}) };
}

const claimsOf = once((tree): readonly Claim[] => [
  ...tree
    .ofKind('networking.k8s.io/Ingress')
    .flatMap((item) =>
      query(item.manifest, 'spec.rules[].host').map(
        ({ at, value }): Claim => ({ ...spotOf(item, at), what: 'host', key: value }),
      ),
    ),
  ...remoteKeysPushed(tree).map(({ item, at, entry }): Claim => ({ ...spotOf(item, at), what: 'entry', key: entry })),
]);

const hostLinks = once((tree): readonly Link[] => {
  const own = namespacesOf(tree);
  return hostsOf(tree)
    .filter(({ namespace }) => !own.has(namespace))
    .map(({ leaf, namespace, text }) => ({ ...spotOf(leaf.item, leaf.at), what: 'host', text, meant: namespace }));
});

/** Rules that let everybody in say nothing of anybody in particular. */
const policyLinks = once((tree): readonly Link[] =>
  tree.ofKind('networking.k8s.io/NetworkPolicy').flatMap((item) =>
    query(item.manifest, 'spec.ingress[].from[].namespaceSelector')
      .filter(({ value }) => !isEmptySelector(value))
      .map(({ at, value }): Link => ({ ...spotOf(item, at), what: 'policy', text: item.name, meant: value })),
  ),
);

const linksOf = once((tree): readonly Link[] => [...hostLinks(tree), ...policyLinks(tree)]);

const keptNamespaces = once((tree): readonly KeptNamespace[] =>
  tree.ofKind('Namespace').map(({ folder, name }) => ({ folder, name, labels: namespaceLabels(tree, name) })),
);

/** Takes down what is kept of an overlay. */
export const footprintOf = (tree: Tree): Footprint => ({
  overlay: tree.overlay,
  clusters: clustersOf(tree),
  objects: tree.folderNames.map((folder) => keptIn(tree, folder)),
  claims: claimsOf(tree),
  links: linksOf(tree),
  namespaces: keptNamespaces(tree),
});
