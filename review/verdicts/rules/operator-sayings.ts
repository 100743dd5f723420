import { says } from '../verdict';

/** Clients lose a way in. */
export const LISTENER = says(
  'availability',
  'listener-removed',
  'Clients of the listener cannot connect any more.',
  'Move them to another listener first.',
);
/** The quorum of controllers changes. */
export const VOTES = says(
  'availability',
  'quorum-changed',
  'Controllers vote; their number and role must not change under a running cluster.',
  'Keep an odd number of at least three, and change them only as the operator describes.',
);
/** Messages are thrown away by another rule. */
export const POLICY = says(
  'data-at-risk',
  'cleanup-policy-changed',
  'Messages are thrown away by another rule: compaction drops all but the last of a key, deletion all that are old.',
  'Check that every reader can live with it.',
);
/** The log is no longer archived. */
export const ARCHIVE = says(
  'data-at-risk',
  'backup-lost',
  'The write-ahead log is no longer archived, so no restore to a point in time is possible.',
  'Keep an archiver, or say why none is needed.',
);
/** Backups go elsewhere. */
export const ELSEWHERE = says(
  'data-at-risk',
  'backup-elsewhere',
  'Backups go to another place; those at the old one are no longer found.',
  'Take a full backup at the new place at once, and keep the old one until it is of no use.',
);
/** Backups hold less. */
export const NARROWED = says(
  'data-at-risk',
  'backup-narrowed',
  'The backup holds less than before.',
  'Check that nothing needed is left out.',
);
/** A volume cannot be taken away. */
export const WAL = says(
  'rejected',
  'D7',
  'A volume for the write-ahead log cannot be taken away.',
  'Keep it, or restore into a new cluster.',
);
/** Clients log in in another way. */
export const CREDENTIALS = says(
  'availability',
  'credentials-changed',
  'Clients must log in in another way at once.',
  'Change the clients in the same window.',
);
/** Volumes go with their object. Rule D2. */
export const DELETES = says(
  'data-at-risk',
  'D2',
  'From now on volumes are deleted with the pods or the object they belong to.',
  'Keep them; delete volumes by hand when their data is no longer needed.',
);
/** A Secret changes its name. */
export const ELSEWHERE_SECRET = says(
  'availability',
  'secret-removed',
  'The Secret under the old name goes, and pods that read it cannot start any more.',
  'Change the readers first, or keep the name.',
);
/** A Secret loses a key. */
export const KEYS = says(
  'availability',
  'secret-key-removed',
  'A key of the Secret goes away.',
  'Check that no pod reads it.',
);
/** A webhook blocks when it is away. */
export const CLOSED = says(
  'availability',
  'webhook-blocks',
  'Objects cannot be created while the webhook is away.',
  'Check that it runs with more than one pod.',
);
/** A webhook is passed by when it is away. */
export const IGNORED = says(
  'exposure',
  'webhook-ignored',
  'Objects pass unchecked while the webhook is away.',
  'Keep the policy at Fail for guards.',
);
/** A definition loses a version. */
export const VERSION = says(
  'rejected',
  'version-removed',
  'A version that objects are stored in cannot be taken away.',
  'Migrate the stored objects first.',
);

/** Fewer nodes hold shards. */
export const FEWER_NODES = says(
  'availability',
  'replicas-lowered',
  'The operator moves shards off nodes and stops them; fewer carry the load.',
  'Check room on the nodes left, and keep three that may become master.',
);

/** Connectors begin again. */
export const OFFSETS = says(
  'data-at-risk',
  'offsets-lost',
  'Connectors no longer know how far they have read: they read all of it again, or skip what they missed.',
  'Keep the topic of offsets; a new one needs the old offsets copied first.',
);
/** The number of copies of a topic stays. */
export const COPIES_FIXED = says(
  'rejected',
  'copies-fixed',
  'Without Cruise Control the topic operator does not change the number of copies, and marks the topic as not ready.',
  'Enable Cruise Control first, or reassign the partitions by hand.',
);
/** A database server changes its major version. */
export const UPGRADE = says(
  'availability',
  'stops-for-upgrade',
  'The operator stops all instances, upgrades the data and starts them again; nothing serves in between.',
  'Take a backup, try the upgrade on a copy, and plan for the time without the database.',
);
/** An older server does not read newer data. */
export const NO_WAY_BACK = says(
  'rejected',
  'no-way-back',
  'The operator refuses an older version than the one that wrote the data.',
  'Restore a snapshot into a new cluster of the older version.',
);
/** Nothing keeps nodes of a cluster from being drained together. */
export const UNGUARDED = says(
  'availability',
  'disruption-guard-weakened',
  'Nothing keeps drained nodes from stopping several members at once.',
  'Keep the budget of the operator.',
);
/** A certificate is written elsewhere. */
export const CERTIFICATE_MOVED = says(
  'availability',
  'certificate-moved',
  'The certificate goes to another Secret; the old one is no longer renewed and runs out.',
  'Change those who serve it in the same window.',
);
/** A certificate authority for tests. */
export const UNTRUSTED = says(
  'availability',
  'untrusted-authority',
  'Certificates to come are signed by an authority for tests, which nobody trusts.',
  'Use it for trials only.',
);
