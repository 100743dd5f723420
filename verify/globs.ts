import { remembered } from './remembered';

const SPECIAL = /[*?[{\\]/;
const TOKENS = /\*\*|\*|\?|\[!?[^\]]*\]|\{[^}]*\}|\\.|./gs;

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One token of a pattern as a regular expression. @param any what a single `*` runs over */
function translated(token: string, any: string): string {
  if (token === '**') return '.*';
  if (token === '*') return `${any}*`;
  if (token === '?') return any;
  if (token.length > 1 && token.startsWith('[')) {
    const body = token.slice(1, -1).replace(/^!/, '^').replace(/[\\[]/g, '\\$&');
    return `[${body}]`;
  }
  if (token.length > 1 && token.startsWith('{'))
    return `(?:${token
      .slice(1, -1)
      .split(',')
      .map((each) => tokens(each, any))
      .join('|')})`;
  return literal(token.length > 1 ? token.slice(1) : token);
}

const tokens = (pattern: string, any: string): string =>
  (pattern.match(TOKENS) ?? []).map((token) => translated(token, any)).join('');

const compiled = (any: string): ((pattern: string) => { readonly expression: RegExp | undefined }) =>
  remembered((pattern) => {
    try {
      return { expression: new RegExp(`^${tokens(pattern, any)}$`, 's') };
    } catch {
      return { expression: undefined };
    }
  });

const OF_WORDS = compiled('.');
const OF_PATHS = compiled('[^/]');

/** Whether a text is a pattern and not only written out. */
export const isGlob = (text: string): boolean => SPECIAL.test(text);

const test = (of: typeof OF_WORDS, pattern: string, value: string): boolean =>
  pattern === value || pattern === '*' || (isGlob(pattern) && of(pattern).expression?.test(value) === true);

/**
 * Whether a pattern of an AppProject matches: `*`, `**`, `?`, `[abc]`, `[!abc]` and `{a,b}`, and `*` alone everything. One that
 * cannot be read matches nothing. Source: argo-cd, pkg/apis/application/v1alpha1 (globMatch), gobwas/glob.
 */
export const matchesGlob = (pattern: string, value: string): boolean => test(OF_WORDS, pattern, value);

/** The same where `*` and `?` stop at a slash, as in the repositories of an AppProject. */
export const matchesPath = (pattern: string, value: string): boolean => test(OF_PATHS, pattern, value);
