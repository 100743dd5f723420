import { byCodeUnit } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { cronJob, job } from '../../platform/job';
import type { Pod } from '../../platform/pod';
import type { Claim } from '../../platform/service';
import { configFiles, secretFiles, type Volume } from '../../platform/volume';
import { type Lake, lakeProperties } from './lake';
import { FRONTEND_SERVICE } from './names';
import { CATALOG, PRELUDE } from './script';

export interface ProvisioningOptions {
  readonly claims: readonly Claim[];
  /** Image with `bash` and `mysql`: the frontends' has both, and is on their nodes already. */
  readonly image: string;
  /** Secrets with the logins of Doris itself, by user. */
  readonly logins: Readonly<Record<string, string>>;
  /** User the servers enter themselves by. */
  readonly registrar: string;
  readonly lake: Lake | undefined;
}

const FOLDER = '/provisioning';
const LOGINS = '/run/logins';
const LAKE = '/run/lake';

/**
 * Passwords, users, databases and the lake's catalog. A Job makes them whenever the claims change. Nothing tells Doris
 * that a password was replaced in the secret store, so a CronJob does the same again every ten minutes.
 */
export function provisioning(chart: ServiceChart, options: ProvisioningOptions): void {
  const { claims, image, logins, lake } = options;
  const pod: Pod = {
    user: 1000,
    containers: [
      {
        name: 'provision',
        image,
        command: ['/bin/bash', '-eu', '-o', 'pipefail', `${FOLDER}/provision.sh`],
        env: { FRONTENDS: `${FRONTEND_SERVICE}.doris.svc`, LOGINS, ...(lake ? { LAKE } : {}) },
        resources: { cpu: '50m', memory: '128Mi' },
        mounts: {
          [FOLDER]: configFiles(chart, 'doris-provisioning', { 'provision.sh': scriptOf(options) }),
          ...Object.fromEntries(
            Object.entries({ ...logins, ...claimed(claims) }).map(([user, secret]) => [
              `${LOGINS}/${user}`,
              secretFiles(secret, { password: 'password' }),
            ]),
          ),
          ...(lake ? lakeLogins(lake) : {}),
        },
      },
    ],
  };
  job(chart, 'doris-provision', { part: 'provisioning', pod, wave: 1 });
  cronJob(chart, 'doris-reprovision', { part: 'provisioning', pod, schedule: '*/10 * * * *', wave: 1 });
}

const claimed = (claims: readonly Claim[]): Readonly<Record<string, string>> =>
  Object.fromEntries(claims.map(({ user, secret }) => [user, secret]));

const lakeLogins = ({ warehouse, files }: Lake): Readonly<Record<string, Volume>> => ({
  [`${LAKE}/warehouse`]: secretFiles(warehouse.secret, { credential: 'credential' }),
  [`${LAKE}/files`]: secretFiles(files.secret, { 'access-key': 'access-key', 'secret-key': 'secret-key' }),
});

/** What a consumer may do in its database, and to it. Source: Doris, GRANT TO, privileges of a database. */
const EVERYTHING = 'SELECT_PRIV, LOAD_PRIV, ALTER_PRIV, CREATE_PRIV, DROP_PRIV, SHOW_VIEW_PRIV';

/** The script that makes what is wanted and changes nothing where it is already there. */
export const scriptOf = ({ claims, logins, registrar, lake }: ProvisioningOptions): string =>
  [
    PRELUDE,
    ...[...Object.keys(logins).filter((user) => user !== 'root'), ...distinct(claims, ({ user }) => user)].map(
      (user) => `user ${user}\n`,
    ),
    `grant ${registrar} '*.*.*' NODE_PRIV\n`,
    ...distinct(claims, ({ name }) => name).map((name) => `database ${name}\n`),
    ...distinct(claims, ({ user, name }) => `${user} 'internal.\`${name}\`.*'`).map(
      (grant) => `grant ${grant} '${EVERYTHING}'\n`,
    ),
    ...(lake ? [`\n${CATALOG}catalog lake "${lakeProperties(lake)}"\n`] : []),
  ].join('');

/** What the claims have of something, each once, in order. */
const distinct = (claims: readonly Claim[], of: (claim: Claim) => string): readonly string[] =>
  [...new Set(claims.map(of))].sort(byCodeUnit);
