import type { ClusterSpec, ClusterSpecPlugins } from '../../imports/postgresql.cnpg.io';
import { ProblemError } from '../../platform/problem';
import type { Settings } from './settings';

/** Name under which the operator knows the Barman Cloud plugin. */
export const PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** Where the log goes, and where a new cluster comes from. */
export type Archive = Settings['backup'] & {
  readonly overlay: string;
  /** Name of the ObjectStore. */
  readonly store: string;
};

/** The archiving of the write-ahead log and of base backups. */
export const archivePlugin = ({ store, archive }: Archive): ClusterSpecPlugins => ({
  name: PLUGIN,
  enabled: true,
  isWalArchiver: true,
  parameters: { barmanObjectName: store, serverName: archive },
});

/**
 * The operator insists on a first database and its owner, and generates the owner's password. Nobody uses them:
 * consumers get databases of their own.
 */
const FIRST = { database: 'app', owner: 'app' } as const;

/** PostgreSQL's own locale: its order of characters does not change with the image's C library, as others do. */
const EMPTY = {
  ...FIRST,
  dataChecksums: true,
  encoding: 'UTF8',
  localeProvider: 'builtin',
  builtinLocale: 'C.UTF-8',
} as const;

/**
 * How a new cluster begins: empty, or from an archive. The operator reads it once.
 * @throws ProblemError where the cluster would write its log into the archive it is restored from
 */
export function start({
  overlay,
  store,
  archive,
  restore,
}: Archive): Pick<ClusterSpec, 'bootstrap' | 'externalClusters'> {
  if (restore === '') return { bootstrap: { initdb: { ...EMPTY } } };
  const [serverName = '', targetTime] = restore.split('@');
  if (serverName === archive)
    throw new ProblemError([
      {
        overlay,
        path: ['postgres', 'backup', 'archive'],
        message: `a cluster restored from the archive "${archive}" cannot go on writing into it`,
        remedy: `name a new archive, like ${archive}-2`,
      },
    ]);
  return {
    bootstrap: { recovery: { source: 'archive', ...FIRST, ...(targetTime ? { recoveryTarget: { targetTime } } : {}) } },
    externalClusters: [
      {
        name: 'archive',
        plugin: {
          name: PLUGIN,
          enabled: true,
          isWalArchiver: false,
          parameters: { barmanObjectName: store, serverName },
        },
      },
    ],
  };
}
