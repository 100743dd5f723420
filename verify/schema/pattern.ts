/** Classes RE2 knows by name, as they are written between brackets. Source: github.com/google/re2/wiki/Syntax. */
const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  blank: '\\t ',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** What may follow a backslash in both syntaxes. */
const SHARED = /[dDwWbBnrtfv^$\\.*+?()[\]{}|/]/;

/** What `\s` means to RE2, to stand between brackets. */
const SPACE = '\\t\\n\\f\\r ';

interface Flags {
  /** Whether case does not matter. */
  readonly i: boolean;
  /** Whether a dot matches line ends. */
  readonly s: boolean;
}

const otherCase = (char: string): string => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase());

/** Rewrites one pattern, character by character. Flags hold to the end of the group they stand in. */
class Rewriting {
  readonly #source: string;
  readonly #groups: Flags[] = [];
  #flags: Flags = { i: false, s: false };
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  rewritten(): string {
    let result = '';
    while (this.#at < this.#source.length) result += this.#next();
    return result;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (!match) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #char(): string {
    return this.#take(/[\s\S]/uy)?.[0] ?? '';
  }

  #next(): string {
    const opening = this.#take(/\(\?([a-zA-Z]*)(-[a-zA-Z]+)?([:)])|\((\?P?<\w+>|\?:)?/y);
    if (opening) return this.#opened(opening);
    if (this.#take(/\[/y)) return this.#class();
    const literal = this.#take(/\\Q([\s\S]*?)(\\E|$)/y)?.[1];
    if (literal !== undefined) return literal.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
    const repeat = this.#take(/\{\d+(,\d*)?\}/y)?.[0];
    if (repeat) return repeat;
    const char = this.#char();
    if (char === '\\') return this.#escaped(false);
    if (char === ')') this.#flags = this.#groups.pop() ?? this.#flags;
    if (char === '.') return this.#flags.s ? '[\\s\\S]' : '[^\\n]';
    if (/[{}\]]/.test(char)) return `\\${char}`;
    return this.#flags.i && /[a-z]/i.test(char) ? `[${char}${otherCase(char)}]` : char;
  }

  #opened([all, on = '', off = '', end]: RegExpExecArray): string {
    if (end !== ')') this.#groups.push(this.#flags);
    if (end === undefined) return all.startsWith('(?') ? '(?:' : '(';
    if (/[^is]/.test(`${on}${off.slice(1)}`)) throw new Error(`no counterpart for the flags of ${all}`);
    const has = (flag: 'i' | 's') => (on.includes(flag) || this.#flags[flag]) && !off.includes(flag);
    this.#flags = { i: has('i'), s: has('s') };
    return end === ':' ? '(?:' : '';
  }

  #escaped(inClass: boolean): string {
    const property = this.#take(/([pP])(?:\{(\^?)(\w+)\}|(\w))/y);
    if (property) return this.#property(property);
    const code = this.#take(/x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y);
    if (code) return `\\u{${code[1] ?? code[2]}}`;
    const char = this.#char();
    if (char === 's') return inClass ? SPACE : `[${SPACE}]`;
    if (char === 'S' && !inClass) return `[^${SPACE}]`;
    if (char === 'A') return '^';
    if (char === 'z') return '$';
    if (SHARED.test(char) || (inClass && char === '-')) return `\\${char}`;
    if (/[a-zA-Z0-9]/.test(char)) throw new Error(`no counterpart for \\${char}`);
    return char;
  }

  #property([, letter = 'p', not, name, short]: RegExpExecArray): string {
    const sign = not ? (letter === 'p' ? 'P' : 'p') : letter;
    const value = name ?? short ?? '';
    return `\\${sign}{${value.length > 2 ? `Script=${value}` : value}}`;
  }

  #class(): string {
    let body = this.#take(/\^?\]?/y)?.[0].replace(']', '\\]') ?? '';
    while (!this.#take(/\]/y)) {
      if (this.#at >= this.#source.length) throw new Error('a class without end');
      const posix = this.#take(/\[:(\w+):\]/y)?.[1];
      const range = this.#flags.i ? this.#take(/([a-z])-([a-z])|([A-Z])-([A-Z])/y)?.[0] : undefined;
      if (posix) body += POSIX[posix] ?? '';
      else if (range) body += `${range}${otherCase(range)}`;
      else body += this.#memberOrRange();
    }
    return `[${body}]`;
  }

  /** A hyphen that makes no range stands for itself, wherever it is. */
  #memberOrRange(): string {
    const from = this.#take(/-/y) ? '\\-' : this.#member();
    const isSet = from === SPACE || /^\\[dDwWpP]/.test(from);
    return !isSet && this.#take(/-(?!\])/y) ? `${from}-${this.#member()}` : from;
  }

  #member(): string {
    const char = this.#char();
    if (char === '\\') return this.#escaped(true);
    if (char === '[') return '\\[';
    return this.#flags.i && /[a-z]/i.test(char) ? `${char}${otherCase(char)}` : char;
  }
}

/**
 * The counterpart of a pattern in the syntax of RE2, which Go and so Kubernetes reads; `(?i)` in its midst included.
 * @returns undefined for what has no counterpart, so that nothing is judged by a wrong one.
 */
export function patternOf(re2: string): RegExp | undefined {
  try {
    return new RegExp(new Rewriting(re2).rewritten(), 'u');
  } catch {
    return undefined;
  }
}
