import type { ManifestFile } from '../../manifest/types';
import { blocks, type Finding, type PlanAt, readFolder, rules, Tree, verifyTree } from '../../verify/index';
import { applied, isNamed, type Removal } from './removal';

/** An overlay as it was published. */
export interface Published {
  readonly name: string;
  readonly files: readonly ManifestFile[];
  readonly plan: PlanAt;
}

/** The published overlays. */
export function published(): readonly Published[] {
  const { files, plans } = readFolder(new URL('../../dist', import.meta.url).pathname);
  return plans.map((plan) => {
    const name = plan.path.slice(0, plan.path.indexOf('/'));
    return { name, files: files.filter(({ path }) => path.startsWith(`${name}/`)), plan };
  });
}

const treeWithout = ({ name, files, plan }: Published, removal: Removal): Tree =>
  new Tree(name, applied(files, removal), plan);

/** What is said of an overlay that lacks something. */
export const judged = (overlay: Published, removal: Removal): readonly Finding[] =>
  verifyTree(treeWithout(overlay, removal));

const byPlan = rules.filter(({ id }) => id === 'plan-closure');

/** What the plan alone says, which is soon told. */
export const judgedByPlan = (overlay: Published, removal: Removal): readonly Finding[] => {
  const tree = treeWithout(overlay, removal);
  return byPlan.flatMap(({ id, check }) => check(tree).map((verdict) => ({ rule: id, ...verdict })));
};

/** What would be said of a tree nobody planned. */
export const withoutPlan = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ rule }) => rule !== 'plan-closure');

/** Whether an error names what is gone. */
export const isTold = (removal: Removal, findings: readonly Finding[]): boolean =>
  findings.some((finding) => blocks(finding) && isNamed(removal, finding));
