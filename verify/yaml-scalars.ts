/** A plain scalar that readers of YAML 1.1 and 1.2 do not read alike. */
export interface Reading {
  /** What it is to either. */
  readonly message: string;
  readonly remedy: string;
}

/** Shapes of plain scalars, with what YAML 1.1 makes of them and what YAML 1.2 does. */
interface Shape {
  readonly pattern: RegExp;
  readonly old: string;
  readonly new: string;
  readonly remedy: string;
}

const QUOTE = 'Put it in quotes if it is text.';
const TRUTH = 'Write true or false, or put it in quotes.';

/**
 * In the order they are tried. Sources: YAML 1.1 types (bool, int, float, timestamp, merge, value) and how PyYAML and
 * go-yaml, which is behind kubectl and Argo CD, resolve them; YAML 1.2.2, section 10.3.2, core schema.
 */
const SHAPES: readonly Shape[] = [
  { pattern: /^(?:y|Y|yes|Yes|YES|on|On|ON)$/, old: 'true', new: 'text', remedy: TRUTH },
  { pattern: /^(?:n|N|no|No|NO|off|Off|OFF)$/, old: 'false', new: 'text', remedy: TRUTH },
  { pattern: /^[-+]?0\d*[89]\d*$/, old: 'text to some and a number to others', new: 'a number', remedy: QUOTE },
  { pattern: /^[-+]?0[\d_]*\d$/, old: 'a number of base 8', new: 'one of base 10', remedy: 'Write it in base 10.' },
  { pattern: /^[-+]?0o[0-7]+$/, old: 'text', new: 'a number of base 8', remedy: 'Write it in base 10.' },
  { pattern: /^[-+]?0b[01_]+$/, old: 'a number of base 2', new: 'text', remedy: 'Write it in base 10.' },
  {
    pattern: /^[-+]?(?=[^_]*_)(?:0x[\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?)$/,
    old: 'a number',
    new: 'text',
    remedy: `Leave out the _. ${QUOTE}`,
  },
  { pattern: /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/, old: 'a number of base 60', new: 'text', remedy: QUOTE },
  {
    pattern: /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?)?)?$/,
    old: 'a date',
    new: 'text',
    remedy: QUOTE,
  },
  {
    pattern: /^[-+]?\.\d+$/,
    old: 'a number',
    new: 'text where only JSON counts',
    remedy: 'Write the 0 before the point.',
  },
  {
    pattern: /^[-+]?(?!\d+\.\d*[eE][-+])(?:\d+(?:\.\d*)?|\.\d+)[eE][-+]?\d+$/,
    old: 'text to some and a number to others',
    new: 'a number',
    remedy: `Write it like 1.0e+3 if it is a number. ${QUOTE}`,
  },
  { pattern: /^=$/, old: 'a sign that some refuse', new: 'text', remedy: QUOTE },
  { pattern: /^<<$/, old: 'a merge of maps', new: 'a key like any other', remedy: 'Write the merged keys out.' },
];

/** First characters of such scalars; letters begin only words of three at most. */
const LETTERS = 'yYnNoO';
const FIRST: ReadonlySet<string> = new Set(`0123456789+-.=<${LETTERS}`);
const LONGEST_WORD = 3;
const LONGEST = 64;

/** Whether the scalar at these offsets is worth a look; most are told apart by their first character. */
export function isSuspicious(source: string, start: number, end: number): boolean {
  const first = source.charAt(start);
  return FIRST.has(first) && end - start <= (LETTERS.includes(first) ? LONGEST_WORD : LONGEST);
}

/** What is wrong with a plain scalar, or `undefined` where all readers agree. */
export function readingOf(text: string): Reading | undefined {
  const shape = SHAPES.find(({ pattern }) => pattern.test(text));
  if (!shape) return undefined;
  const message = `Unquoted ${text} is ${shape.old} in YAML 1.1, as kubectl and Argo CD read, and ${shape.new} in YAML 1.2.`;
  return { message, remedy: shape.remedy };
}
