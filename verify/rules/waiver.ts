import { error, type Rule, type Verdict } from '../finding';
import { type Waiver, waiversOf } from '../waivers';

const judge = (ids: ReadonlySet<string>, { item, at, rule, reason }: Waiver): readonly Verdict[] => {
  if (rule === 'waiver' || !ids.has(rule)) {
    return [
      error(item, at, `There is no rule ${rule} to waive.`, 'Write the id of a rule, as `slipway rules` lists it.'),
    ];
  }
  return reason === ''
    ? [error(item, at, 'The waiver gives no reason.', 'Write why the rule may be broken here.')]
    : [];
};

/** Every waiver names a rule, gives a reason and waives something. @param ids the rules there are */
export const waiver = (ids: () => readonly string[]): Rule => ({
  id: 'waiver',
  why: 'A waiver without reason, or of a rule that does not exist, hides a fault from those who come later.',
  check: (tree) => {
    const known = new Set(ids());
    return waiversOf(tree).flatMap((each) => judge(known, each));
  },
});
