import type { Check, Checks } from '../../platform/settings';

/** What an overlay may change about the snapshots of Vault. */
export interface Settings {
  /** Hours from one snapshot to the next: a divisor of 24. */
  readonly everyHours: number;
  /** Room for one snapshot on its way to the bucket. */
  readonly scratch: string;
}

export const settings: Settings = { everyHours: 1, scratch: '1Gi' };

const divisorOfDay: Check = (value) =>
  value > 0 && 24 % value === 0 ? undefined : 'a divisor of 24, so that every day has the same hours';

export const accepts: Checks<Settings> = { everyHours: divisorOfDay };
