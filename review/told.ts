import { byCodeUnit, type Identity } from '../manifest/types';
import type { Change, Status } from './change';
import type { Edit } from './compare/edit';
import { formerIdentity } from './objects/rename';
import type { Verdict } from './verdicts/verdict';

/** One change of one object with its verdicts, as plain data: a line of the full diff. */
export interface Told {
  readonly overlay: string;
  readonly service: string;
  readonly status: Status;
  readonly identity: Identity;
  /** Identity before, of a renamed object. */
  readonly from?: Identity;
  /** File after the change, or before it where the object goes. */
  readonly path: string;
  /** File before, where it is another one. */
  readonly fromPath?: string;
  /** Whether all of the overlay comes or goes with it. */
  readonly whole: boolean;
  readonly edits: readonly Edit[];
  /** The gravest first; at least one. */
  readonly verdicts: readonly Verdict[];
}

/** A weighed change as plain data. `whole` says whether its overlay stands in only one of the trees. */
export function tell(change: Change, verdicts: readonly Verdict[], whole: boolean): Told {
  const { overlay, service, status, identity, before, after, edits } = change;
  const from = formerIdentity(change);
  return {
    overlay,
    service,
    status,
    identity,
    ...(from ? { from } : {}),
    path: after?.path ?? before?.path ?? '',
    ...(before && after && before.path !== after.path ? { fromPath: before.path } : {}),
    whole,
    edits,
    verdicts,
  };
}

/** Orders lines of the full diff by overlay, file and object. For `sort`. */
export const byPlace = (a: Told, b: Told): number =>
  byCodeUnit(a.overlay, b.overlay) ||
  byCodeUnit(a.path, b.path) ||
  byCodeUnit(a.identity.kind, b.identity.kind) ||
  byCodeUnit(a.identity.namespace, b.identity.namespace) ||
  byCodeUnit(a.identity.name, b.identity.name);

/** Pods that restart because of a change. */
export const podsOfTold = ({ verdicts }: Pick<Told, 'verdicts'>): number =>
  Math.max(0, ...verdicts.map(({ pods = 0 }) => pods));
