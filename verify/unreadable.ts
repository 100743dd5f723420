import type { Finding, Severity } from './finding';

/** The rule that speaks of what cannot be judged at all. */
export const READABLE = 'readable';

/** A file, or a part of one, that no other rule can judge. */
export const unreadable = (path: string, message: string, remedy: string, severity: Severity = 'error'): Finding => ({
  rule: READABLE,
  severity,
  path,
  object: '',
  message,
  remedy,
});
