import type { ServiceChart } from '../../platform/chart';
import { job } from '../../platform/job';
import { configFiles, secretFiles } from '../../platform/volume';
import type { Bucket } from '../minio';
import { CA_SECRET, URL } from './names';
import type { Snapshots } from './settings';

export interface SnapshotsOptions {
  /** Image with `bash` and `curl`: Elasticsearch's own has both. */
  readonly image: string;
  readonly settings: Snapshots;
  readonly bucket: Bucket;
  /** Secret with the login that may do it. */
  readonly login: string;
}

const FOLDER = '/provisioning';

/**
 * The repository and the policy by which Elasticsearch itself takes and drops snapshots. It waits for the nodes, runs
 * again when the settings change, and only replaces what is there.
 */
export function snapshots(chart: ServiceChart, { image, settings, bucket, login }: SnapshotsOptions): void {
  const files = configFiles(chart, 'search-provisioning', {
    'provision.sh': SCRIPT,
    'repository.json': json({ type: 's3', settings: { bucket: bucket.bucket, base_path: settings.folder } }),
    'policy.json': json(policyOf(settings)),
  });
  job(chart, 'search-snapshots', {
    part: 'provisioning',
    wave: 1,
    pod: {
      user: 1000,
      containers: [
        {
          name: 'curl',
          image,
          command: ['/bin/bash', '-eu', `${FOLDER}/provision.sh`],
          env: { API: URL },
          resources: { cpu: '50m', memory: '64Mi' },
          mounts: {
            [FOLDER]: files,
            '/run/ca': secretFiles(CA_SECRET, { 'ca.crt': 'ca.crt' }),
            '/run/login': secretFiles(login, { username: 'username', password: 'password' }),
          },
        },
      ],
    },
  });
}

/** Source: Elasticsearch 8.19 reference, Create or update a snapshot lifecycle policy; its cron has seconds first. */
const policyOf = ({ at, keepDays }: Snapshots): object => {
  const [hour, minute] = at.split(':').map(Number);
  return {
    schedule: `0 ${minute} ${hour} * * ?`,
    name: '<daily-{now/d}>',
    repository: 'platform',
    config: { indices: ['*'], include_global_state: true },
    retention: { expire_after: `${keepDays}d`, min_count: 3 },
  };
};

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** The password goes through a file, because arguments can be read by others on the node. */
const SCRIPT = `cd ${FOLDER}
umask 077
printf 'user = "%s:%s"\\n' "$(cat /run/login/username)" "$(cat /run/login/password)" > /tmp/login

call() {
  curl --silent --show-error --fail-with-body --max-time 60 --config /tmp/login --cacert /run/ca/ca.crt "$@"
}
put() {
  call --request PUT --header 'Content-Type: application/json' --data-binary "@$2" "$API/$1"
}

tries=0
until call "$API/_cluster/health?wait_for_status=yellow&timeout=30s" > /dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ]; then exit 1; fi
  sleep 5
done
put _snapshot/platform repository.json
put _slm/policy/daily policy.json
`;
