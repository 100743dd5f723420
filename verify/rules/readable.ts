import type { Rule } from '../finding';
import { READABLE } from '../unreadable';

/** Every file holds Kubernetes objects. Judged while files are read; objects in memory have nothing to be read. */
export const readable: Rule = {
  id: READABLE,
  why: 'What cannot be read is judged by nobody, and Argo CD fails on the whole folder.',
  check: () => [],
};
