import { type Breach, breachesOf, NEWEST_STANDARDS } from '../../../manifest/pod-security/index';
import { containersOf } from '../../../manifest/pods';
import type { Fields } from '../../../manifest/types';
import type { PodTemplate } from '../../../manifest/workloads';

/** Something that gives a pod power over its node or others. */
export interface Danger {
  /** Tells one danger from another; of a container it begins with `Container` and its name. */
  readonly key: string;
  readonly reason: string;
  /** Only a guard that is left out; in a new container it is a matter for checks, not for a review of what widens. */
  readonly mild: boolean;
}

const danger = (what: string, mild: boolean): Danger => ({ key: what, reason: `${what}.`, mild });

const ofBreach = ({ what, stated }: Breach): Danger => danger(what, !stated);

const ofToken = ({ automountServiceAccountToken: token }: Fields): readonly Danger[] =>
  token === false ? [] : [danger('The pod gets a token of the Kubernetes API', true)];

/** What the standards allow and is still more than a container had. */
function beyondStandards({ name, securityContext: own = {} }: Fields): readonly Danger[] {
  const added: readonly string[] = own.capabilities?.add ?? [];
  return [
    ...(own.readOnlyRootFilesystem === true ? [] : [danger(`Container ${name} can write to its file system`, true)]),
    ...added.map((capability) => danger(`Container ${name} gets ${capability}`, false)),
  ];
}

/** What a pod may do to its node or others: what the strictest Pod Security Standard forbids, and a little more. */
export const dangersOf = (pod: PodTemplate): readonly Danger[] => [
  ...breachesOf(pod, 'restricted', NEWEST_STANDARDS).map(ofBreach),
  ...ofToken(pod.spec),
  ...containersOf(pod).flatMap(({ container }) => beyondStandards(container)),
];
