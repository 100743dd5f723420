import type { Story } from '../fold/story';
import type { Review } from '../review';
import { RISK_WORDS, RISKS } from '../verdicts/risk';

/** A count with its noun: `1 object`, `3 objects`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** A count with its thousands apart, whatever the locale. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A text that begins a sentence. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const FEW = 4;
const MISSING = 3;

/** Overlays in a few words; `listed` says whether the names are to be found elsewhere. */
export interface Overlays {
  readonly text: string;
  readonly listed: boolean;
}

/** Names overlays as briefly as can be: by name, as all, or as all but a few. */
export function overlaysText(some: readonly string[], all: readonly string[]): Overlays {
  if (some.every((name) => name === '')) return { text: '', listed: false };
  if (some.length <= FEW) return { text: some.join(', '), listed: false };
  if (some.length === all.length) return { text: `all ${all.length} overlays`, listed: false };
  const missing = all.filter((name) => !some.includes(name));
  return missing.length <= MISSING
    ? { text: `${some.length} of ${all.length} overlays, not ${missing.join(', ')}`, listed: false }
    : { text: `${some.length} of ${all.length} overlays`, listed: true };
}

const STATUS: Readonly<Record<Story['status'], string>> = {
  added: 'Added',
  removed: 'Removed',
  changed: '',
  renamed: 'Renamed',
  moved: 'Moved',
};

/** What a story is about, as a heading. */
export const headingOf = ({ status, subject, objects, overlays }: Story): string => {
  const bundled = status === 'added' || status === 'removed';
  const count = bundled
    ? `, ${plural(objects, 'object')}`
    : objects > overlays.length
      ? `, ${plural(objects, 'object')}`
      : '';
  return `${STATUS[status]} ${subject}${count}`.trim();
};

/** How much changes, in one line. */
export function headline({ changes, overlays }: Review): string {
  if (changes.length === 0) return 'No object changes.';
  const touched = new Set(changes.map(({ overlay }) => overlay));
  const services = new Set(changes.map(({ service }) => service).filter(Boolean));
  const where = overlays.length > 1 ? ` in ${touched.size} of ${plural(overlays.length, 'overlay')}` : '';
  const [only] = services;
  const whole = wholeOverlays(changes);
  const what =
    services.size === 0 ? '' : services.size === 1 ? `, all of ${only}` : `, ${plural(services.size, 'service')}`;
  const verb = changes.length === 1 ? 'changes' : 'change';
  return `${plural(changes.length, 'object')} ${verb}${where}${what}${whole ? `; ${whole}` : ''}`;
}

/** Overlays that come or go as a whole, in words. */
function wholeOverlays(changes: Review['changes']): string {
  const names = (status: string): readonly string[] => [
    ...new Set(changes.filter((each) => each.whole && each.status === status).map(({ overlay }) => overlay)),
  ];
  const told = (list: readonly string[], word: string): readonly string[] =>
    list.length === 0
      ? []
      : [list.length === 1 ? `overlay ${list[0]} is ${word}` : `${list.length} overlays are ${word}`];
  return [...told(names('removed'), 'removed'), ...told(names('added'), 'added')].join(', ');
}

/** Counts of objects by their gravest verdict, the gravest first. */
export const countTexts = ({ counts, pods }: Review): readonly string[] => [
  ...RISKS.flatMap((risk) => (counts[risk] ? [`${grouped(counts[risk])} ${RISK_WORDS[risk]}`] : [])),
  ...(pods > 0 ? [`${plural(pods, 'pod')} restart${pods === 1 ? 's' : ''}`] : []),
];

/** What else changed, besides objects; empty when nothing did. */
export function restTexts({ others, formOnly }: Review): readonly string[] {
  const faults = others.filter(({ fault }) => fault !== undefined);
  const files = others.filter(({ fault }) => fault === undefined);
  return [
    ...faults.map(({ path, fault }) => `Not judged: ${path} cannot be read: ${fault}.`),
    ...(files.length > 0
      ? [
          `${plural(files.length, 'file')} without objects ${files.length === 1 ? 'changes' : 'change'}: ${named(files.map(({ path }) => path))}.`,
        ]
      : []),
    ...(formOnly > 0 ? [`${plural(formOnly, 'file')} ${formOnly === 1 ? 'changes' : 'change'} in form only.`] : []),
  ];
}

const named = (paths: readonly string[]): string => {
  const names = [...new Set(paths.map((path) => path.split('/').at(-1) ?? path))];
  return names.length <= FEW ? names.join(', ') : `${names.slice(0, FEW).join(', ')} and others`;
};

/** The pods of members in words: the same in each, or from the fewest to the most. */
export function podsText(pods: readonly number[]): string {
  const [least, most] = [Math.min(...pods), Math.max(...pods)];
  const sum = pods.reduce((total, each) => total + each, 0);
  if (most <= 0) return '';
  if (pods.length === 1) return plural(sum, 'pod');
  return least === most ? `${plural(sum, 'pod')}, ${least} each` : `${plural(sum, 'pod')}, ${least}–${most} each`;
}
