import type { Alert } from '../../platform/alert';

/** Alerts on Velero's metrics. Source: velero, pkg/metrics/metrics.go. */
export const alerts: readonly Alert[] = [
  {
    alert: 'VeleroDown',
    expr: 'absent(velero_backup_attempt_total)',
    for: '30m',
    severity: 'warning',
    summary: 'Velero has had no metrics for half an hour',
    description: 'Nothing is saved. Look at its pod; without the Secret of the object store it does not start.',
  },
  {
    alert: 'VeleroLocationUnavailable',
    expr: 'velero_backup_location_status_gauge == 0',
    for: '30m',
    severity: 'critical',
    summary: 'Velero cannot use the object store {{ $labels.backup_location_name }}',
    description: 'Backups can neither be written nor restored: look at the message of the BackupStorageLocation.',
  },
  {
    alert: 'VeleroBackupFailed',
    expr: 'velero_backup_last_status{schedule!=""} != 1',
    for: '15m',
    severity: 'warning',
    summary: 'The last backup of {{ $labels.schedule }} failed, in part or as a whole',
    description: 'Its log says which objects or volumes are missing: `velero backup logs`.',
  },
  {
    alert: 'VeleroBackupStale',
    expr:
      'time() - velero_backup_last_successful_timestamp{schedule!=""} > 36 * 3600' +
      ' or velero_backup_attempt_total{schedule!=""} > 1 unless on (schedule) velero_backup_last_successful_timestamp',
    for: '1h',
    severity: 'critical',
    summary: '{{ $labels.schedule }} has no backup of the last 36 hours',
    description: 'Find out why the last ones failed and take one by hand: `velero backup create --from-schedule`.',
  },
];
