import { bytes } from '../../manifest/quantity';
import { atLeast, type Check, type Checks, matching, oneOf } from '../../platform/settings';

/** What an overlay may change about PostgreSQL. */
export interface Settings {
  /** Servers: one primary, and a standby for each further one. */
  readonly instances: number;
  /** CPU each server asks for. */
  readonly cpu: string;
  /** Memory of each server; buffers and caches are computed from it. */
  readonly memory: string;
  /** Volume of each server's data. It can grow, never shrink. */
  readonly storage: string;
  /** Volume of each server's write-ahead log; how much log may be kept is computed from it. It can grow, never shrink. */
  readonly walStorage: string;
  /** Connections all consumers' pools may open together. */
  readonly connections: number;
  /** Whether consumers share connections: `none`, for the length of a `session`, or of a `transaction`. */
  readonly pooling: string;
  readonly backup: Backup;
}

interface Backup {
  /** Time of the daily base backup, in UTC: `02:30`. */
  readonly at: string;
  /** Days to which the databases can be taken back. */
  readonly keepDays: number;
  /** Folder of the bucket that backups and log go to. A cluster that is made anew needs one that is still empty. */
  readonly archive: string;
  /**
   * Archive a new cluster starts from, perhaps as of a moment in UTC: `postgres`, `postgres@2026-05-01T10:00:00Z`.
   * Read once, when the cluster is made; empty starts without data.
   */
  readonly restore: string;
}

/** A small highly available production: one primary and two standbys. */
export const defaults: Settings = {
  instances: 3,
  cpu: '1000m',
  memory: '4Gi',
  storage: '50Gi',
  walStorage: '20Gi',
  connections: 200,
  pooling: 'none',
  backup: { at: '02:30', keepDays: 30, archive: 'postgres', restore: '' },
};

const amount =
  (least: string): Check =>
  (value) =>
    bytes(value) >= bytes(least) ? undefined : `at least ${least}`;

/** Below these amounts PostgreSQL does not start, or the operator's admission rejects the cluster. */
export const accepts: Checks<Settings> = {
  instances: atLeast(1),
  memory: amount('256Mi'),
  storage: amount('1Gi'),
  walStorage: amount('2Gi'),
  connections: atLeast(20),
  pooling: oneOf('none', 'session', 'transaction'),
  backup: {
    at: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in UTC, like 02:30'),
    keepDays: atLeast(1),
    archive: matching(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and dashes'),
    restore: matching(
      /^([a-z0-9][a-z0-9-]*(@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?)?$/,
      'the name of an archive, perhaps with a moment: postgres@2026-05-01T10:00:00Z',
    ),
  },
};
