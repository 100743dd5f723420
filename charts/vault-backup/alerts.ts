import type { Alert } from '../../platform/alert';
import type { Settings } from './settings';

const CRONJOB = '{namespace="vault-backup",cronjob="vault-backup"}';
const LAST = `max(kube_cronjob_status_last_successful_time${CRONJOB})`;

/** Alerts on what kube-state-metrics tells of the CronJob: two snapshots may fail before somebody is woken. */
export const alerts = ({ everyHours }: Settings): readonly Alert[] => [
  {
    alert: 'VaultSnapshotLate',
    expr: `time() - ${LAST} > ${(2 * everyHours + 1) * 3600}`,
    for: '10m',
    severity: 'critical',
    summary: 'The last snapshot of Vault is {{ $value | humanizeDuration }} old',
    description: 'See the log of the last Job in namespace vault-backup: the login, the snapshot, or the bucket fails.',
  },
  {
    alert: 'VaultSnapshotMissing',
    expr: `max(kube_cronjob_created${CRONJOB}) unless ${LAST}`,
    for: `${2 * everyHours + 1}h`,
    severity: 'critical',
    summary: 'There is no snapshot of Vault yet',
    description: 'The CronJob has never succeeded: see the log of its last Job in namespace vault-backup.',
  },
];
