import { type Saying, says } from '../verdict';

/** A field that is dangerous at some values. */
export interface Switch {
  /** Fields to it, separated by slashes. */
  readonly path: string;
  readonly to: readonly unknown[];
  readonly says: Saying;
  /** What counts where it is left out. */
  readonly byDefault?: unknown;
}

/** Switches by `group/Kind`. */
export type Switches = Readonly<Record<string, readonly Switch[]>>;

/** Volumes go with their object. Rule D2. */
export const VOLUMES = says(
  'data-at-risk',
  'D2',
  'From now on volumes are deleted with the pods or the object they belong to.',
  'Keep them; delete volumes by hand when their data is no longer needed.',
);
/** Data goes with its object. */
export const DROPS = says(
  'data-at-risk',
  'dropped-with-object',
  'The data is deleted when its object is.',
  'Keep the policy at retain.',
);
/** The operator deletes. */
export const ABSENT = says(
  'data-at-risk',
  'made-absent',
  'The operator deletes it at once.',
  'Take the object out of Git with its data kept, and delete it by hand later.',
);
/** No more backups. */
export const PAUSED = says('data-at-risk', 'backup-paused', 'No more backups are made.', 'Say when they go on.');
/** Writes may be lost. */
export const DURABILITY = says(
  'data-at-risk',
  'durability-lowered',
  'Writes are confirmed although copies are missing, so a failure may lose them.',
  'Accept it only where losing the last writes is fine.',
);
/** More can be reached or done. */
export const opened = (what: string): Saying =>
  says('exposure', 'opened', what, 'Check who can reach it, and who needs to.');
/** Something no longer runs. */
export const stopped = (what: string): Saying => says('availability', 'stopped', what, 'Say when it goes on.');

/** What becomes of volumes. */
export const volumes = (path: string, to: string, byDefault?: string): Switch => ({
  path,
  to: [to],
  says: VOLUMES,
  ...(byDefault === undefined ? {} : { byDefault }),
});
