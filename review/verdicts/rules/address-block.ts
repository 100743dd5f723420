const BLOCK = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

interface Block {
  readonly address: number;
  readonly bits: number;
}

const parse = (text: string): Block | undefined => {
  const [, a, b, c, d, bits] = BLOCK.exec(text) ?? [];
  if (bits === undefined) return undefined;
  return { address: ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d), bits: Number(bits) };
};

/** Whether all addresses of a block stand in another one. Blocks of IPv6 only count when written alike. */
export function isInside(inner: string, outer: string): boolean {
  const [small, large] = [parse(inner), parse(outer)];
  if (!small || !large) return inner === outer;
  const size = 2 ** (32 - large.bits);
  return small.bits >= large.bits && Math.floor(small.address / size) === Math.floor(large.address / size);
}
