import { chartsBringing } from '../../manifest/addon-charts/index';
import {
  api,
  apiGroup,
  csiDriver,
  type Facility,
  ingressClass,
  storageClass,
  volumesOf,
} from '../../manifest/facilities';
import type { Fields } from '../../manifest/types';
import { query } from '../query';
import { type Item, listOf, once, onceFor, type Tree } from '../tree';
import { broughtIn, installedIn } from './installed';

/** Something that an object needs its cluster to have. */
export interface Needed {
  readonly item: Item;
  readonly at: string;
  readonly facility: Facility;
  /** Whether the object is of no use, or not healthy, before it is there; a class of a driver waits for nobody. */
  readonly waits: boolean;
}

const known = new Map<string, boolean>();

/** Whether some chart is known to bring a group, so that its absence can be told. */
const isBroughtByCharts = (group: string): boolean => {
  const before = known.get(group);
  if (before !== undefined) return before;
  const answer = chartsBringing(apiGroup(group)).length > 0;
  known.set(group, answer);
  return answer;
};

/** Groups that charts bring, or CRDs of the tree. */
const isJudged = (tree: Tree, group: string): boolean =>
  isBroughtByCharts(group) || (group !== '' && broughtIn(tree).has(apiGroup(group)));

const ofKind = onceFor((tree, kind: string): readonly Needed[] => {
  const items = tree.ofKind(kind);
  return items[0] && isJudged(tree, items[0].identity.group)
    ? items.map((item) => ({ item, at: 'apiVersion', facility: apiGroup(item.identity.group), waits: true }))
    : [];
});

const ofGroups = (tree: Tree): readonly Needed[] => tree.kindNames.flatMap((kind) => ofKind(tree, kind));

/** Which API answers for a metric of an autoscaler. Source: Kubernetes docs, Horizontal Pod Autoscaling. */
const METRIC_APIS: Readonly<Record<string, string>> = {
  ContainerResource: 'metrics.k8s.io',
  External: 'external.metrics.k8s.io',
  Object: 'custom.metrics.k8s.io',
  Pods: 'custom.metrics.k8s.io',
  Resource: 'metrics.k8s.io',
};

const metricApis = (path: string) => (value: Fields, at: string) => {
  const name = METRIC_APIS[value[path]] ?? (/^(?:cpu|memory)$/.test(value[path]) ? METRIC_APIS.Resource : undefined);
  return name === undefined ? [] : [[`${at}.${path}`, api(name)] as const];
};

type Read = (value: Fields, at: string) => readonly (readonly [at: string, facility: Facility])[];

const named =
  (make: (name: string) => Facility): Read =>
  (value, at) =>
    typeof value === 'string' && value !== '' ? [[at, make(value)]] : [];

/** Provisioners that are no CSI drivers are no program of a chart that is known here. */
const driver: Read = (value, at) =>
  /\.csi\.(?:aws|ceph)\.com$/.test(String(value)) ? named(csiDriver)(value, at) : [];

/** Fields that name what must be there, by `group/Kind`. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  'autoscaling/HorizontalPodAutoscaler': { 'spec.metrics[]': metricApis('type') },
  'keda.sh/ScaledObject': { 'spec.triggers[]': metricApis('type') },
  'networking.k8s.io/Ingress': { 'spec.ingressClassName': named(ingressClass) },
  PersistentVolumeClaim: { 'spec.storageClassName': named(storageClass) },
  'snapshot.storage.k8s.io/VolumeSnapshotClass': {
    driver: (value, at) => driver(value, at).flatMap((each) => [each, [at, volumesOf(value)] as const]),
  },
  'storage.k8s.io/StorageClass': { provisioner: driver },
};

/** Kinds that only say how something is to be made later. */
const CLASSES: ReadonlySet<string> = new Set([
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'storage.k8s.io/StorageClass',
]);

const ofFields = (tree: Tree): readonly Needed[] =>
  Object.entries(FIELDS).flatMap(([kind, fields]) =>
    tree
      .ofKind(kind)
      .flatMap((item) =>
        Object.entries(fields).flatMap(([path, read]) =>
          query(item.manifest, path).flatMap(({ value, at }) =>
            read(value, at).map(([place, facility]) => ({ item, at: place, facility, waits: !CLASSES.has(kind) })),
          ),
        ),
      ),
  );

const ofVolumes = (tree: Tree): readonly Needed[] =>
  tree.pods.flatMap(({ item, volumes, spec }) =>
    [
      ...volumes.map(({ storageClass: name }) => name),
      ...listOf(spec.volumes).map(({ ephemeral }) => ephemeral?.volumeClaimTemplate?.spec?.storageClassName),
    ]
      .filter((name) => typeof name === 'string' && name !== '')
      .map((name) => ({ item, at: '', facility: storageClass(name), waits: true })),
  );

const ofCharts = (tree: Tree): readonly Needed[] =>
  installedIn(tree).flatMap(({ item, facts, values }) =>
    (facts.asks?.(values) ?? []).map((facility) => ({ item, at: 'spec.source', facility, waits: true })),
  );

/** Everything objects of an overlay need their cluster to have that no object of the tree is by itself. */
export const neededIn = once((tree): readonly Needed[] => [
  ...ofCharts(tree),
  ...ofGroups(tree),
  ...ofFields(tree),
  ...ofVolumes(tree),
]);
