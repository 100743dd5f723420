import { identityOf } from '../../manifest/types';
import type { Change, OtherFile, Side } from '../change';
import { compare } from '../compare/compare';
import type { Edit } from '../compare/edit';
import { differing } from '../tree/differing';
import type { Tree } from '../tree/tree';
import type { Snapshots, When } from '../verdicts/around';
import { Memo } from './memo';
import { Parser } from './parse';
import { placeOf } from './place';
import { renames } from './rename';
import { isYaml, Snapshot } from './snapshot';

/** What differs between two trees, before anybody weighs it. */
export interface Differences {
  readonly changes: readonly Change[];
  readonly others: readonly OtherFile[];
  /** Files whose bytes differ while no object does. */
  readonly formOnly: number;
}

/** Two trees, as files and as objects. */
export interface Pair {
  readonly base: Tree;
  readonly head: Tree;
  readonly sides: Snapshots;
  /** How many folders name an overlay. */
  readonly depth: number;
  /** Paths whose bytes are not the same in both. */
  readonly differ: readonly string[];
  /** Edits that overlays have in common. */
  readonly edits: Memo<readonly Edit[]>;
}

/** Where an object stands: its file, and its place in it. */
interface Slot {
  readonly path: string;
  readonly index: number;
  readonly shared: boolean;
}

interface Reading {
  readonly slots: ReadonlyMap<string, Slot>;
  readonly faults: ReadonlyMap<string, string>;
}

/** Objects by identity. One that stands twice is told apart by a count, so that none is lost. */
function readSlots(side: Snapshot, paths: readonly string[], overlay: string): Reading {
  const slots = new Map<string, Slot>();
  const faults = new Map<string, string>();
  for (const path of paths) {
    const content = side.content(path, overlay);
    if (content?.fault !== undefined) faults.set(path, content.fault);
    content?.keys.forEach((key, index) => {
      slots.set(freeKey(slots, key), { path, index, shared: !content.slotted });
    });
  }
  return { slots, faults };
}

const freeKey = (taken: ReadonlyMap<string, unknown>, key: string, count = 1): string => {
  const own = count === 1 ? key : `${key}#${count}`;
  return taken.has(own) ? freeKey(taken, key, count + 1) : own;
};

/** Two trees as objects, with what was read to compare them. `depth` folders name an overlay. */
export function pairOf(base: Tree, head: Tree, depth: number): Pair {
  const parser = new Parser();
  const differ = differing(base, head);
  const paths = differ.map(({ path }) => path);
  const before = new Snapshot(base, depth, parser);
  const after = new Snapshot(head, depth, parser, { of: before, differs: new Set(paths) });
  for (const file of differ.filter(({ path }) => isYaml(path))) {
    if (file.before !== undefined) before.keep(file.path, file.before);
    if (file.after !== undefined) after.keep(file.path, file.after);
  }
  for (const side of [before, after]) side.prepare(paths.filter(isYaml));
  return { base, head, sides: { before, after }, depth, differ: paths, edits: new Memo() };
}

/** Paths whose bytes differ, by overlay. */
function touched({ differ, depth }: Pair): ReadonlyMap<string, readonly string[]> {
  const byOverlay = new Map<string, string[]>();
  for (const path of differ) {
    const { overlay } = placeOf(path, depth);
    const paths = byOverlay.get(overlay);
    if (paths) paths.push(path);
    else byOverlay.set(overlay, [path]);
  }
  return byOverlay;
}

/** Tells the difference of two trees, object by object. */
export function differences(pair: Pair): Differences {
  const results = [...touched(pair)].map(([overlay, paths]) => inOverlay(pair, overlay, paths));
  return {
    changes: results.flatMap(({ changes }) => changes),
    others: results.flatMap(({ others }) => others),
    formOnly: results.reduce((sum, { formOnly }) => sum + formOnly, 0),
  };
}

function inOverlay(pair: Pair, overlay: string, paths: readonly string[]): Differences {
  const { sides } = pair;
  const yaml = paths.filter(isYaml);
  const [old, now] = [readSlots(sides.before, yaml, overlay), readSlots(sides.after, yaml, overlay)];
  const sideOf = (when: When, slot: Slot | undefined): Side | undefined => {
    const manifest = slot && sides[when].objects(slot.path, overlay)[slot.index];
    return manifest && { path: slot.path, manifest, shared: slot.shared };
  };
  const changes = [...new Set([...old.slots.keys(), ...now.slots.keys()])].flatMap((key) => {
    return changeOf(pair, overlay, sideOf('before', old.slots.get(key)), sideOf('after', now.slots.get(key)));
  });
  const seen = new Set(changes.flatMap(({ before, after }) => [before?.path, after?.path]));
  const faults = new Map([...old.faults, ...now.faults]);
  const others = paths
    .filter((path) => !isYaml(path) || faults.has(path))
    .map((path) => otherFile(pair, overlay, path, faults.get(path)));
  return {
    changes: renames(changes),
    others,
    formOnly: yaml.filter((path) => !seen.has(path) && !faults.has(path)).length,
  };
}

const otherFile = ({ base, head }: Pair, overlay: string, path: string, fault: string | undefined): OtherFile => ({
  overlay,
  path,
  status: base.has(path) ? (head.has(path) ? 'changed' : 'removed') : 'added',
  ...(fault === undefined ? {} : { fault }),
});

function changeOf({ depth, edits: memo }: Pair, overlay: string, before?: Side, after?: Side): readonly Change[] {
  const last = after ?? before;
  if (!last) return [];
  const place = { overlay, service: placeOf(last.path, depth).service, identity: identityOf(last.manifest) };
  if (!before) return after ? [{ ...place, status: 'added', after, edits: [{ path: [], after: after.manifest }] }] : [];
  if (!after) return [{ ...place, status: 'removed', before, edits: [{ path: [], before: before.manifest }] }];
  const edits = memo.get(before, after) ?? memo.set(before, after, compare(before.manifest, after.manifest));
  const moved = placeOf(before.path, depth).service !== place.service;
  return edits.length === 0 && !moved ? [] : [{ ...place, status: moved ? 'moved' : 'changed', before, after, edits }];
}
