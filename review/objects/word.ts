const WORDS = new Map<string, RegExp>();

/**
 * Finds a name where it stands alone: `dev` in `dev-trino` and `trino.dev`, not in `device`, nor at the end of the domain
 * of an annotation such as `slipway.dev/note`.
 */
export const wordOf = (name: string): RegExp => {
  const known = WORDS.get(name);
  if (known) return known;
  const text = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  // The name comes first, so that the engine can search for it; what stands before it is looked at afterwards.
  const before = `(?<![A-Za-z0-9_\\\\]${text})(?!(?<=\\.${text})\\/)`;
  const word = new RegExp(`${text}(?![A-Za-z0-9_])${before}`, 'g');
  WORDS.set(name, word);
  return word;
};
