import { PLAN_FILE } from '../../manifest/plan-file';
import type { OtherFile } from '../change';
import type { Tree } from '../tree/tree';

/** The map of an installation for people, which synth writes beside the plan. */
const MAP = 'README.md';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * Whether a changed file only says what the changes of its overlay say: the plan and the map that synth writes. `isTold`
 * says whether a review has something to say of an overlay. A map without a plan beside it is somebody's own.
 */
export function isMirrored(
  { path, overlay, fault }: OtherFile,
  trees: readonly Tree[],
  isTold: (overlay: string) => boolean,
): boolean {
  const folder = folderOf(path);
  if (fault !== undefined || folder !== (overlay === '' ? '' : `${overlay}/`) || !isTold(overlay)) return false;
  const planned = trees.some((tree) => tree.has(`${folder}${PLAN_FILE}`));
  return planned && [PLAN_FILE, MAP].some((name) => path === `${folder}${name}`);
}
