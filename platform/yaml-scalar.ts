/** Writes one string or number so that every YAML reader between manifest and cluster reads the same back. */

/**
 * The shape of a string that needs no quotes inside a block collection, in YAML 1.1 as in 1.2. Only ASCII; a safe
 * first character; no `: `, no ` #`, no space at either end. Flow signs, quotes and `%@&*!|>` are harmless further in.
 */
const PLAIN = /^(?:-(?=[!-~])|[A-Za-z0-9_./$(^\\+])(?:[!-9;-~]|:(?=[!-~])| (?=[ -"$-~]))*$/;

/**
 * Plain words that some reader takes for something else than text. The widest reading wins: YAML 1.1 as PyYAML and
 * go-yaml (behind kubectl and Argo CD) resolve it, and the 1.2 core schema.
 */
const RESOLVED = new RegExp(
  `^(?:${[
    'null|true|false|yes|no|on|off|y|n',
    String.raw`[-+]?\.(?:inf|nan)`,
    // go-yaml even takes a sign after the prefix: `0b-1`.
    String.raw`[-+]?0(?:x[-+]?[\da-f]*|[ob][-+]?\d*)`,
    // Decimal, octal, float, base 60 (`12:30:45`) and whatever resembles them: `1.28.3`, `e5`.
    String.raw`[-+]?[\d.,:]*(?:e[-+]?\d+)?`,
    String.raw`\d{4}-\d\d?-\d.*`,
    // At the margin these part documents; kubectl splits at any line that begins with `---`.
    String.raw`(?:---|\.\.\.).*`,
  ].join('|')})$`,
  'i',
);

/** What no manifest means to hold and some reader refuses: control characters, lone surrogates, byte order marks. */
const FORBIDDEN = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/u;

/**
 * Must be escaped on one line: controls, and what a reviewer cannot see (odd spaces, joiners, text direction, tags).
 * Listed rather than taken from Unicode categories, which grow with the version of Node.
 */
const UNSEEN =
  '\\p{Cc}\\u00a0\\u00ad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}';
const ESCAPED = new RegExp(`[${UNSEEN}]`, 'u');
const ESCAPES = new RegExp(`["\\\\${UNSEEN}]`, 'gu');

/** Line breaks of YAML 1.1 that are none in 1.2, and signs that reverse the reading direction: no block text. */
const UNFIT_FOR_BLOCK = /[\r\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Whether a string may stand without quotes, as a key or as a value. Numbers may hold `_` anywhere in YAML 1.1. */
export const isPlain = (text: string): boolean =>
  PLAIN.test(text) && !RESOLVED.test(text.includes('_') ? text.replaceAll('_', '') : text);

/** What makes a string impossible to write, with the remedy; `undefined` for a good one. */
export function faultOfText(text: string): string | undefined {
  const found = FORBIDDEN.exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  if (code >= 'D800' && code <= 'DFFF')
    return `holds half of a character (lone surrogate U+${code}); give whole characters`;
  return `holds the character U+${code}, which YAML cannot carry; remove it`;
}

/** A string on one line: plain where safe, else in single quotes, else in double quotes with escapes. */
export function inlineText(text: string): string {
  if (isPlain(text)) return text;
  if (ESCAPED.test(text)) return `"${text.replace(ESCAPES, escapeOf)}"`;
  if (isPlain(text.replace(/[^ -~]/gu, 'x'))) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return NAMED_ESCAPES[character] ?? (code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`);
}

/** Text that begins with white space: readers would take it for indentation unless the sign states how much is ours. */
const INDENTED = /^\n*[ \t]/;

/**
 * Whether a string is text of several lines that a block scalar holds exactly in every reader. The `yaml` package
 * drops a last line of spaces where the indentation is stated.
 */
export const isBlock = (text: string): boolean =>
  text.includes('\n') &&
  /\S/.test(text) &&
  !UNFIT_FOR_BLOCK.test(text) &&
  !(INDENTED.test(text) && /\n +\n*$/.test(text));

/**
 * A block scalar from its sign to its last line break. `indent` is the white space before each line, two more than the
 * holder's.
 */
export function blockText(text: string, indent: string): string {
  const indicator = INDENTED.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const body = `\n${text}`.replace(/\n(?!\n|$)/g, `\n${indent}`);
  return `|${indicator}${chomping}${body}${chomping === '-' ? '\n' : ''}`;
}

/**
 * A finite number that reads as the same number everywhere. YAML 1.1 wants a point and a signed exponent in a float
 * (`1.0e-7`); integers beyond 2^53 are written as the floats they are.
 */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const text = Number.isInteger(value) ? value.toExponential() : String(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}
