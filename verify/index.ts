import { byCodeUnit, type ManifestFile } from '../manifest/types';
import { footprintOf } from './clusters/footprint';
import { Neighbourhood } from './clusters/neighbourhood';
import type { Finding, Rule } from './finding';
import type { PlanAt } from './plan';
import { rules } from './rules/index';
import { onceFor, type Tree } from './tree';
import { treesOf } from './trees';
import { waived } from './waivers';

export { Neighbourhood } from './clusters/neighbourhood';
export type { Finding, Rule, Severity } from './finding';
export { KeptProofs } from './kept-proofs';
export type { PlanAt } from './plan';
export { isOverlay, type Reading, readBelow, readFile, readFolder, readText } from './read';
export { rules } from './rules/index';
export { Tree } from './tree';
export { treesOf } from './trees';

const order = (a: Finding, b: Finding): number =>
  byCodeUnit(a.path, b.path) ||
  byCodeUnit(a.rule, b.rule) ||
  byCodeUnit(a.object, b.object) ||
  byCodeUnit(a.at ?? '', b.at ?? '') ||
  byCodeUnit(a.message, b.message);

const verdictsOf = onceFor((tree, check: Rule['check']) => check(tree));

/** An object of a shape no rule expects must not hide what the other rules find. */
const judge = ({ id, check }: Rule, tree: Tree): readonly Finding[] => {
  try {
    return verdictsOf(tree, check).map((verdict) => ({ rule: id, ...verdict, path: tree.shown(verdict.path) }));
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
 * Judges manifests by every rule but that of overlays among themselves, and takes down what is to be held against other
 * overlays later, so that none of them need stay in memory.
 * @param shown what people call a file, for findings of `neighbours`
 * @param read what was found while files of a single overlay were read, which waivers may speak of as well
 */
export const verifyAmong = (
  neighbours: Neighbourhood,
  files: readonly ManifestFile[],
  plans: readonly PlanAt[] = [],
  shown?: (path: string) => string,
  read: readonly Finding[] = [],
): readonly Finding[] => {
  const kin = neighbours.kinOf(files);
  const trees = treesOf(files, plans, kin);
  for (const tree of trees) neighbours.add(footprintOf(tree), shown);
  if (trees.length === 0) return [...read].sort(order);
  const findings = trees.flatMap((tree, index) => verifyTree(tree, index === 0 ? read : [])).sort(order);
  neighbours.remember(trees, kin);
  return findings;
};

/**
 * Judges manifests by every rule: each overlay for itself, and those of one cluster among themselves. The first segment of a
 * path names the overlay, the rest its folder and file: `dev/trino/deployment-trino-worker.yaml`.
 * @param plans what was planned for overlays, to hold them against
 */
export const verify = (files: readonly ManifestFile[], plans: readonly PlanAt[] = []): readonly Finding[] => {
  const neighbours = new Neighbourhood();
  return [...verifyAmong(neighbours, files, plans), ...neighbours.findings()].sort(order);
};

/** Whether a finding must not be published: an error nobody waived. */
export const blocks = ({ severity, waived: reason }: Finding): boolean => severity === 'error' && reason === undefined;

/** A finding as one line for people: file, object, field, what is wrong and what to do. */
export const describeFinding = ({ path, object, at, message, remedy, waived: reason }: Finding): string =>
  `${path}${object ? ` ${object}` : ''}${at ? ` ${at}` : ''}: ${message} ${reason === undefined ? remedy : `Waived: ${reason}.`}`;
