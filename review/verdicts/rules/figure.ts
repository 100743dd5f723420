import { type Saying, says } from '../verdict';
import { count, type Measure } from './measure';

/** A figure that must not fall, or not rise, without somebody noticing. */
export interface Figure {
  /** Fields to it, separated by slashes since names may hold dots. */
  readonly path: string;
  readonly measure: Measure;
  readonly says: Saying;
  /** Warns when it rises instead. */
  readonly rising?: true;
  /** What counts where it is left out; without it, leaving it out is no fall. */
  readonly byDefault?: unknown;
}

/** Figures by `group/Kind`. */
export type Figures = Readonly<Record<string, readonly Figure[]>>;

/** Older data is deleted. */
export const RETENTION = says(
  'data-at-risk',
  'retention-lowered',
  'Data is kept for a shorter time; what is older is deleted.',
  'Copy what must be kept, or keep the retention.',
);
/** Older backups are deleted. */
export const BACKUPS = says(
  'data-at-risk',
  'backup-retention-lowered',
  'Backups are kept for a shorter time; older ones are deleted.',
  'Check how far back restores must reach.',
);
/** Fewer copies of data. */
export const COPIES = says(
  'data-at-risk',
  'replication-lowered',
  'There are fewer copies of the data.',
  'Keep as many copies as nodes that may fail at once, plus one.',
);
/** Fewer pods. */
export const FEWER = says(
  'availability',
  'replicas-lowered',
  'Fewer pods serve.',
  'Check that those left carry the load and a lost node.',
);
/** An autoscaler may go lower. */
export const FLOOR = says(
  'availability',
  'scaling-floor-lowered',
  'The autoscaler may go below what was the least before.',
  'Check that the least still carries a lost node.',
);
/** More pods may be evicted. */
export const GUARD = says(
  'availability',
  'disruption-guard-weakened',
  'More pods may be evicted at once.',
  'Keep the budget so that a drained node does not stop the service.',
);
/** More pods may be missing in updates. */
export const SURGE = says(
  'availability',
  'update-pace-raised',
  'More pods may be missing during updates.',
  'Check that the rest carries the load.',
);
/** New pods may be refused. */
export const LIMIT = says(
  'availability',
  'quota-lowered',
  'New pods may be refused, also those of restarts.',
  'Compare the quota with what runs.',
);
/** An autoscaler reaches less. */
export const CEILING = says(
  'availability',
  'scaling-ceiling-lowered',
  'The autoscaler may no longer reach what it could before.',
  'Compare it with the highest load seen.',
);

/** Pods, or what an operator calls them. */
export const replicas = (path = 'spec/replicas'): Figure => ({ path, measure: count, says: FEWER });
/** How long, or how much, data is kept. */
export const kept = (path: string, measure: Measure, byDefault?: unknown): Figure => ({
  path,
  measure,
  says: RETENTION,
  ...(byDefault === undefined ? {} : { byDefault }),
});
/** How many copies there are. */
export const copies = (path: string, byDefault?: unknown): Figure => ({
  path,
  measure: count,
  says: COPIES,
  ...(byDefault === undefined ? {} : { byDefault }),
});
