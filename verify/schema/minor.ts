import type { Item, Tree } from '../tree';
import { minors } from './pack';

/** Annotation of an AppProject that names the Kubernetes of its cluster: `'1.35'`. */
export const MINOR_ANNOTATION = 'slipway.dev/kubernetes';

/** An AppProject and the Kubernetes it names. */
export interface Stated {
  readonly item: Item;
  readonly text: string;
  /** 35 for `1.35`; missing where the text is no minor. */
  readonly minor?: number;
}

/** What the AppProjects of an overlay say about its Kubernetes. */
export const statedMinors = (tree: Tree): readonly Stated[] =>
  tree.ofKind('argoproj.io/AppProject').flatMap((item): readonly Stated[] => {
    const value = item.manifest.metadata.annotations?.[MINOR_ANNOTATION];
    if (value === undefined) return [];
    const digits = /^1\.(\d+)$/.exec(String(value))?.[1];
    return [{ item, text: String(value), ...(digits && { minor: Number(digits) }) }];
  });

/** The minor of an overlay's Kubernetes: the one its AppProject names, the newest of the pack where none does. */
export const minorOf = (tree: Tree): number =>
  statedMinors(tree).find(({ minor }) => minor !== undefined)?.minor ?? minors().at(-1) ?? 0;

/** The minor whose definitions stand for one: itself, or the nearest of the pack. */
export const knownMinor = (minor: number): number =>
  Math.min(Math.max(minor, minors().at(0) ?? minor), minors().at(-1) ?? minor);
