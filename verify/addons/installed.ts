import { load } from 'js-yaml';
import { type ChartFacts, chartFacts } from '../../manifest/addon-charts/index';
import { api, apiGroup, type Facility, ingressClass, storageClass, volumesOf } from '../../manifest/facilities';
import type { Fields } from '../../manifest/types';
import { applicationsOf } from '../applications';
import { sourcesOf } from '../namespaces';
import { type Item, once } from '../tree';

const APPLICATION = 'argoproj.io/Application';

/** An upstream chart that an Application installs. */
interface Installed {
  readonly item: Item;
  readonly facts: ChartFacts;
  readonly values: Fields;
}

/** Values as an object, as a text of YAML, or none. */
const valuesOf = ({ valuesObject, values }: Fields): Fields => {
  if (valuesObject) return valuesObject;
  try {
    return (typeof values === 'string' && load(values)) || {};
  } catch {
    return {};
  }
};

/** Charts of the overlay's Applications that are known, with the Application of each. */
export const installedIn = once((tree): readonly Installed[] =>
  tree.ofKind(APPLICATION).flatMap((item) =>
    sourcesOf(item).flatMap(({ chart, helm }) => {
      const facts = typeof chart === 'string' ? chartFacts(chart) : undefined;
      return facts ? [{ item, facts, values: valuesOf(helm ?? {}) }] : [];
    }),
  ),
);

const isKnown = ({ chart, path, kustomize, plugin, helm }: Fields): boolean =>
  typeof chart === 'string'
    ? chartFacts(chart) !== undefined
    : typeof path === 'string' && !kustomize && !plugin && !helm;

/**
 * Whether the tree says itself what its cluster has: it installs charts, and of every Application it is known what that
 * brings. One chart nobody described may bring anything.
 */
export const tellsAll = once(
  (tree): boolean =>
    installedIn(tree).length > 0 &&
    tree.ofKind('argoproj.io/ApplicationSet').length === 0 &&
    tree.ofKind(APPLICATION).every((item) => sourcesOf(item).every(isKnown)) &&
    applicationsOf(tree).every(({ paths }) => paths.every(({ folder }) => folder !== undefined)),
);

/** Objects that bring something by being there. */
const OBJECTS: Readonly<Record<string, (item: Item) => readonly Facility[]>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': ({ manifest }) => [apiGroup(manifest.spec?.group)],
  'apiregistration.k8s.io/APIService': ({ manifest }) => [api(manifest.spec?.group)],
  'networking.k8s.io/IngressClass': ({ name }) => [ingressClass(name)],
  'storage.k8s.io/StorageClass': ({ name, manifest }) => [storageClass(name), volumesOf(manifest.provisioner)],
};

/** What the tree brings to its cluster, with the object that brings it: an Application for its chart. */
export const broughtIn = once(
  (tree): ReadonlyMap<Facility, Item> =>
    new Map([
      ...installedIn(tree).flatMap(({ item, facts, values }) =>
        facts.brings(values).map((facility) => [facility, item] as const),
      ),
      ...Object.entries(OBJECTS).flatMap(([kind, bring]) =>
        tree.ofKind(kind).flatMap((item) => bring(item).map((facility) => [facility, item] as const)),
      ),
    ]),
);

/** Annotation of an AppProject that names what the cluster has without the tree: `API metrics.k8s.io, StorageClass fast`. */
export const BROUGHT = 'slipway.dev/brought';

/** What the AppProjects say the cluster has by itself. */
export const statedIn = once(
  (tree): ReadonlySet<Facility> =>
    new Set(
      tree
        .ofKind('argoproj.io/AppProject')
        .flatMap(({ manifest }) => String(manifest.metadata.annotations?.[BROUGHT] ?? '').split(/\s*,\s*/)),
    ),
);
