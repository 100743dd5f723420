import type { Fields } from '../../manifest/types';
import { cronFault, type Dialect } from '../cron';
import { error, type Rule, type Verdict, warning } from '../finding';
import { type Found, query } from '../query';
import type { Item } from '../tree';

/** Where a kind has schedules, and how its controller reads them. */
interface Schedules {
  readonly path: string;
  readonly dialect: Dialect;
  /** Whether a time zone may not stand before the schedule, because a field is there for it. */
  readonly hasZone?: true;
}

const minutes = (path: string): Schedules => ({ path, dialect: 'minutes' });

const SCHEDULES: Readonly<Record<string, readonly Schedules[]>> = {
  'argoproj.io/CronWorkflow': [minutes('spec.schedule'), minutes('spec.schedules[]')],
  'batch/CronJob': [{ ...minutes('spec.schedule'), hasZone: true }],
  'keda.sh/ScaledObject': [minutes('spec.triggers[].metadata.start'), minutes('spec.triggers[].metadata.end')],
  'postgresql.cnpg.io/ScheduledBackup': [{ path: 'spec.schedule', dialect: 'seconds' }],
  'velero.io/Schedule': [minutes('spec.schedule')],
  'volsync.backube/ReplicationSource': [minutes('spec.trigger.schedule')],
};

/** A time zone before the schedule. */
const ZONE = /^(?:CRON_)?TZ=\S+\s+/;

const read = (item: Item, { at, value }: Found, { dialect, hasZone }: Schedules): readonly Verdict[] => {
  const text = String(value);
  if (hasZone && ZONE.test(text)) {
    return [error(item, at, 'A time zone within the schedule is refused.', 'Write it into spec.timeZone.')];
  }
  const fault = cronFault(text.replace(ZONE, ''), dialect);
  if (fault) return [error(item, at, `The schedule '${text}' never runs: ${fault}.`, 'Correct it.')];
  if (dialect === 'minutes' || text.startsWith('@') || text.trim().split(/\s+/).length > 5) return [];
  const message = `Of the five fields of '${text}' the first is taken for seconds, the second for minutes and so on.`;
  return [warning(item, at, message, 'Write six fields, beginning with the second.')];
};

/** The usual ones; to ask for any other, the tables of all zones are loaded. */
const UTC: ReadonlySet<Fields> = new Set(['Etc/UTC', 'UTC']);

const isZone = (zone: Fields): boolean => {
  if (UTC.has(zone)) return true;
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
          places.flatMap((place) => query(item.manifest, place.path).flatMap((found) => read(item, found, place))),
        ),
    ),
    ...tree.ofKind('batch/CronJob').flatMap(zones),
  ],
};
