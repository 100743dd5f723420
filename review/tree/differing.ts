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

type Text = NonNullable<Tree['text']>;

function byText(base: Text, head: Text, path: string, sameId: (path: string) => boolean): Differing | undefined {
  const [before, after] = [base(path), head(path)];
  if (before === after && (!before?.includes(LOST) || sameId(path))) return undefined;
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** The files that are not the same in both trees, in order of their paths. */
export function differing(base: Tree, head: Tree): readonly Differing[] {
  const all = [...new Set([...base.paths, ...head.paths])].sort(byCodeUnit);
  const sameId = (path: string): boolean => base.id(path) === head.id(path);
  const [old, now] = [base.text, head.text];
  if (old && now) return all.flatMap((path) => byText(old, now, path, sameId) ?? []);
  return all.filter((path) => !sameId(path)).map((path) => ({ path }));
}
