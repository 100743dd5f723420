import { remembered } from './remembered';

/** How a program reads a schedule: with a field for seconds, without one, or with the last field left out at will. */
export type Dialect = 'minutes' | 'seconds';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const SECOND: Field = { name: 'second', least: 0, most: 59 };
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 6, names: WEEKDAYS },
];

const NAMED = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const EVERY = /^@every (?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Values of a field, or what is wrong with it. */
type Values = ReadonlySet<number> | string;

const numberIn = (text: string, { names, least }: Field): number => {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + least;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
};

function rangeIn(expression: string, field: Field): Values {
  const [bounds = '', step = '1', ...more] = expression.split('/');
  const [low = '', high, ...rest] = bounds.split('-');
  const isAll = low === '*' || low === '?';
  const first = isAll ? field.least : numberIn(low, field);
  const open = isAll || (high === undefined && expression.includes('/'));
  const last = open ? field.most : numberIn(high ?? low, field);
  const by = /^\d+$/.test(step) ? Number(step) : 0;
  const wrong = `'${expression}' is no ${field.name}`;
  if (more.length > 0 || rest.length > 0 || by === 0) return wrong;
  if (!(first >= field.least && last <= field.most && first <= last))
    return `${wrong} from ${field.least} to ${field.most}`;
  const values = new Set<number>();
  for (let value = first; value <= last; value += by) values.add(value);
  return values;
}

function valuesIn(text: string, field: Field): Values {
  const ranges = text
    .split(',')
    .filter(Boolean)
    .map((expression) => rangeIn(expression, field));
  const wrong = ranges.find((range) => typeof range === 'string');
  return typeof wrong === 'string' ? wrong : new Set(ranges.flatMap((range) => [...(range as ReadonlySet<number>)]));
}

const isOpen = (text: string): boolean => text.split(',').some((range) => range === '*' || range === '?');

/** Days of the month count alone only where every day of the week does. Source: robfig/cron, spec.go (dayMatches). */
const comes = (days: Values, months: Values, weekday: string): boolean =>
  !isOpen(weekday) ||
  [...months].some((month) => [...days].some((day) => Number(day) <= (LONGEST_MONTHS[Number(month) - 1] ?? 0)));

function judge(text: string, dialect: Dialect): string {
  if (NAMED.test(text) || EVERY.test(text)) return '';
  if (text.startsWith('@')) return `nobody knows ${text}`;
  const written = text.trim().split(/\s+/);
  const wanted = dialect === 'seconds' ? [SECOND, ...FIELDS] : FIELDS;
  const isShort = dialect === 'seconds' && written.length === wanted.length - 1;
  const fields = isShort ? [...written, '*'] : written;
  if (text.trim() === '' || fields.length !== wanted.length) {
    return `it has ${text.trim() === '' ? 0 : written.length} fields instead of ${wanted.length}`;
  }
  const values = wanted.map((field, index) => valuesIn(fields[index] ?? '', field));
  const wrong = values.find((value) => typeof value === 'string');
  if (typeof wrong === 'string') return wrong;
  const [days, months] = values.slice(-3);
  return days && months && !comes(days, months, fields.at(-1) ?? '') ? 'there is no such day' : '';
}

const READERS: Readonly<Record<Dialect, (text: string) => string>> = {
  minutes: remembered((text) => judge(text, 'minutes')),
  seconds: remembered((text) => judge(text, 'seconds')),
};

/**
 * What is wrong with a schedule, as the rest of a sentence; empty when it can be read and comes.
 * Source: robfig/cron, parser.go and spec.go, which Kubernetes, Velero and CloudNativePG read schedules by.
 */
export const cronFault = (text: string, dialect: Dialect): string => READERS[dialect](text);
