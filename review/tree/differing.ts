import { byCodeUnit } from '../../manifest/types';
import type { Tree } from './tree';

/** A file that is not the same in two trees, with its text where it had to be read to know. */
export interface Differing {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What bytes that are no UTF-8 are read as, so that two texts with it may be equal while their bytes are not. */
const LOST = '\uFFFD';

const textOf = (tree: Tree, path: string): string | undefined => tree.read([path]).get(path);

function near(base: Tree, head: Tree, path: string): Differing | undefined {
  const [before, after] = [textOf(base, path), textOf(head, path)];
  if (before === after && (!before?.includes(LOST) || base.id(path) === head.id(path))) return undefined;
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** The files that are not the same in both trees, in order of their paths. */
export function differing(base: Tree, head: Tree): readonly Differing[] {
  const all = [...new Set([...base.paths, ...head.paths])].sort(byCodeUnit);
  if (base.near && head.near) return all.flatMap((path) => near(base, head, path) ?? []);
  return all.flatMap((path) => (base.id(path) === head.id(path) ? [] : [{ path }]));
}
