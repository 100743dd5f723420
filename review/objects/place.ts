/** Where a file stands in a tree of installations. */
export interface Place {
  /** The installation; empty for files above all of them. */
  readonly overlay: string;
  /** The folder below it, which is one Application; empty for files directly in the overlay. */
  readonly service: string;
}

/**
 * The overlay and service of a path: its first `depth` folders name the overlay, the next one the service.
 */
export function placeOf(path: string, depth: number): Place {
  let end = -1;
  for (let folders = 0; folders < depth; folders++) {
    const next = path.indexOf('/', end + 1);
    if (next < 0) return { overlay: path.slice(0, Math.max(end, 0)), service: '' };
    end = next;
  }
  const after = path.indexOf('/', end + 1);
  return { overlay: path.slice(0, end), service: after < 0 ? '' : path.slice(end + 1, after) };
}
