const MOST_TEXTS = 100_000;
const MOST_CHARACTERS = 16_000_000;

/**
 * A pure function of a text that is worked out once a text: the same few texts stand in every overlay. All is forgotten
 * when it grows beyond some 32 MB, so that no folder of foreign files can fill the memory.
 */
export function remembered<T extends object | string | boolean | number>(
  judge: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>();
  let characters = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    characters += text.length;
    if (characters > MOST_CHARACTERS || known.size >= MOST_TEXTS) {
      known.clear();
      characters = text.length;
    }
    const found = judge(text);
    known.set(text, found);
    return found;
  };
}
