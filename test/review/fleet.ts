import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../manifest/types';
import { memoryTree, type Review, review } from '../../review/index';

/** The overlay whose published objects stand for those of every other one. */
const PATTERN = 'staging';

/** Names of the overlays of a fleet. */
export const tenants = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `tenant-${String(index).padStart(3, '0')}`);

/** Trino first, since that is where tests change something. */
const weight = (path: string): string => `${path.startsWith('trino/') ? 0 : 1}${path}`;

/** Published files, as many as asked for, by their path below the overlay. */
function published(objects: number): readonly (readonly [string, string])[] {
  const root = join('dist', PATTERN);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return paths
    .sort((a, b) => byCodeUnit(weight(a), weight(b)))
    .slice(0, objects)
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);
}

/** What becomes of a file in one overlay. */
export type Edit = (text: string, path: string, overlay: string) => string;

/** The review of a change in all overlays of a fleet whose overlays differ in their names. */
export function fleetReview(overlays: number, objects: number, edit: Edit): Review {
  const files = published(objects);
  const tree = (label: string, change: Edit) => {
    const texts = tenants(overlays).flatMap((overlay) =>
      files.map(([path, text]) => [`${overlay}/${path}`, change(text, path, overlay).replaceAll(PATTERN, overlay)]),
    );
    return memoryTree(label, Object.fromEntries(texts));
  };
  return review(
    tree('base', (text) => text),
    tree('head', edit),
    { depth: 1 },
  );
}

/** One image in every overlay that has it. */
export const oneImage: Edit = (text) => text.replace(/(image: \S*trino:)\S+/, '$1999');

/** A field of every object. */
export const everyObject: Edit = (text) =>
  text.replace('\nmetadata:\n', '\nmetadata:\n  finalizers: [example.com/kept]\n');

/** Another field of every object in every overlay, so that nothing is alike. */
export const nothingAlike: Edit = (text, path, overlay) =>
  text.replace('\nmetadata:\n', `\nmetadata:\n  finalizers: ['example.com/${overlay.replace('-', '')}-${path}']\n`);
