import type { Fields } from '../../manifest/types';

interface Range {
  readonly address: number;
  readonly bits: number;
}

/** Networks no host of the internet is in. Source: RFC 1918, RFC 6598, RFC 3927, RFC 1122. */
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
/** Beginnings of such networks of IPv6. Source: RFC 4193, RFC 4291. */
const PRIVATE_6 = /^(?:f[cd]|fe[89ab]|::1)/i;

const rangeOf = (cidr: string): Range | undefined => {
  const [, a, b, c, d, bits] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr) ?? [];
  if (bits === undefined) return;
  return { address: [a, b, c, d].reduce((sum, part) => sum * 256 + Number(part), 0), bits: Number(bits) };
};

const contains = (outer: Range, inner: Range): boolean =>
  outer.bits <= inner.bits &&
  Math.floor(outer.address / 2 ** (32 - outer.bits)) === Math.floor(inner.address / 2 ** (32 - outer.bits));

const KNOWN = PRIVATE.flatMap((cidr) => rangeOf(cidr) ?? []);

/** Whether a block of addresses holds any of the internet; one that cannot be read may. */
export function reachesInternet({ cidr }: Fields): boolean {
  const range = rangeOf(String(cidr));
  return range ? !KNOWN.some((each) => contains(each, range)) : !PRIVATE_6.test(String(cidr));
}

const EVERYWHERE: ReadonlySet<unknown> = new Set(['0.0.0.0/0', '::/0']);

/** Whether a block is every address there is. */
export const isEverywhere = ({ cidr, except }: Fields): boolean => EVERYWHERE.has(cidr) && !except?.length;
