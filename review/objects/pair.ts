import { byCodeUnit, type Identity, identityOf } from '../../manifest/types';
import type { Change, OtherFile, Side } from '../change';
import { compare } from '../compare/compare';
import type { Tree } from '../tree/tree';
import type { Parser } from './parse';
import { placeOf } from './place';
import { renames } from './rename';

/** What differs between two trees, before anybody weighs it. */
export interface Differences {
  readonly changes: readonly Change[];
  readonly others: readonly OtherFile[];
  /** Files whose bytes differ while no object does. */
  readonly formOnly: number;
}

const YAML = /\.ya?ml$/;

/** Text of an identity, to use as a key. */
export const identityKey = ({ group, kind, namespace, name }: Identity): string =>
  `${group}/${kind}/${namespace}/${name}`;

/** Texts by path. */
type Texts = ReadonlyMap<string, string>;

interface Reading {
  readonly sides: ReadonlyMap<string, Side>;
  readonly faults: ReadonlyMap<string, string>;
}

/** Objects by identity. One that stands twice is told apart by a count, so that none is lost. */
function readSides(texts: Texts, paths: readonly string[], overlay: string, parser: Parser): Reading {
  const sides = new Map<string, Side>();
  const faults = new Map<string, string>();
  for (const path of paths) {
    const text = texts.get(path);
    if (text === undefined) continue;
    const { manifests, fault } = parser.parse(text, overlay);
    if (fault !== undefined) faults.set(path, fault);
    for (const manifest of manifests) sides.set(freeKey(sides, identityKey(identityOf(manifest))), { path, manifest });
  }
  return { sides, faults };
}

const freeKey = (taken: ReadonlyMap<string, unknown>, key: string, count = 1): string => {
  const own = count === 1 ? key : `${key}#${count}`;
  return taken.has(own) ? freeKey(taken, key, count + 1) : own;
};

/** Paths whose bytes differ, by overlay. */
function touched(base: Tree, head: Tree, depth: number): ReadonlyMap<string, readonly string[]> {
  const all = [...new Set([...base.ids.keys(), ...head.ids.keys()])].sort(byCodeUnit);
  const byOverlay = new Map<string, string[]>();
  for (const path of all) {
    if (base.ids.get(path) === head.ids.get(path)) continue;
    const { overlay } = placeOf(path, depth);
    const paths = byOverlay.get(overlay);
    if (paths) paths.push(path);
    else byOverlay.set(overlay, [path]);
  }
  return byOverlay;
}

/** Tells the difference of two trees, object by object. `depth` folders name an overlay. */
export function differences(base: Tree, head: Tree, depth: number, parser: Parser): Differences {
  const byOverlay = [...touched(base, head, depth)];
  const yaml = byOverlay.flatMap(([, paths]) => paths).filter((path) => YAML.test(path));
  const [old, now] = [base.read(yaml), head.read(yaml)];
  const results = byOverlay.map(([overlay, paths]) =>
    inOverlay({ base, old, now, head, depth, parser, overlay, paths }),
  );
  return {
    changes: results.flatMap(({ changes }) => changes),
    others: results.flatMap(({ others }) => others),
    formOnly: results.reduce((sum, { formOnly }) => sum + formOnly, 0),
  };
}

interface Work {
  readonly base: Tree;
  readonly head: Tree;
  readonly old: Texts;
  readonly now: Texts;
  readonly depth: number;
  readonly parser: Parser;
  readonly overlay: string;
  readonly paths: readonly string[];
}

function inOverlay({ base, head, depth, parser, overlay, paths, ...texts }: Work): Differences {
  const yaml = paths.filter((path) => YAML.test(path));
  const old = readSides(texts.old, yaml, overlay, parser);
  const now = readSides(texts.now, yaml, overlay, parser);
  const keys = [...new Set([...old.sides.keys(), ...now.sides.keys()])].sort(byCodeUnit);
  const changes = keys.flatMap((key) => changeOf(overlay, depth, old.sides.get(key), now.sides.get(key)));
  const seen = new Set(changes.flatMap(({ before, after }) => [before?.path, after?.path]));
  const faults = new Map([...old.faults, ...now.faults]);
  const others = paths
    .filter((path) => !YAML.test(path) || faults.has(path))
    .map((path) => otherFile(base, head, overlay, path, faults.get(path)));
  return {
    changes: renames(changes),
    others,
    formOnly: yaml.filter((path) => !seen.has(path) && !faults.has(path)).length,
  };
}

const otherFile = (base: Tree, head: Tree, overlay: string, path: string, fault: string | undefined): OtherFile => ({
  overlay,
  path,
  status: base.ids.has(path) ? (head.ids.has(path) ? 'changed' : 'removed') : 'added',
  ...(fault === undefined ? {} : { fault }),
});

function changeOf(overlay: string, depth: number, before?: Side, after?: Side): readonly Change[] {
  const last = after ?? before;
  if (!last) return [];
  const place = { overlay, service: placeOf(last.path, depth).service, identity: identityOf(last.manifest) };
  if (!before) return after ? [{ ...place, status: 'added', after, edits: [{ path: [], after: after.manifest }] }] : [];
  if (!after) return [{ ...place, status: 'removed', before, edits: [{ path: [], before: before.manifest }] }];
  const edits = compare(before.manifest, after.manifest);
  const moved = placeOf(before.path, depth).service !== place.service;
  return edits.length === 0 && !moved ? [] : [{ ...place, status: moved ? 'moved' : 'changed', before, after, edits }];
}
