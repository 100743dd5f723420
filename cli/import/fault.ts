import { ProblemError } from '../../platform/problem';

/** A failure of the import as one sentence. */
export const fault = (path: readonly string[], message: string, remedy: string): ProblemError =>
  new ProblemError([{ overlay: '', path, message, remedy }]);

/** First line of what an error says. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
