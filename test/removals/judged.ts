import type { ManifestFile } from '../../manifest/types';
import { blocks, type Finding, type PlanAt, readFolder, treesOf, verifyTree } from '../../verify/index';
import { applied, isNamed, type Removal } from './removal';

/** An overlay as published. */
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

/** What is said of an overlay that lacks something. */
export interface Outcome {
  readonly removal: Removal;
  readonly findings: readonly Finding[];
}

/** Judges an overlay with one thing taken out. */
export const judged = ({ files, plan }: Published, removal: Removal): Outcome => ({
  removal,
  findings: treesOf(applied(files, removal), [plan]).flatMap(verifyTree),
});

const ofRules = ({ rule }: Finding): boolean => rule !== 'plan-closure';

/** Whether an error names what is gone. */
export const named = ({ removal, findings }: Outcome): boolean =>
  findings.some((finding) => blocks(finding) && isNamed(removal, finding));

/** The same without the plan. */
export const byRules = ({ removal, findings }: Outcome): Outcome => ({ removal, findings: findings.filter(ofRules) });
