import { isQuantity, parseQuantity } from '../manifest/quantity';
import type { Fields } from '../manifest/types';
import { remembered } from './remembered';
import { type Item, listOf, once, type Pods, type Tree } from './tree';

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
  readonly item: Item;
  readonly at: string;
  readonly type: string;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly default: Amounts;
  readonly defaultRequest: Amounts;
}

const mapOf = (value: Fields): Amounts => (typeof value === 'object' && value !== null ? value : {});

/** Source of the defaults: kubernetes, pkg/apis/core/v1/defaults.go (SetDefaults_LimitRangeItem). */
const rangeOf = (item: Item, entry: Fields, index: number): Range => {
  const [min, max] = [mapOf(entry.min), mapOf(entry.max)];
  const isContainer = entry.type === 'Container';
  const limits = isContainer ? { ...max, ...mapOf(entry.default) } : {};
  const requests = isContainer ? { ...min, ...limits, ...mapOf(entry.defaultRequest) } : {};
  return {
    item,
    at: `spec.limits[${index}]`,
    type: String(entry.type),
    min,
    max,
    default: limits,
    defaultRequest: requests,
  };
};

const ranges = once((tree): ReadonlyMap<string, readonly Range[]> => {
  const byNamespace = new Map<string, readonly Range[]>();
  for (const item of tree.ofKind('LimitRange')) {
    const own = listOf(item.manifest.spec?.limits).map((entry, index) => rangeOf(item, entry, index));
    byNamespace.set(item.namespace, [...(byNamespace.get(item.namespace) ?? []), ...own]);
  }
  return byNamespace;
});

const NO_RANGES: readonly Range[] = [];

/** What LimitRanges say in a namespace. */
export const rangesIn = (tree: Tree, namespace: string): readonly Range[] => ranges(tree).get(namespace) ?? NO_RANGES;

/** What a container says itself. A limit without a request is a request as well. */
export const writtenResources = ({ resources }: Fields): Resources => {
  const limits = mapOf(resources?.limits);
  return { limits, requests: { ...limits, ...mapOf(resources?.requests) } };
};

/**
 * What a container asks for and may take once LimitRanges have filled in what it does not say. Whoever makes pods by an
 * operator fills in first, nobody knows what.
 */
export function resourcesOf(tree: Tree, pods: Pods, container: Fields): Resources {
  const known = filledIn(tree).get(container) ?? filled(tree, pods, container);
  filledIn(tree).set(container, known);
  return known;
}

const filledIn = once((): Map<Fields, Resources> => new Map());

const filled = (tree: Tree, { item, made }: Pods, container: Fields): Resources => {
  const own = writtenResources(container);
  const ranges = made ? NO_RANGES : rangesIn(tree, item.namespace);
  return ranges.reduce<Resources>(
    ({ requests, limits }, range) => ({
      requests: { ...range.defaultRequest, ...requests },
      limits: { ...range.default, ...limits },
    }),
    own,
  );
};
