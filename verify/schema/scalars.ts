import { isIP } from 'node:net';
import { isQuantity } from '../../manifest/quantity';

/** A kind of value that has no fields and no entries. */
export interface Scalar {
  /** Type of OpenAPI it is a format of; itself where it is none. */
  readonly base: string;
  /** What is expected, to follow `must be`. */
  readonly words: string;
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): boolean => typeof value === 'bigint' || Number.isInteger(value);
const isMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const INT32 = 2 ** 31;
const INT64 = 2n ** 63n;

/** JavaScript rounds what is near the limit of 64 bits up to it, so the limit itself passes. */
const isInt64 = (value: unknown): boolean => {
  if (!isWhole(value)) return false;
  const exact = BigInt(value as number | bigint);
  return exact >= -INT64 && exact <= INT64;
};

const DATE_TIME =
  /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)([.,]\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const GO_DURATION = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const WORDY_DURATION = /^(\d+\s*(ns|nano|us|µs|micro|ms|milli|s|sec|m|min|h|hr|hour|d|day|w|wk|week)[a-z]*\s*)+$/i;
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

const text = (base: string, words: string, accepts: (value: string) => boolean): Scalar => ({
  base,
  words,
  accepts: (value) => isText(value) && accepts(value),
});

const own = (base: string, words: string, accepts: (value: unknown) => boolean): Scalar => ({ base, words, accepts });

/**
 * Scalars by name, those of OpenAPI and those of Kubernetes. Sources: k8s.io/apimachinery for quantity, int-or-string
 * and time; k8s.io/kube-openapi, pkg/validation/strfmt for formats of custom resources. A line end inside base64 is
 * skipped by Go. Custom resources take a quantity as text or whole number only.
 */
export const SCALARS: ReadonlyMap<string, Scalar> = new Map([
  ['any', own('any', 'anything', () => true)],
  ['array', own('array', 'a list', Array.isArray)],
  ['boolean', own('boolean', 'true or false', (value) => typeof value === 'boolean')],
  ['byte', text('string', 'base64', (value) => BASE64.test(value.replace(/[\r\n]/g, '')))],
  ['date-time', text('string', 'a time such as 2030-01-31T12:00:00Z', (value) => DATE_TIME.test(value))],
  [
    'duration',
    text('string', 'a duration such as 1h30m', (value) => GO_DURATION.test(value) || WORDY_DURATION.test(value)),
  ],
  [
    'int-or-quantity',
    own('any', 'a quantity such as 250m or 1Gi', (value) => isWhole(value) || (isText(value) && isQuantity(value))),
  ],
  ['int-or-string', own('any', 'a whole number or a text', (value) => isText(value) || isWhole(value))],
  [
    'int32',
    own(
      'integer',
      'a whole number of 32 bits',
      (value) => isWhole(value) && Number(value) >= -INT32 && Number(value) < INT32,
    ),
  ],
  ['int64', own('integer', 'a whole number of 64 bits', isInt64)],
  ['integer', own('integer', 'a whole number', isWhole)],
  ['ipv4', text('string', 'an IPv4 address', (value) => isIP(value) === 4)],
  ['ipv6', text('string', 'an IPv6 address', (value) => isIP(value) === 6)],
  ['number', own('number', 'a number', (value) => typeof value === 'number' || typeof value === 'bigint')],
  ['object', own('object', 'a map', isMap)],
  ['quantity', own('any', 'a quantity such as 250m or 1Gi', isQuantity)],
  ['string', own('string', 'a text', isText)],
  ['uuid', text('string', 'a UUID', (value) => UUID.test(value))],
]);
