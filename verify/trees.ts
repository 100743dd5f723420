import { grouped } from '../manifest/grouped';
import type { ManifestFile } from '../manifest/types';
import type { PlanAt } from './plan';
import { type Kin, Tree } from './tree';

/**
 * One tree an overlay: files are told apart by the first segment of their path. Files without a folder make the whole
 * lot one nameless overlay, so that a single overlay's folder can be judged as well.
 * @param plans what was planned for overlays; one of which nothing else is left is judged all the same
 * @param kin how they belong with trees whose objects they share
 */
export function treesOf(files: readonly ManifestFile[], plans: readonly PlanAt[] = [], kin?: Kin): readonly Tree[] {
  const alone = files.some(({ path }) => !path.includes('/'));
  if (alone)
    return [
      new Tree(
        '',
        files.map(({ path, manifest }) => ({ path: `./${path}`, manifest })),
        undefined,
        kin,
      ),
    ];
  const planned = new Map(plans.map((plan) => [overlayOf(plan), plan]));
  const overlays = byOverlay(files);
  const names = new Set([...planned.keys(), ...overlays.keys()]);
  return [...names].map((overlay) => new Tree(overlay, overlays.get(overlay) ?? [], planned.get(overlay), kin));
}

/** Synth judges one overlay after the other, and most folders hold one. */
function byOverlay(files: readonly ManifestFile[]): ReadonlyMap<string, readonly ManifestFile[]> {
  const [first] = files;
  const overlay = first ? overlayOf(first) : '';
  return first && files.every(({ path }) => path.startsWith(`${overlay}/`))
    ? new Map([[overlay, files]])
    : grouped(files, overlayOf);
}

const overlayOf = ({ path }: { readonly path: string }): string => path.slice(0, path.indexOf('/'));
