import { dump } from 'js-yaml';
import type { Fields, ManifestFile } from '../../manifest/types';
import { type Finding, readText, rules, treesOf } from '../../verify/index';
import { changed, clean, plus, without } from '../verify/trees';

/** A tree that is wrong in one way, on purpose. */
export interface Fault {
  /** The rule that must catch it. */
  readonly rule: string;
  /** What is wrong, in words. */
  readonly name: string;
  /** Where the tree comes from: the small clean one, or the name of an overlay. */
  readonly origin: string;
  /** A word some finding of the rule must hold: the thing that is wrong. */
  readonly names: string;
  readonly find: () => readonly Pick<Finding, 'rule' | 'object' | 'at' | 'message' | 'path'>[];
  /** The broken tree as texts by path, for tools that read files. */
  readonly texts: () => Texts;
  /** The broken tree in memory, where it can be made there. */
  readonly files?: () => readonly ManifestFile[];
}

/** Files of YAML by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** Objects as files; those of one path stand in one file. */
export function textsOf(files: readonly ManifestFile[]): Texts {
  const texts: Record<string, string> = {};
  for (const { path, manifest } of files) {
    const text = dump(manifest, { noRefs: true, lineWidth: -1 });
    texts[path] = texts[path] === undefined ? text : `${texts[path]}---\n${text}`;
  }
  return texts;
}

/** A fault of a tree in memory, which its own rule judges. */
export const ofFiles = (
  { rule, name, origin, names }: Omit<Fault, 'find' | 'texts' | 'files'>,
  files: () => readonly ManifestFile[],
): Fault => ({
  rule,
  name,
  origin,
  names,
  find: () => judgedBy(rule, files()),
  texts: () => textsOf(files()),
  files,
});

/** A fault of one text, which is judged as it is read. */
export const ofText = (fault: Omit<Fault, 'find' | 'texts'>, path: string, text: () => string): Fault => ({
  ...fault,
  find: () => readText(path, text()).findings,
  texts: () => ({ [path]: text() }),
});

/** What one rule says about files; waivers do not count. */
export const judgedBy = (id: string, files: readonly ManifestFile[]): ReturnType<Fault['find']> =>
  treesOf(files).flatMap((tree) =>
    rules.filter((rule) => rule.id === id).flatMap(({ check }) => check(tree).map((own) => ({ rule: id, ...own }))),
  );

/** Whether the rule finds a fault and names what is wrong. */
export const isCaught = ({ rule, names, find }: Fault): boolean =>
  find().some(
    (finding) =>
      finding.rule === rule &&
      [finding.object, finding.at ?? '', finding.message, finding.path].some((text) => text.includes(names)),
  );

/** Where most faults come from. */
export const CLEAN = 'small tree';

const fault = (rule: string, name: string, names: string, files: () => readonly ManifestFile[]): Fault =>
  ofFiles({ rule, name, names, origin: CLEAN }, files);

/** One object of the small clean tree, found by kind and `name` or `namespace/name`, with one thing changed. */
export const edited = (
  rule: string,
  name: string,
  names: string,
  [kind, place]: readonly [string, string],
  edit: (manifest: Fields) => void,
): Fault => fault(rule, name, names, () => changed(kind, place, edit));

/** The small clean tree with objects added to a folder. */
export const added = (rule: string, name: string, names: string, folder: string, text: string): Fault =>
  fault(rule, name, names, () => plus(clean(), folder, text));

/** The small clean tree without the objects of one kind and name, and perhaps with an Application more. */
export const removed = (
  rule: string,
  name: string,
  names: string,
  kind: string,
  object: string,
  application = '',
): Fault =>
  fault(rule, name, names, () => {
    const files = without(clean(), kind, object);
    return application ? plus(files, 'dev/apps', application) : files;
  });

/** The small clean tree with files changed as a whole. */
export const refiled = (
  rule: string,
  name: string,
  names: string,
  change: (file: ManifestFile) => ManifestFile,
): Fault => fault(rule, name, names, () => clean().map(change));
