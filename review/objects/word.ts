const WORDS = new Map<string, RegExp>();

/**
 * Finds a name where it stands alone: `dev` in `dev-trino` and `trino.dev`, not in `device`, nor at the end of the domain
 * of an annotation such as `slipway.dev/note`.
 */
export const wordOf = (name: string): RegExp => {
  const known = WORDS.get(name);
  if (known) return known;
  const text = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const word = new RegExp(`(?<![A-Za-z0-9_\\\\])(?:(?<!\\.)${text}|(?<=\\.)${text}(?!\\/))(?![A-Za-z0-9_])`, 'g');
  WORDS.set(name, word);
  return word;
};
