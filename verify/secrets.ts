/** Whether a key says that its value is secret: `DB_PASSWORD`, `clientSecret`, `s3.aws-secret-key`, but not `passwordFile`. */
export const isSecretKey = (key: string): boolean => {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return /(?:^|[^a-z])(?:password|passwd|passphrase|pwd|secret|token|credentials?|(?:api|access|private|secret|shared|encryption|signing)[_.-]?key)$/.test(
    words.replace(/(apikey|accesskey|secretkey|privatekey)$/, '_$1'),
  );
};

/** Values that are no secret: references, placeholders, files, calls, switches and numbers. */
const HARMLESS: readonly RegExp[] = [
  /^$/,
  /\$[({A-Za-z_\d]/,
  /\{\{|\{%|%\(|^<[^>]*>$/,
  /^(?:\/|\.\/|file:|env:|vault:|secretsmanager:)/,
  /^(?:true|false|yes|no|on|off|none|null|nil|~|undefined|optional|required|disabled|enabled|[\d.]+[smhd]?)$/i,
  /^[A-Za-z_][\w.]*[([]/,
  /^\*+$/,
];

/** Whether a value under a secret key is only a reference or placeholder. */
export const isHarmless = (value: string): boolean => HARMLESS.some((pattern) => pattern.test(value.trim()));

/** Well-known forms of credentials. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  'an AWS access key': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})/,
  'a GitLab token': /\bgl(?:pat|rt|dt)-[\w-]{20}/,
  'a JSON web token': /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  'a Slack token': /\bxox[abprs]-[\w-]{10,}/,
  'a Stripe key': /\b[sr]k_live_[A-Za-z0-9]{16,}/,
  'a Vault token': /\bhv[sb]\.[\w-]{24,}/,
  'a Google API key': /\bAIza[\w-]{35}\b/,
};

const HINT = /AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|rt|dt)-|eyJ|PRIVATE KEY|xox|k_live_|hv[sb]\.|AIza/;

/** What well-known credential a text holds, or `undefined`. */
export const credentialIn = (text: string): string | undefined =>
  HINT.test(text) ? Object.keys(FORMATS).find((name) => FORMATS[name]?.test(text)) : undefined;

const WORTH = /passw|passphrase|pwd|secret|token|key|credential/i;
const ASSIGNMENT =
  /^[ \t]*(?:export[ \t]+|set[ \t]+|-D|--?)?["']?([A-Za-z][\w.-]*)["']?[ \t]*(?:=|:(?=[ \t"']))[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,;#]*))/gm;
const IN_SQL = /\bpassword\s+'([^'\n]*)'/gi;
const IN_URL = /:\/\/[^\s/:@"'<>]*:([^\s/@"'<>]+)@/g;

/** Secret literals in text: `key = value`, `key: value`, SQL passwords, passwords in URLs. Returns the keys that hold them. */
export function literalsIn(text: string): readonly string[] {
  const urls = text.includes('://') ? [...text.matchAll(IN_URL)].map(([, value]) => ['a URL', value] as const) : [];
  if (!WORTH.test(text)) return urls.filter(([, value = '']) => !isHarmless(value)).map(([key]) => key);
  const assigned = [...text.matchAll(ASSIGNMENT)]
    .filter(([, key = '']) => isSecretKey(key))
    .map(([, key = '', double, single, bare]) => [key, double ?? single ?? bare] as const);
  const sql = [...text.matchAll(IN_SQL)].map(([, value]) => ['a PASSWORD clause', value] as const);
  return [...assigned, ...sql, ...urls].filter(([, value = '']) => !isHarmless(value)).map(([key]) => key);
}
