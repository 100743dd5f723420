import type { ServiceChart } from '../../platform/chart';
import { cronJob, job } from '../../platform/job';
import type { Pod } from '../../platform/pod';
import type { Claim } from '../../platform/service';
import { configFiles, secretFiles } from '../../platform/volume';
import { lifecycleOf, policyOf, type WantedBucket, type WantedUser, wantedBuckets, wantedUsers } from './buckets';

export interface ProvisioningOptions {
  readonly claims: readonly Claim[];
  /** URL of the object store, and the Secret with its root login. */
  readonly endpoint: string;
  readonly root: string;
  /** Image with `mc` and a shell. */
  readonly image: string;
}

const FOLDER = '/provisioning';

/**
 * Buckets, users and policies as the claims have them. A Job makes them whenever the claims change. Nothing tells MinIO
 * that a password was replaced in the secret store, so a CronJob does the same again every ten minutes.
 */
export function provisioning(chart: ServiceChart, options: ProvisioningOptions): void {
  const buckets = wantedBuckets(options.claims);
  const users = wantedUsers(options.claims);
  if (buckets.length === 0) return;
  const files = configFiles(chart, 'minio-provisioning', {
    'provision.sh': scriptOf(buckets, users),
    ...Object.fromEntries(buckets.map((bucket) => [`lifecycle-${bucket.name}.json`, lifecycleOf(bucket)])),
    ...Object.fromEntries(users.map((user) => [`policy-${user.name}.json`, policyOf(user)])),
  });
  const pod: Pod = {
    user: 1000,
    containers: [
      {
        name: 'mc',
        image: options.image,
        command: ['/bin/sh', '-eu', `${FOLDER}/provision.sh`],
        env: {
          MC_CONFIG_DIR: '/tmp/mc',
          ENDPOINT: options.endpoint,
          ROOT_USER: { secret: options.root, key: 'MINIO_ROOT_USER' },
          ROOT_PASSWORD: { secret: options.root, key: 'MINIO_ROOT_PASSWORD' },
        },
        resources: { cpu: '50m', memory: '128Mi' },
        mounts: {
          [FOLDER]: files,
          ...Object.fromEntries(users.map(({ name, secret }) => [`/users/${name}`, secretFiles(secret)])),
        },
      },
    ],
  };
  job(chart, 'minio-provision', { part: 'provisioning', pod, wave: 1 });
  cronJob(chart, 'minio-reprovision', { part: 'provisioning', pod, schedule: '*/10 * * * *', wave: 1 });
}

/** Passwords go through standard input, because arguments can be read by others on the node. */
const PRELUDE = `cd ${FOLDER}

tries=0
until printf '%s\\n' "$ROOT_USER" "$ROOT_PASSWORD" | mc alias set minio "$ENDPOINT"; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ]; then exit 1; fi
  sleep 5
done
mc ready minio

bucket() {
  mc mb --ignore-existing "minio/$1"
  mc ilm rule import "minio/$1" < "lifecycle-$1.json"
}
versioned() {
  mc version enable "minio/$1"
}
user() {
  printf '%s\\n' "$1" "$(cat "/users/$1/password")" | mc admin user add minio
  mc admin policy create minio "$1" "policy-$1.json"
  mc admin policy attach minio "$1" --user "$1"
}

`;

const scriptOf = (buckets: readonly WantedBucket[], users: readonly WantedUser[]): string =>
  [
    PRELUDE,
    ...buckets.flatMap(({ name, versioned }) => [`bucket ${name}\n`, ...(versioned ? [`versioned ${name}\n`] : [])]),
    ...users.map(({ name }) => `user ${name}\n`),
  ].join('');
