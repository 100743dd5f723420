import type { ServiceChart } from '../../platform/chart';
import { cronJob } from '../../platform/job';
import type { Container } from '../../platform/pod';
import { configFiles, scratch, secretFiles, type Volume } from '../../platform/volume';
import type { Bucket } from '../minio';
import { loginFunction, type Snapshots, vaultToken } from '../vault';
import type { Settings } from './settings';

export interface ScheduleOptions {
  readonly overlay: string;
  readonly settings: Settings;
  readonly images: { readonly vault: string; readonly files: string };
  readonly vault: Snapshots;
  readonly files: Bucket;
  /** Secret with the authority of Vault's certificate. */
  readonly authority: string;
}

const SCRIPTS = '/scripts';
const SNAPSHOTS = '/snapshot';

/** A CronJob that takes a snapshot and puts it into the bucket, each with the tool that can. */
export function schedule(chart: ServiceChart, options: ScheduleOptions): void {
  const { settings } = options;
  const scripts = configFiles(chart, 'vault-backup', { 'take.sh': TAKE, 'keep.sh': KEEP });
  const shared = { [SCRIPTS]: scripts, [SNAPSHOTS]: scratch('snapshot', settings.scratch) };
  cronJob(chart, 'vault-backup', {
    part: 'snapshots',
    schedule: settings.everyHours === 24 ? '47 1 * * *' : `47 */${settings.everyHours} * * *`,
    pod: { user: 1000, initContainers: [take(options, shared)], containers: [keep(options, shared)] },
  });
}

type Mounts = Readonly<Record<string, Volume>>;

/** OpenBao's command line speaks to both flavours. */
const take = ({ images, vault, authority }: ScheduleOptions, mounts: Mounts): Container => ({
  name: 'take',
  image: images.vault,
  command: ['/bin/sh', '-eu', `${SCRIPTS}/take.sh`],
  env: {
    HOME: '/tmp',
    VAULT_ADDR: vault.address,
    VAULT_CACERT: '/run/ca/ca.crt',
    AUTH: vault.authMount,
    ROLE: vault.role,
  },
  resources: { cpu: '50m', memory: '64Mi', memoryLimit: '512Mi' },
  mounts: { ...mounts, '/run/login': vaultToken, '/run/ca': secretFiles(authority) },
});

const keep = ({ images, files, overlay }: ScheduleOptions, mounts: Mounts): Container => ({
  name: 'keep',
  image: images.files,
  command: ['/bin/sh', '-eu', `${SCRIPTS}/keep.sh`],
  env: {
    MC_CONFIG_DIR: '/tmp/mc',
    ENDPOINT: files.endpoint,
    ADDRESSING: files.pathStyle ? 'on' : 'off',
    FOLDER: `${files.bucket}/${overlay}`,
    ACCESS_KEY: { secret: files.secret, key: 'access-key' },
    SECRET_KEY: { secret: files.secret, key: 'secret-key' },
  },
  resources: { cpu: '50m', memory: '64Mi', memoryLimit: '512Mi' },
  mounts,
});

/** The command line itself compares the snapshot with its checksums before it calls it saved. */
const TAKE = `${loginFunction}
VAULT_TOKEN=$(login)
export VAULT_TOKEN
vault operator raft snapshot save ${SNAPSHOTS}/vault.snap
vault token revoke -self
`;

/** Keys go through standard input, because arguments can be read by others on the node. */
const KEEP = `printf '%s\\n' "$ACCESS_KEY" "$SECRET_KEY" | mc alias set store "$ENDPOINT" --api S3v4 --path "$ADDRESSING"
name="$(date -u +%Y-%m-%dT%H%M%SZ).snap"
mc cp ${SNAPSHOTS}/vault.snap "store/$FOLDER/$name"
mc stat "store/$FOLDER/$name"
`;
