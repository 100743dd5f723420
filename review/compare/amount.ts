import { isQuantity, parseQuantity } from '../../manifest/quantity';
import type { Path } from './edit';

/** Maps whose values are quantities. Sources: Kubernetes API reference; CRDs of CloudNativePG, Strimzi, ECK, Doris. */
const HOLDERS: ReadonlySet<string> = new Set([
  'capacity',
  'default',
  'defaultRequest',
  'hard',
  'limits',
  'max',
  'min',
  'overhead',
  'podFixed',
  'requests',
]);

/** Fields that are a quantity by themselves, wherever they stand. */
const AMOUNTS: ReadonlySet<string> = new Set(['divisor', 'ephemeralVolumesSizeLimit', 'size', 'sizeLimit', 'storage']);

/** Free text, in which `1000m` is not `1`. */
const FREE: ReadonlySet<string> = new Set([
  'annotations',
  'config',
  'data',
  'env',
  'labels',
  'parameters',
  'stringData',
]);

const isAmount = (path: Path): boolean => {
  const own = path.at(-1) ?? '';
  const holder = path.at(-2) ?? '';
  return (AMOUNTS.has(own) || HOLDERS.has(holder)) && !path.some((step) => FREE.has(step));
};

/** Whether two values at a path are one amount written in two ways, as the API server takes it: `1000m` and `1`. */
export const sameAmount = (path: Path, before: unknown, after: unknown): boolean =>
  isAmount(path) &&
  isQuantity(before) &&
  isQuantity(after) &&
  parseQuantity(before as string).nano === parseQuantity(after as string).nano;
