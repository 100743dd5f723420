import type { Fields } from '../../manifest/types';
import { cronFault, type Dialect } from '../cron';
import { error, type Rule, type Verdict, warning } from '../finding';
import { type Found, query } from '../query';
import type { Item } from '../tree';

/** Where a kind has schedules, and how its controller reads them. */
interface Schedules {
  readonly path: string;
  readonly dialect: Dialect;
}

const minutes = (path: string): Schedules => ({ path, dialect: 'minutes' });

const SCHEDULES: Readonly<Record<string, readonly Schedules[]>> = {
  'argoproj.io/CronWorkflow': [minutes('spec.schedule'), minutes('spec.schedules[]')],
  'batch/CronJob': [minutes('spec.schedule')],
  'keda.sh/ScaledObject': [minutes('spec.triggers[].metadata.start'), minutes('spec.triggers[].metadata.end')],
  'postgresql.cnpg.io/ScheduledBackup': [{ path: 'spec.schedule', dialect: 'seconds' }],
  'velero.io/Schedule': [minutes('spec.schedule')],
  'volsync.backube/ReplicationSource': [minutes('spec.trigger.schedule')],
};

/** A time zone before the schedule. Kubernetes has a field for it and refuses this. */
const ZONE = /^(?:CRON_)?TZ=\S+\s+/;

const read = (item: Item, { at, value }: Found, dialect: Dialect): readonly Verdict[] => {
  const text = String(value);
  if (item.kind === 'batch/CronJob' && ZONE.test(text)) {
    return [error(item, at, 'A time zone within the schedule is refused.', 'Write it into spec.timeZone.')];
  }
  const fault = cronFault(text.replace(ZONE, ''), dialect);
  if (fault) return [error(item, at, `The schedule '${text}' never runs: ${fault}.`, 'Correct it.')];
  if (dialect === 'minutes' || text.startsWith('@') || text.trim().split(/\s+/).length > 5) return [];
  const message = `Of the five fields of '${text}' the first is taken for seconds, the second for minutes and so on.`;
  return [warning(item, at, message, 'Write six fields, beginning with the second.')];
};

const isZone = (zone: Fields): boolean => {
  try {
    return Boolean(zone) && zone !== 'Local' && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};

const zones = (item: Item): readonly Verdict[] =>
  query(item.manifest, 'spec.timeZone')
    .filter(({ value }) => !isZone(value))
    .map(({ at, value }) => error(item, at, `There is no time zone '${value}'.`, 'Write one such as Etc/UTC.'));

/** Every schedule can be read by the controller it is for, and its day comes. */
export const schedule: Rule = {
  id: 'schedule',
  why: 'A schedule that cannot be read never runs, and nobody misses a backup before it is needed.',
  check: (tree) => [
    ...Object.entries(SCHEDULES).flatMap(([kind, places]) =>
      tree
        .ofKind(kind)
        .flatMap((item) =>
          places.flatMap(({ path, dialect }) =>
            query(item.manifest, path).flatMap((found) => read(item, found, dialect)),
          ),
        ),
    ),
    ...tree.ofKind('batch/CronJob').flatMap(zones),
  ],
};
