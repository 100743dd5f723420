import { byCodeUnit, type ManifestFile } from '../manifest/types';
import type { Finding, Rule } from './finding';
import { rules } from './rules/index';
import { type Tree, treesOf } from './tree';
import { waived } from './waivers';

export type { Finding, Rule, Severity } from './finding';
export { type Reading, readBelow, readFile, readFolder, readText } from './read';
export { rules } from './rules/index';
export { Tree, treesOf } from './tree';

const order = (a: Finding, b: Finding): number =>
  byCodeUnit(a.path, b.path) ||
  byCodeUnit(a.rule, b.rule) ||
  byCodeUnit(a.object, b.object) ||
  byCodeUnit(a.at ?? '', b.at ?? '') ||
  byCodeUnit(a.message, b.message);

/** An object of a shape no rule expects must not hide what the other rules find. */
const judge = ({ id, check }: Rule, tree: Tree): readonly Finding[] => {
  try {
    return check(tree).map((verdict) => ({ rule: id, ...verdict }));
  } catch (cause) {
    const message = `The rule could not be applied: ${cause instanceof Error ? cause.message : cause}.`;
    const remedy = 'Look for an object whose fields have the wrong shape, such as a text where a list belongs.';
    return [{ rule: id, severity: 'error', path: tree.overlay, object: '', message, remedy }];
  }
};

/**
 * Judges one overlay by every rule. Findings come sorted by file, rule, object and field; waived ones say so.
 * @param read what was found while its files were read, which waivers may speak of as well
 */
export const verifyTree = (tree: Tree, read: readonly Finding[] = []): readonly Finding[] =>
  [...waived(tree, [...read, ...rules.flatMap((rule) => judge(rule, tree))])].sort(order);

/**
 * Judges manifests by every rule, each overlay for itself. The first segment of a path names the overlay, the rest its
 * folder and file: `dev/trino/deployment-trino-worker.yaml`.
 */
export const verify = (files: readonly ManifestFile[]): readonly Finding[] =>
  treesOf(files)
    .flatMap((tree) => verifyTree(tree))
    .sort(order);

/** Whether a finding must not be published: an error nobody waived. */
export const blocks = ({ severity, waived: reason }: Finding): boolean => severity === 'error' && reason === undefined;

/** A finding as one line for people: file, object, field, what is wrong and what to do. */
export const describeFinding = ({ path, object, at, message, remedy, waived: reason }: Finding): string =>
  `${path}${object ? ` ${object}` : ''}${at ? ` ${at}` : ''}: ${message} ${reason === undefined ? remedy : `Waived: ${reason}.`}`;
