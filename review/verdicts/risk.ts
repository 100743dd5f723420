/**
 * What a change does, the gravest first:
 * - `data-at-risk`: data, its copies or its backups may be lost;
 * - `identity`: Argo CD takes it for something else than what runs, so it may delete or abandon objects;
 * - `rejected`: the API server or the operator refuses it, and with it what is synced together;
 * - `exposure`: more can be reached, or more may be done, than before;
 * - `availability`: fewer copies, weaker guards or no service for a while;
 * - `image-downgrade`, `image-major`: software goes back, or changes its first version number;
 * - `recreated`: goes away before it comes back;
 * - `not-judged`: nobody described this kind or field here;
 * - `rolling-restart`: pods are replaced one after another;
 * - `image`: another image;
 * - `no-restart`: takes effect while pods stay.
 */
export const RISKS = [
  'data-at-risk',
  'identity',
  'rejected',
  'exposure',
  'availability',
  'image-downgrade',
  'image-major',
  'recreated',
  'not-judged',
  'rolling-restart',
  'image',
  'no-restart',
] as const;

/** One of `RISKS`. */
export type Risk = (typeof RISKS)[number];

const RANKS: ReadonlyMap<Risk, number> = new Map(RISKS.map((risk, rank) => [risk, rank]));

/** Orders risks, the gravest first. For `sort`. */
export const byRisk = (a: Risk, b: Risk): number => (RANKS.get(a) ?? 0) - (RANKS.get(b) ?? 0);

/** Risks in words, as headings say them. */
export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  'data-at-risk': 'data at risk',
  identity: 'identity changes for Argo CD',
  rejected: 'rejected by the API or operator',
  exposure: 'exposure widened',
  availability: 'availability lowered',
  'image-downgrade': 'image downgrade',
  'image-major': 'major version',
  recreated: 'recreated',
  'not-judged': 'not judged',
  'rolling-restart': 'rolling restart',
  image: 'image changes',
  'no-restart': 'no restart',
};

/** Whether a word names a risk. */
export const isRisk = (word: string): word is Risk => (RISKS as readonly string[]).includes(word);
