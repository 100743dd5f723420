import type { Rule } from '../finding';
import { AGREEMENT } from '../yaml-agreement';

/** Every file means the same to every reader of YAML. Judged while files are read; objects in memory have no text. */
export const yamlAgreement: Rule = {
  id: AGREEMENT,
  why: 'What kubectl reads one way and a reviewer, a linter or another tool in another is a change nobody reviewed.',
  check: () => [],
};
