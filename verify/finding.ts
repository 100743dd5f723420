import type { Tree } from './tree';

/** How much a finding weighs: an `error` must not be published, a `warning` wants a look. */
export type Severity = 'error' | 'warning';

/** One thing a rule has to say about one object. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** File, as a path below the root of the tree. */
  readonly path: string;
  /** The object as people read it; empty when the file holds none. */
  readonly object: string;
  /** Field path inside the object. */
  readonly at?: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly remedy: string;
  /** Line of the file, counted from 1, where a rule knows it: of what cannot be read. */
  readonly line?: number;
  /** Why the object may break the rule, as its waiver says; such a finding is told but does not count. */
  readonly waived?: string;
}

/** A finding as a rule writes it, with a path below the overlay's folder; where it goes is added with the rule's id. */
export type Verdict = Omit<Finding, 'rule'>;

/** A statement that every overlay's tree must fulfil. Knows manifests only, no charts and no services. */
export interface Rule {
  /** Stable name: `host-closure`. */
  readonly id: string;
  /** One line: what goes wrong in a cluster when the rule is broken. */
  readonly why: string;
  readonly check: (tree: Tree) => readonly Verdict[];
}

/** Where a finding points at: an object of the tree. */
interface Place {
  readonly path: string;
  readonly object: string;
}

const verdict =
  (severity: Severity) =>
  ({ path, object }: Place, at: string, message: string, remedy: string): Verdict => ({
    severity,
    path,
    object,
    ...(at ? { at } : {}),
    message,
    remedy,
  });

/** An error about an object, `at` one of its fields (empty for the whole object). */
export const error = verdict('error');

/** A warning about an object, `at` one of its fields (empty for the whole object). */
export const warning = verdict('warning');
