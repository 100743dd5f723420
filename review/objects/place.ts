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
  const folders = path.split('/').slice(0, -1);
  return { overlay: folders.slice(0, depth).join('/'), service: folders[depth] ?? '' };
}

/** A path without its overlay: the same in every overlay that has the file. */
export const pathInOverlay = (path: string, { overlay }: Place): string =>
  overlay === '' ? path : path.slice(overlay.length + 1);
