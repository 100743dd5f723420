import { byCodeUnit, type Fields, type Manifest } from '../../manifest/types';
import { sameAmount } from './amount';
import type { Edit, Path } from './edit';
import { isDefault, keyed } from './keys';
import { stretches } from './sequence';
import { hunksOf, isText } from './text';

/** Set by the cluster, never by a repository: of an object, and of its metadata. */
const NOT_OURS: ReadonlySet<string> = new Set(['status']);
const NOT_OUR_METADATA: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/**
 * Everything that differs between two states of an object, by structure: list items by the keys the cluster knows them
 * by, amounts by what they amount to. Empty when the cluster would not notice.
 */
export const compare = (before: Manifest, after: Manifest): readonly Edit[] =>
  union(before, after)
    .filter((name) => !NOT_OURS.has(name))
    .flatMap((name) => differences([name], before[name], after[name]));

const isMap = (value: unknown): value is Readonly<Record<string, Fields>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const union = (a: object, b: object): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(byCodeUnit);

const isOurs = ([root, field = '', ...deeper]: Path): boolean =>
  root !== 'metadata' || deeper.length > 0 || !NOT_OUR_METADATA.has(field);

function differences(path: Path, before: Fields, after: Fields): readonly Edit[] {
  if (before === after || !isOurs(path)) return [];
  if (isMap(before) && isMap(after))
    return union(before, after).flatMap((name) => differences([...path, name], before[name], after[name]));
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(path, before, after);
  if (isText(before, after)) return [{ path, hunks: hunksOf(before, after) }];
  if (sameAmount(path, before, after) || isDefault(path, before ?? after)) return [];
  return [edit(path, before, after)];
}

const edit = (path: Path, before: Fields, after: Fields): Edit => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

function ofLists(path: Path, before: readonly Fields[], after: readonly Fields[]): readonly Edit[] {
  const lists = keyed(path, before, after);
  if (!lists) return byPosition(path, before, after);
  const common = (keys: Iterable<string>, other: ReadonlyMap<string, Fields>): readonly string[] =>
    [...keys].filter((key) => other.has(key));
  const [old, now] = [common(lists.before.keys(), lists.after), common(lists.after.keys(), lists.before)];
  const items = [...new Set([...lists.before.keys(), ...lists.after.keys()])].flatMap((key) =>
    differences([...path, key], lists.before.get(key), lists.after.get(key)),
  );
  return old.join() === now.join() ? items : [...items, edit([...path, '[order]'], old, now)];
}

/** The text of a value with its maps sorted, so that equal values have equal texts. */
export const canonical = (value: Fields): string =>
  JSON.stringify(value, (_, inner) =>
    isMap(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => byCodeUnit(a, b))) : inner,
  );

/** Items at the same place of a stretch that keeps its length are one item that changed; others come and go. */
function byPosition(path: Path, before: readonly Fields[], after: readonly Fields[]): readonly Edit[] {
  return stretches(before.map(canonical), after.map(canonical)).flatMap(({ aStart, aEnd, bStart, bEnd }) => {
    const [gone, come] = [before.slice(aStart, aEnd), after.slice(bStart, bEnd)];
    if (gone.length === come.length)
      return gone.flatMap((item, index) => differences([...path, `[${aStart + index}]`], item, come[index]));
    return [
      ...gone.map((item, index) => edit([...path, `[${aStart + index}]`], item, undefined)),
      ...come.map((item, index) => edit([...path, `[+${bStart + index}]`], undefined, item)),
    ];
  });
}
