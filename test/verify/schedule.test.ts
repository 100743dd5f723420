import { expect, test } from 'vitest';
import { cronFault } from '../../verify/cron';
import { clean, findings, plus } from './trees';

test.each([
  '* * * * *',
  '*/5 0-6,22-23 1,15 jan-jun mon-fri',
  '0 1 ? * SUN',
  '30 2 29 2 *',
  '0 0 31 2 1',
  '0 0 31 2,3 *',
  '5/15 * * * *',
  '@daily',
  '@every 1h30m',
  ' 0  1 * * * ',
])('%j is read', (text) => {
  expect(cronFault(text, 'minutes')).toBe('');
});

test.each([
  ['', '0 fields instead of 5'],
  ['* * * *', '4 fields'],
  ['0 0 1 * * *', '6 fields'],
  ['60 * * * *', "'60' is no minute from 0 to 59"],
  ['* 24 * * *', 'hour'],
  ['* * 0 * *', 'day of the month'],
  ['* * 32 * *', 'day of the month'],
  ['* * * 13 *', 'month'],
  ['* * * * 7', 'day of the week'],
  ['* * * jam *', 'month'],
  ['*/0 * * * *', 'minute'],
  ['*/x * * * *', 'minute'],
  ['10-5 * * * *', 'minute'],
  ['1-2-3 * * * *', 'minute'],
  ['1/2/3 * * * *', 'minute'],
  ['* * L * *', 'day of the month'],
  ['@sometimes', 'nobody knows'],
  ['@every day', 'nobody knows'],
  ['0 0 30 2 *', 'no such day'],
  ['0 0 31 2,4,6,9,11 *', 'no such day'],
])('%j is not read: %s', (text, fault) => {
  expect(cronFault(text, 'minutes')).toContain(fault);
});

test.each([
  ['0 30 2 * * *', ''],
  ['30 2 * * *', ''],
  ['60 30 2 * * *', 'second'],
  ['0 30 2 30 2 *', 'no such day'],
  ['2 * * *', '4 fields'],
])('with seconds %j is %j', (text, fault) => {
  expect(cronFault(text, 'seconds')).toContain(fault);
  if (!fault) expect(cronFault(text, 'seconds')).toBe('');
});

const found = (text: string): readonly string[] =>
  findings('schedule', plus(clean(), 'dev/store', text)).map(({ severity, at }) => `${severity} ${at}`);
const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: s, namespace: store}\nspec: {${spec}}`;

test.each([
  [object('batch/v1', 'CronJob', 'schedule: "0 1 * * 7"'), ['error spec.schedule']],
  [object('batch/v1', 'CronJob', 'schedule: "0 1 * * 0"'), []],
  [object('batch/v1', 'CronJob', 'schedule: "TZ=UTC 0 1 * * 0"'), ['error spec.schedule']],
  [object('batch/v1', 'CronJob', 'schedule: "0 1 * * 0", timeZone: Europe/Berlin'), []],
  [object('batch/v1', 'CronJob', 'schedule: "0 1 * * 0", timeZone: Europe/Berlln'), ['error spec.timeZone']],
  [object('batch/v1', 'CronJob', 'schedule: "0 1 * * 0", timeZone: Local'), ['error spec.timeZone']],
  [object('velero.io/v1', 'Schedule', 'schedule: "CRON_TZ=UTC 0 1 * * *"'), []],
  [object('velero.io/v1', 'Schedule', 'schedule: "0 0 1 * * *"'), ['error spec.schedule']],
  [object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'schedule: "0 0 1 * * *"'), []],
  [object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'schedule: "@daily"'), []],
  [object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'schedule: "0 1 * * *"'), ['warning spec.schedule']],
  [object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'schedule: "0 25 * * *"'), ['warning spec.schedule']],
  [object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'schedule: "0 1 25 * *"'), ['error spec.schedule']],
  [object('argoproj.io/v1alpha1', 'CronWorkflow', 'schedules: ["0 1 * * *", "0 1 * *"]'), ['error spec.schedules[1]']],
  [
    object(
      'keda.sh/v1alpha1',
      'ScaledObject',
      'triggers: [{type: cron, metadata: {start: "0 8 * * *", end: "0 25 * * *"}}]',
    ),
    ['error spec.triggers[0].metadata.end'],
  ],
])('schedules of kinds: %#', (text, expected) => {
  expect(found(text)).toEqual(expected);
});
