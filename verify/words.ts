/** Finds any of some names where it stands alone: `web` in `web.shop` and `http://web`, not in `web-api` or `webs`. */
export const anyOf = (names: readonly string[]): RegExp =>
  new RegExp(`(?<![\\w-])(?:${names.map((name) => name.replace(/[^\w-]/g, '\\$&')).join('|')})(?![\\w-])`);
