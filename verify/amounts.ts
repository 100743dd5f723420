import { onceEach } from '../manifest/once-each';
import { isQuantity, parseQuantity } from '../manifest/quantity';
import { describe, type Fields, identityOf, type Manifest } from '../manifest/types';
import { remembered } from './remembered';
import { listOf, once, type Pods, type Tree } from './tree';

const BILLION = 1e9;

const amountIn = remembered((text): number =>
  isQuantity(text) ? Number(parseQuantity(text).nano) / BILLION : Number.NaN,
);

/** A quantity as a number of cores, bytes or pieces; not a number where it is none, so that no comparison holds. */
export const amountOf = (quantity: Fields): number => amountIn(String(quantity));

/** Amounts as they are written, by the name of the resource. */
export type Amounts = Readonly<Record<string, Fields>>;

/** What a container asks for and may take. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** One entry of a LimitRange, with what follows from it where it says nothing. */
export interface Range {
  /** The LimitRange as people read it. */
  readonly object: string;
  readonly type: string;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly default: Amounts;
  readonly defaultRequest: Amounts;
}

const mapOf = (value: Fields): Amounts => (typeof value === 'object' && value !== null ? value : {});

/** Source of the defaults: kubernetes, pkg/apis/core/v1/defaults.go (SetDefaults_LimitRangeItem). */
const rangeOf = (object: string, entry: Fields): Range => {
  const [min, max] = [mapOf(entry.min), mapOf(entry.max)];
  const isContainer = entry.type === 'Container';
  const limits = isContainer ? { ...max, ...mapOf(entry.default) } : {};
  const requests = isContainer ? { ...min, ...limits, ...mapOf(entry.defaultRequest) } : {};
  return { object, type: String(entry.type), min, max, default: limits, defaultRequest: requests };
};

/** What LimitRanges say together; one and the same in all overlays whose LimitRanges are alike. */
export interface Ranges {
  readonly entries: readonly Range[];
  /** What containers get by them. */
  readonly filled: WeakMap<object, Resources>;
}

const rangesOf = onceEach((manifest: Manifest): Ranges => {
  const object = describe(identityOf(manifest));
  return { entries: listOf(manifest.spec?.limits).map((entry) => rangeOf(object, entry)), filled: new WeakMap() };
});

const joined = (first: Ranges | undefined, next: Ranges): Ranges =>
  first ? { entries: [...first.entries, ...next.entries], filled: new WeakMap() } : next;

const ranges = once((tree): ReadonlyMap<string, Ranges> => {
  const byNamespace = new Map<string, Ranges>();
  for (const { namespace, manifest } of tree.ofKind('LimitRange'))
    byNamespace.set(namespace, joined(byNamespace.get(namespace), rangesOf(manifest)));
  return byNamespace;
});

const NO_RANGES: Ranges = { entries: [], filled: new WeakMap() };

/** What LimitRanges say in a namespace. */
export const rangesIn = (tree: Tree, namespace: string): Ranges => ranges(tree).get(namespace) ?? NO_RANGES;

/** The same bounds without anything filled in. */
const unfilled = onceEach(
  ({ entries }: Ranges): Ranges => ({
    entries: entries.map((range) => ({ ...range, default: {}, defaultRequest: {} })),
    filled: new WeakMap(),
  }),
);

/** What LimitRanges say to pods. An operator may fill in what its resource does not say, before they do. */
export function rangesFor(tree: Tree, { item, made }: Pods): Ranges {
  const own = rangesIn(tree, item.namespace);
  return made ? unfilled(own) : own;
}

/** What a container says itself. A limit without a request is a request as well. */
export const writtenResources = ({ resources }: Fields): Resources => {
  const limits = mapOf(resources?.limits);
  return { limits, requests: { ...limits, ...mapOf(resources?.requests) } };
};

/** What a container asks for and may take once LimitRanges have filled in what it does not say. */
export function resourcesWith({ entries, filled }: Ranges, container: Fields): Resources {
  const before = filled.get(container);
  if (before) return before;
  const resources = entries.reduce<Resources>(
    ({ requests, limits }, range) => ({
      requests: { ...range.defaultRequest, ...requests },
      limits: { ...range.default, ...limits },
    }),
    writtenResources(container),
  );
  filled.set(container, resources);
  return resources;
}

/** What a container of pods asks for and may take. */
export const resourcesOf = (tree: Tree, pods: Pods, container: Fields): Resources =>
  resourcesWith(rangesFor(tree, pods), container);
