import { dump } from 'js-yaml';
import type { Fields } from '../../manifest/types';

/** Numbers from 0 to 1 that follow from a seed alone. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks one of several. */
export const pick = <T>(next: () => number, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;

const KINDS = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['v1', 'ConfigMap'],
  ['v1', 'Service'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['kafka.strimzi.io/v1', 'KafkaTopic'],
  ['example.com/v1', 'Widget'],
] as const;

const text = (next: () => number, overlay: string): string =>
  pick(next, [
    `${overlay}-web`,
    `harbor.example.com/mirror/docker.io/team/app:${Math.floor(next() * 5)}.1`,
    `docker.io/team/app:${Math.floor(next() * 5)}.1`,
    `web.${pick(next, ['shop', 'db'])}.svc.cluster.local`,
    `${Math.floor(next() * 2 ** 32).toString(16)}ab12cd34`,
    'plain',
    '',
    '1000m',
    'a "quoted" \\ back\tslash ‹overlay›',
    `first\n${overlay}\nlast ${Math.floor(next() * 3)}\n`,
  ]);

function content(next: () => number, overlay: string, depth: number): Fields {
  const shape = next();
  if (depth === 0 || shape < 0.35) return text(next, overlay);
  if (shape < 0.45) return pick(next, [0, 1, -1, true, false, null, 2.5]);
  const size = Math.floor(next() * 4);
  const inner = () => content(next, overlay, depth - 1);
  if (shape < 0.65) return Array.from({ length: size }, inner);
  const names = ['name', 'env', 'ports', 'image', 'data', 'replicas', 'a.b/c', overlay];
  return Object.fromEntries(Array.from({ length: size }, () => [pick(next, names), inner()]));
}

/** A random object; the same name comes up again and again, so that two trees have objects in common. */
const manifest = (next: () => number, overlay: string): Fields => {
  const [apiVersion, kind] = pick(next, KINDS);
  const name = pick(next, ['web', `${overlay}-web`, 'job-0a1b2c3d4e', 'store']);
  const namespace = pick(next, ['shop', 'db', `${overlay}-shop`]);
  const body =
    kind === 'ConfigMap' ? { data: content(next, overlay, 2) } : { spec: { any: content(next, overlay, 4) } };
  return { apiVersion, kind, metadata: { name, namespace, labels: content(next, overlay, 1) }, ...body };
};

/** Texts of a random tree, and of another that differs from it here and there, over the same overlays. */
export function randomTrees(seed: number): readonly [Record<string, string>, Record<string, string>] {
  const next = seeded(seed);
  const base: Record<string, string> = {};
  const head: Record<string, string> = {};
  for (const overlay of ['dev', 'prod-eu', 'prod-us', 'x'].slice(0, 1 + Math.floor(next() * 4))) {
    // The same numbers for every overlay of a tree, so that they resemble each other.
    const same = seeded(next() < 0.7 ? seed : Math.floor(next() * 1000));
    for (let index = 0; index < 12; index++) {
      const path = `${overlay}/${pick(same, ['one', 'two', 'three'])}/object-${index}.yaml`;
      const before = dump(manifest(same, overlay));
      const after = dump(manifest(same, overlay));
      const fate = same();
      if (fate < 0.8) base[path] = before;
      if (fate > 0.2) head[path] = fate < 0.5 ? before : after;
    }
  }
  return [base, head];
}
