import { formatQuantity, parseQuantity } from '../../manifest/quantity';
import type { Fields } from '../../manifest/types';
import type { Resources } from '../amounts';
import { silentIn } from '../demands';
import { error, type Rule, type Verdict, warning } from '../finding';
import { below } from '../keys';
import { podsIn } from '../pod-index';
import { type Line, linesOf } from '../quota-lines';
import { type Item, onceFor, type Tree } from '../tree';

/** An amount in the form of another one, as people write it. */
const shown = (amount: number, like: Fields): string =>
  formatQuantity({ nano: BigInt(Math.round(amount * 1000)) * 1_000_000n, form: parseQuantity(String(like)).form });

const told = (
  say: typeof error,
  item: Item,
  { name, hard }: Line,
  what: string,
  amount: number,
  then: string,
): Verdict => {
  const message = `${what} ${shown(amount, hard)} of ${name}, and the quota is ${hard}: ${then}.`;
  return say(item, below('spec.hard', name), message, 'Raise the quota, or ask for less.');
};

function exceeded(tree: Tree, item: Item, line: Line): readonly Verdict[] {
  const { least, most, replacing, passing } = line.needs(tree, item.namespace);
  if (least > line.room)
    return [told(error, item, line, 'What runs here needs', least, 'the last of it is never made')];
  const replaced = least + replacing;
  if (replaced > line.room)
    return [told(error, item, line, 'Replacing a pod needs', replaced, 'a rolling update never ends')];
  const passed = least + passing;
  if (passed > line.room) return [told(error, item, line, 'A Job needs', passed, 'its pod is never made')];
  if (most <= line.room) return [];
  return [told(warning, item, line, 'All that autoscalers may ask for is', most, 'they get less')];
}

/** Resources that every container must name where a quota counts them. Source: kubernetes, pkg/quota/v1/evaluator/core. */
const DEMANDED = /^(?:(requests|limits)\.)?(cpu|memory)$/;

const silent = (tree: Tree, item: Item, { name }: Line): readonly Verdict[] => {
  const [, side = 'requests', of] = DEMANDED.exec(name) ?? [];
  if (of === undefined) return [];
  return podsIn(tree, item.namespace).flatMap((own) =>
    silentIn(tree, own, side as keyof Resources, of).map((container) => {
      const message = `${item.object} refuses the pod: container ${container} does not name its ${side} of ${of}.`;
      return error(own.item, own.at, message, 'Write them, or a LimitRange with a default.');
    }),
  );
};

const judge = onceFor((tree, item: Item) =>
  linesOf(item.manifest).flatMap((line) => [...exceeded(tree, item, line), ...silent(tree, item, line)]),
);

/** What runs in a namespace, and what takes its place or passes through, fits its quota. */
export const resourceQuota: Rule = {
  id: 'resource-quota',
  why: 'A pod beyond the quota is never made, and only the events of its controller say so.',
  check: (tree) => tree.ofKind('ResourceQuota').flatMap((item) => judge(tree, item)),
};
