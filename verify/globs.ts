/** One token of a pattern: which characters it stands for, and whether for any number of them. */
interface Token {
  readonly fits: (character: string) => boolean;
  readonly many: boolean;
}

/** What `*` and `?` run over. */
type Any = (character: string) => boolean;

const SPECIAL = /[*?[{\\]/;
const TOKENS = /\*\*|\[!?[^\]]+\]|\\.|./gsu;
const BRACES = /\{([^{}]*)\}/;
const MOST_FORMS = 64;

/** The characters of a class such as `[a-c_]`. */
function classOf(body: string): Token['fits'] {
  const denies = body.startsWith('!');
  const ranges = [...(denies ? body.slice(1) : body).matchAll(/(.)-(.)|./gsu)].map(
    ([one, from = one, to = one]) => [from, to] as const,
  );
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== denies;
}

const tokenOf = (text: string, any: Any): Token => {
  if (text === '**') return { fits: () => true, many: true };
  if (text === '*') return { fits: any, many: true };
  if (text === '?') return { fits: any, many: false };
  if (text.length > 1 && text.startsWith('[')) return { fits: classOf(text.slice(1, -1)), many: false };
  const own = text.replace(/^\\(?=.)/su, '');
  return { fits: (character) => character === own, many: false };
};

/** `{a,b}c` as `ac` and `bc`; a pattern of too many forms has none. */
function formsOf(pattern: string): readonly string[] {
  let forms: readonly string[] = [pattern];
  while (forms.length <= MOST_FORMS && forms.some((form) => BRACES.test(form)))
    forms = forms.flatMap((form) => {
      const [all, body = ''] = BRACES.exec(form) ?? [];
      return all === undefined ? [form] : body.split(',').map((each) => form.replace(all, () => each));
    });
  return forms.length <= MOST_FORMS ? forms : [];
}

/** Follows all ways through the tokens at once, so that no pattern takes longer than its length times that of the text. */
function runs(tokens: readonly Token[], text: string): boolean {
  const reached = (from: Iterable<number>): ReadonlySet<number> => {
    const all = new Set<number>();
    for (const start of from) {
      let state = start;
      all.add(state);
      while (tokens[state]?.many) all.add(++state);
    }
    return all;
  };
  let states = reached([0]);
  for (const character of text)
    states = reached(
      [...states].flatMap((state) => {
        const token = tokens[state];
        return token?.fits(character) ? [token.many ? state : state + 1] : [];
      }),
    );
  return states.has(tokens.length);
}

const matches = (pattern: string, text: string, any: Any): boolean =>
  pattern === text ||
  pattern === '*' ||
  (isGlob(pattern) &&
    formsOf(pattern).some((form) =>
      runs(
        (form.match(TOKENS) ?? []).map((token) => tokenOf(token, any)),
        text,
      ),
    ));

/** Whether a text is a pattern and not only written out. */
export const isGlob = (text: string): boolean => SPECIAL.test(text);

/**
 * Whether a pattern of an AppProject matches: `*`, `**`, `?`, `[abc]`, `[!a-c]` and `{a,b}`, and `*` alone everything.
 * Source: argo-cd, pkg/apis/application/v1alpha1 (globMatch), gobwas/glob.
 */
export const matchesGlob = (pattern: string, text: string): boolean => matches(pattern, text, () => true);

/** The same where `*` and `?` stop at a slash, as in the repositories of an AppProject. */
export const matchesPath = (pattern: string, text: string): boolean =>
  matches(pattern, text, (character) => character !== '/');
