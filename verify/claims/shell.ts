/** A function of a shell text that is written as `name() { … }`. */
const FUNCTION = /^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\(\)[ \t]*\{[ \t]*\n([\s\S]*?)\n[ \t]*\}/gm;
const LOOP = /\bfor[ \t]+(\w+)[ \t]+in[ \t]+([^;\n]+)(?:;|\n)\s*do\b([\s\S]*?)\bdone\b/g;
const CONTINUED = /\\\n[ \t]*/g;
const PARTS = /\n|&&|\|\|?|;/;

const unquoted = (text: string): string => text.replace(/["']/g, '');

const wordsOf = (command: string): readonly string[] => unquoted(command).trim().split(/\s+/);

const inserted = (text: string, name: string, value: string): string =>
  text.replace(new RegExp(`\\$(?:\\{${name}\\}|${name}\\b)`, 'g'), () => value);

const unrolled = (text: string): string =>
  text.replace(LOOP, (_, name: string, values: string, body: string) =>
    wordsOf(values)
      .map((value) => inserted(body, name, value))
      .join('\n'),
  );

const called = (body: string, words: readonly string[]): string =>
  words.slice(1).reduce((text, word, index) => inserted(text, String(index + 1), word), body);

/**
 * The simple commands of a shell text as words without quotes. Loops over words are unrolled, and a call of one of its
 * own functions stands as what the function does. Where that goes deeper, words keep their `$`.
 */
export function commandsIn(text: string): readonly (readonly string[])[] {
  const flat = text.replace(CONTINUED, ' ');
  const bodies = new Map([...flat.matchAll(FUNCTION)].map(([, name = '', body = '']) => [name, body]));
  const commands = unrolled(flat.replace(FUNCTION, '')).split(PARTS).map(wordsOf);
  return commands.flatMap((words) => {
    const body = bodies.get(words[0] ?? '');
    return body === undefined ? [words] : called(body, words).split(PARTS).map(wordsOf);
  });
}
