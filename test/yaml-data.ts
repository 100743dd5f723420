import type { Fields, Manifest } from '../manifest/types';
import { tortureStrings } from './yaml-strings';

/** What random strings are made of: the characters YAML gives a meaning, and some that it does not. */
const PIECES: readonly string[] = [
  ...'abxyz0189_-+.,:;#?!&*|>\'"%@`~=<[]{}()/\\$^ \n\t',
  ...[
    ': ',
    ' #',
    '- ',
    '\n\n',
    '\n  ',
    '  ',
    '\n\t',
    '---',
    '...',
    '\n---\n',
    '{{',
    '}}',
    '\r\n',
    '\u0085',
    '\u2028',
    '\u2029',
  ],
  ...['é', '語', '😀', '\u00a0', '\u200b', '\u202e', 'on', 'null', '1e3', '0x', 'true', '12:30', '2024-01-01'],
];

/** Random data from a seed, the same on every machine. */
export interface DataSource {
  readonly manifest: () => Manifest;
  /** The same data with the keys of every map set in another order. */
  readonly shuffled: <T extends Fields>(value: T) => T;
}

/** A source of random manifests. The generator is the well-known `mulberry32`. */
export function dataSource(seed: number): DataSource {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const one = <T>(list: readonly T[], otherwise: T): T => list[below(list.length)] ?? otherwise;
  const many = <T>(limit: number, make: () => T): T[] => Array.from({ length: below(limit) }, make);
  const text = (): string => (below(4) === 0 ? one(tortureStrings, '') : many(9, () => one(PIECES, '')).join(''));
  const number = (): number =>
    one([below(1e6), -1 - below(1e6), below(1e6) / 1024, (1 + below(99)) * 1e-9, 1e18 + 1e6], 0);
  const value = (depth: number): Fields => {
    const pick = below(depth > 3 ? 6 : 9);
    if (pick < 4) return text();
    if (pick === 4) return number();
    if (pick === 5) return below(2) === 0;
    return pick === 6 ? many(4, () => value(depth + 1)) : map(depth + 1);
  };
  const map = (depth: number): Fields => Object.fromEntries(many(5, () => [text(), value(depth)]));
  const metadata = () => ({ name: 'random', labels: map(3), annotations: map(3), [text()]: value(2) });
  const manifest = (): Manifest => ({
    ...map(0),
    apiVersion: 'v1',
    kind: 'Random',
    metadata: metadata(),
    spec: map(0),
  });
  const shuffled = (from: Fields): Fields => {
    if (Array.isArray(from)) return from.map(shuffled);
    if (typeof from !== 'object') return from;
    const entries = Object.entries(from).map(([key, entry]) => ({ key, entry: shuffled(entry), at: below(1e6) }));
    return Object.fromEntries(entries.sort((a, b) => a.at - b.at).map(({ key, entry }) => [key, entry]));
  };
  return { manifest, shuffled };
}
