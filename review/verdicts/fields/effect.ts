import type { PodTemplate } from '../../../manifest/workloads';
import type { Change } from '../../change';
import type { Around } from '../around';
import type { Saying } from '../verdict';

/** What becomes of an object when one of its fields changes. */
export type Effect = (change: Change, around: Around) => Saying;

/**
 * Effects by field. Patterns are paths: `*` is any one field, `[]` any item of a list, a last `**` everything from there
 * on. The first one that matches counts.
 */
export type FieldTable = Readonly<Record<string, Effect>>;

/** Field tables by `group/Kind`. */
export type FieldTables = Readonly<Record<string, FieldTable>>;

const KNOW = 'Nothing to do.';

/** Takes effect while pods stay as they are. */
export const quiet =
  (reason: string, remedy = KNOW): Effect =>
  () => ({ risk: 'no-restart', rule: 'live-update', reason, remedy });

/** The API server or the operator refuses the change, and what is synced with it fails too. Rule D7. */
export const refused =
  (reason: string, remedy: string): Effect =>
  () => ({ risk: 'rejected', rule: 'D7', reason, remedy });

/** Fewer copies, or less protection of those there are. */
export const weaker =
  (reason: string, remedy: string): Effect =>
  () => ({ risk: 'availability', rule: 'service-weakened', reason, remedy });

/** Data, a copy of it or a backup may be lost. */
export const loses =
  (reason: string, remedy: string): Effect =>
  () => ({ risk: 'data-at-risk', rule: 'data-lost', reason, remedy });

/** Known to matter, while what follows from it is not in the tree. */
export const unseen =
  (reason: string, remedy: string): Effect =>
  () => ({ risk: 'not-judged', rule: 'not-in-tree', reason, remedy });

/** The pods of a changed object as they will be; only those that stay. */
export const podsAfter = (change: Change, around: Around): readonly PodTemplate[] =>
  around.pods(change, 'after').filter(({ finite }) => !finite);

/** How many pods there are. Those on every node are not counted, since nobody here knows the nodes. */
export const countPods = (pods: readonly PodTemplate[]): number =>
  pods.reduce((sum, { replicas, everyNode }) => sum + (everyNode ? 0 : replicas), 0);

/** An operator replaces its pods one after another; `at` narrows them to those made from one field. */
export const restarts =
  (reason: string, at = '', remedy = 'Merge when a short loss of one pod at a time is fine.'): Effect =>
  (change, around) => ({
    risk: 'rolling-restart',
    rule: 'pods-replaced',
    reason,
    remedy,
    pods: countPods(podsAfter(change, around).filter((pod) => pod.at.startsWith(at))),
  });
