import { onceEach } from '../manifest/once-each';
import type { Fields, Manifest } from '../manifest/types';
import { amountOf } from './amounts';
import { error, type Verdict, warning } from './finding';
import { below } from './keys';
import { type MemoryUse, memoryUsesIn } from './memory-use';
import type { Item } from './tree';

/** A place that says how much memory a program may take. */
export interface Told {
  readonly item: Item;
  readonly at: string;
  /** Whose limit it is, as the middle of a sentence. */
  readonly of: string;
  readonly use: MemoryUse;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const unstartable = ({ item, at, of, use: { bytes, initial = 0, option } }: Told): readonly Verdict[] => {
  if (bytes === undefined || initial <= bytes) return [];
  const message = `${of} does not start: ${option} is less than it begins with.`;
  return [error(item, at, message, 'Write -Xms no larger than -Xmx.')];
};

const crowded = ({ item, at, of, use }: Told, limit: Fields): readonly Verdict[] => {
  const { bytes, share = (bytes ?? 0) / amountOf(limit), most, option, what } = use;
  if (share >= 1) {
    const message = `${of} is killed when ${what} fills: ${option} leaves nothing of its memory limit of ${limit}.`;
    return [error(item, at, message, 'Lower it, or raise the limit.')];
  }
  if (share <= most) return [];
  const message = `${of} may be killed: ${option} is ${percent(share)} of its memory limit of ${limit}, and more than ${what} must fit.`;
  return [warning(item, at, message, `Stay below ${percent(most)}, or raise the limit.`)];
};

/** What is wrong with an amount beside a limit, as Kubernetes writes it; without a limit there is little to say. */
export const beside = (told: Told, limit: Fields): readonly Verdict[] => [
  ...unstartable(told),
  ...(Number.isNaN(amountOf(limit)) ? [] : crowded(told, limit)),
];

/** What the files of a ConfigMap say, by their field paths. */
export const usesIn = onceEach((config: Manifest): readonly (readonly [at: string, use: MemoryUse])[] =>
  Object.entries(config.data ?? {}).flatMap(([key, text]) =>
    typeof text === 'string' ? memoryUsesIn(text).map((use) => [below('data', key), use] as const) : [],
  ),
);

/** What the files of a ConfigMap say to a program. */
export const filed = (item: Item, of: string): readonly Told[] =>
  usesIn(item.manifest).map(([at, use]) => ({ item, at, of, use }));
