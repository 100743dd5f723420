/** How a quantity is written: `100m` and `5G` are decimal, `1Gi` is binary, `2e9` is exponent. */
export type QuantityForm = 'decimal' | 'binary' | 'exponent';

/**
 * An amount as Kubernetes counts it: exact down to one billionth, with the form it was written in.
 * Source: k8s.io/apimachinery, pkg/api/resource/quantity.go.
 */
export interface Quantity {
  /** The amount in billionths: cores, bytes or pieces × 10⁹. */
  readonly nano: bigint;
  readonly form: QuantityForm;
}

const NANO = 1_000_000_000n;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const PATTERN = /^([+-]?)(\d+\.?\d*|\.\d+)(?:(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])|[eE]([+-]?\d{1,2}))?$/;

interface Scale {
  readonly factor: bigint;
  readonly form: QuantityForm;
}

const scaleOf = (suffix: string | undefined, exponent: string | undefined): Scale => {
  if (exponent !== undefined) return { factor: 10n ** BigInt(Number(exponent) + 99), form: 'exponent' };
  const binary = BINARY.indexOf(suffix ?? '');
  if (binary > 0) return { factor: 1024n ** BigInt(binary) * 10n ** 99n, form: 'binary' };
  return { factor: 10n ** BigInt((DECIMAL.indexOf(suffix ?? '') - 3) * 3 + 99), form: 'decimal' };
};

/** Whether a value reads as a quantity. */
export const isQuantity = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && PATTERN.test(value);

/**
 * Reads a quantity. What is finer than a billionth is rounded away from zero, as Kubernetes does.
 * @throws Error when the text is no quantity.
 */
export function parseQuantity(value: string | number): Quantity {
  const match = PATTERN.exec(String(value));
  if (!match) throw new Error(`'${value}' is no quantity; write it like 250m, 2 or 1Gi`);
  const [, sign, digits = '', suffix, exponent] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const { factor, form } = scaleOf(suffix, exponent);
  const numerator = BigInt(`${whole}${fraction}` || '0') * factor * NANO;
  const denominator = 10n ** BigInt(fraction.length + 99);
  const nano = (numerator + denominator - 1n) / denominator;
  return { nano: sign === '-' ? -nano : nano, form };
}

/** Divides by the base as often as nothing is lost, at most `limit` times. */
const reduce = (amount: bigint, base: bigint, limit: number): readonly [bigint, number] => {
  let rest = amount;
  let times = 0;
  while (times < limit && rest % base === 0n) {
    rest /= base;
    times += 1;
  }
  return [rest, times];
};

/** A quantity as the API server serialises it: no fraction, the largest suffix that loses nothing. */
export function formatQuantity({ nano, form }: Quantity): string {
  if (nano === 0n) return '0';
  const pieces = nano / NANO;
  if (form === 'binary' && nano % NANO === 0n && (pieces >= 1024n || pieces <= -1024n)) {
    const [mantissa, times] = reduce(pieces, 1024n, BINARY.length - 1);
    return `${mantissa}${BINARY[times]}`;
  }
  const [mantissa, times] = reduce(nano, 1000n, DECIMAL.length - 1);
  const exponent = (times - 3) * 3;
  if (form === 'exponent') return exponent === 0 ? `${mantissa}` : `${mantissa}e${exponent}`;
  return `${mantissa}${DECIMAL[times]}`;
}

/** The canonical form of a quantity: `1000m` → `1`, `1024Mi` → `1Gi`, `0.5` → `500m`. @throws Error as `parseQuantity`. */
export const canonicalQuantity = (value: string | number): string => formatQuantity(parseQuantity(value));

/** Orders two quantities by amount. For `sort`. */
export const compareQuantities = (a: Quantity, b: Quantity): number => (a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0);

/** The sum of quantities, in the form of the first. */
export const addQuantities = (first: Quantity, ...rest: readonly Quantity[]): Quantity => ({
  nano: rest.reduce((sum, { nano }) => sum + nano, first.nano),
  form: first.form,
});

/** A quantity so many times. */
export const timesQuantity = ({ nano, form }: Quantity, times: number): Quantity => ({
  nano: nano * BigInt(times),
  form,
});

/** An amount of cores in milli-cores, rounded up. @throws Error as `parseQuantity`. */
export const milliCores = (value: string | number): number =>
  Number((parseQuantity(value).nano + 999_999n) / 1_000_000n);

/** An amount of memory or storage in bytes, rounded up. @throws Error as `parseQuantity`. */
export const bytes = (value: string | number): number => Number((parseQuantity(value).nano + NANO - 1n) / NANO);
