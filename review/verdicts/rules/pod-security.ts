import { containersOf } from '../../../manifest/pods';
import type { When } from '../around';
import { type Rule, verdict } from '../verdict';
import { type Danger, dangersOf } from './pod-dangers';

const REMEDY = 'Leave the guard in place, or say why these pods need the power.';

/** Pods that may do more to their node or others than before. New pods are judged by what they ask for. */
export const podSecurity: Rule = (change, around) => {
  const written = (when: When) => around.pods(change, when).filter(({ made }) => !made);
  const old = written('before');
  const known = new Set(old.flatMap(dangersOf).map(({ key }) => key));
  const names = new Set(old.flatMap(containersOf).map(({ container }) => `container ${container.name}`));
  const isNews = ({ key, mild }: Danger): boolean => {
    if (known.has(key)) return false;
    const [prefix = ''] = /^container \S+/.exec(key) ?? [];
    return !mild || (prefix === '' ? old.length > 0 : names.has(prefix));
  };
  const dangers = written('after').flatMap(dangersOf).filter(isNews);
  return [...new Map(dangers.map((danger) => [danger.reason, danger])).values()].map(({ key, reason }) =>
    verdict({ risk: 'exposure', rule: 'pod-power', reason, remedy: REMEDY }, key),
  );
};
