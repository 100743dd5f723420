import { byCodeUnit } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { cronJob, job } from '../../platform/job';
import type { Pod } from '../../platform/pod';
import type { Claim } from '../../platform/service';
import { checksumOf, configFiles, secretFiles } from '../../platform/volume';
import type { Bucket } from '../minio';
import { PRELUDE } from './script';
import { USER } from './servers';

/** What is to be made, and with what. */
export interface ProvisioningOptions {
  readonly claims: readonly Claim[];
  /** Image with `bash` and `curl`: the server's has both. */
  readonly image: string;
  readonly files: Bucket;
  /** Secret with the root login. */
  readonly root: string;
}

const FOLDER = '/provisioning';

/**
 * Warehouses, logins and rights as the claims have them. A Job makes them whenever the claims change. Nothing tells the
 * catalog that a password was replaced in the secret store, so a CronJob does the same again every ten minutes.
 */
export function provisioning(chart: ServiceChart, { claims, image, files, root }: ProvisioningOptions): void {
  if (claims.length === 0) return;
  const logins = distinct(claims, ({ user }) => user);
  const pod: Pod = {
    user: USER,
    containers: [
      {
        name: 'provision',
        image,
        command: ['/bin/bash', '-eu', `${FOLDER}/provision.sh`],
        env: { API: 'http://iceberg.iceberg.svc:8181/api', LOGINS: '/run/logins' },
        resources: { cpu: '50m', memory: '64Mi' },
        mounts: {
          [FOLDER]: configFiles(chart, 'iceberg-provisioning', { 'provision.sh': scriptOf(claims, files) }),
          '/run/logins/root': secretFiles(root, { username: 'username', password: 'password' }),
          ...Object.fromEntries(logins.map(({ user, secret }) => [`/run/logins/${user}`, secretFiles(secret)])),
        },
      },
    ],
  };
  job(chart, 'iceberg-provision', { part: 'provisioning', pod, wave: 1 });
  cronJob(chart, 'iceberg-reprovision', { part: 'provisioning', pod, schedule: '*/10 * * * *', wave: 1 });
}

/** The script that makes what the claims ask for and changes nothing where it is already there. */
export const scriptOf = (claims: readonly Claim[], files: Bucket): string =>
  [
    PRELUDE,
    ...distinct(claims, ({ name }) => name).map(({ name }) => warehouseLine(name, files)),
    ...distinct(claims, ({ user }) => user).map(({ user }) => `principal ${user}\n`),
    ...distinct(claims, ({ user, name }) => `${user} ${name}`).map(({ user, name }) => `grant ${user} ${name}\n`),
  ].join('');

/**
 * A warehouse: name, mark of the wanted state, properties, storage. No credentials are handed to clients, so STS is
 * declared unavailable, which also spares Polaris a role to assume. Trino drops tables with purge, which is off by
 * default. Source of the fields: apache/polaris 1.7.0, spec/polaris-management-service.yml.
 */
function warehouseLine(name: string, { bucket, endpoint, region, pathStyle }: Bucket): string {
  const location = `s3://${bucket}/${name}`;
  const properties = { 'default-base-location': location, 'polaris.config.drop-with-purge.enabled': 'true' };
  const storage = {
    storageType: 'S3',
    allowedLocations: [location],
    endpoint,
    region,
    pathStyleAccess: pathStyle,
    stsUnavailable: true,
  };
  const mark = checksumOf({ properties: JSON.stringify(properties), storage: JSON.stringify(storage) });
  const marked = JSON.stringify({ ...properties, 'slipway.wanted': mark });
  return `warehouse ${name} ${mark} '${marked}' '${JSON.stringify(storage)}'\n`;
}

/** The first claim of each key, by key. */
function distinct(claims: readonly Claim[], keyOf: (claim: Claim) => string): readonly Claim[] {
  const first = new Map<string, Claim>();
  for (const claim of claims) if (!first.has(keyOf(claim))) first.set(keyOf(claim), claim);
  return [...first].sort(([a], [b]) => byCodeUnit(a, b)).map(([, claim]) => claim);
}
