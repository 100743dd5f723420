import { containersOf } from '../../../manifest/pods';
import type { Fields } from '../../../manifest/types';
import type { When } from '../around';
import { type Rule, verdict } from '../verdict';

const PROBES = ['readinessProbe', 'livenessProbe'] as const;

const REASON: Readonly<Record<(typeof PROBES)[number], string>> = {
  readinessProbe: 'Pods get traffic before they can answer, also during updates.',
  livenessProbe: 'A pod that hangs is no longer restarted.',
};

/** Containers that stay but are no longer asked whether they work. */
export const probes: Rule = (change, around) => {
  const { status, before, after } = change;
  if (!before || !after || status === 'renamed') return [];
  const containers = (when: When): ReadonlyMap<string, Fields> =>
    new Map(
      around
        .pods(change, when)
        .flatMap(containersOf)
        .map(({ container }) => [String(container.name), container]),
    );
  const old = containers('before');
  return [...containers('after')].flatMap(([name, container]) =>
    PROBES.filter((probe) => old.get(name)?.[probe] && !container[probe]).map((probe) =>
      verdict(
        { risk: 'availability', rule: 'probe-removed', reason: REASON[probe], remedy: 'Keep the probe.' },
        `containers[name=${name}].${probe}`,
      ),
    ),
  );
};
