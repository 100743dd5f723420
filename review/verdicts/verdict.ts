import type { Change } from '../change';
import { type Path, pathText } from '../compare/edit';
import type { Around } from './around';
import type { Risk } from './risk';

/** What one rule has to say about a change. */
export interface Verdict {
  readonly risk: Risk;
  /** Name of the rule: `storage-shrink`, or `D8` where it is one of the rules for Argo CD. */
  readonly rule: string;
  /** What happens, as one sentence that fits every overlay. */
  readonly reason: string;
  /** What to do about it, or to know before merging. */
  readonly remedy: string;
  /** Fields it is about, as text; empty for the whole object. */
  readonly at: readonly string[];
  /** What it costs in the case of this object, apart from the reason: `all tables of the cluster`. */
  readonly stake?: string;
  /** Pods that restart. */
  readonly pods?: number;
  /** Whether `--guard` refuses it unless it is on record: so are all rules for Argo CD. */
  readonly guarded?: true;
}

/** Looks at one change of an object and tells what it knows. */
export type Rule = (change: Change, around: Around) => readonly Verdict[];

/** What a verdict says, apart from where. */
export type Saying = Omit<Verdict, 'at' | 'guarded'>;

/** A saying from its parts. */
export const says = (risk: Risk, rule: string, reason: string, remedy: string): Saying => ({
  risk,
  rule,
  reason,
  remedy,
});

/** A verdict about fields; about the whole object without any. */
export const verdict = (saying: Saying, ...paths: readonly (Path | string)[]): Verdict => ({
  ...saying,
  at: paths.map((path) => (typeof path === 'string' ? path : pathText(path))),
});

/** The same verdict, refused by `--guard` unless it is on record. */
export const guarded = (given: Verdict): Verdict => ({ ...given, guarded: true });

/** The gravest of the verdicts on a change. */
export const gravest = (verdicts: readonly Verdict[]): Risk => verdicts[0]?.risk ?? 'not-judged';
