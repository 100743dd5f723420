import { load } from 'js-yaml';
import type { Fields, Manifest } from '../../../manifest/types';
import type { Risk } from '../../../review/index';

/** One labelled change of one object: two states, and what a person who knows the kind would say of it. */
export interface Case {
  readonly name: string;
  readonly before?: Manifest;
  readonly after?: Manifest;
  /** Other objects of the namespace, the same before and after. */
  readonly around: readonly Manifest[];
  /** Folder before and after, where they differ. */
  readonly folders?: readonly [string, string];
  readonly expected: readonly Risk[];
  /** The rule of the contract with Argo CD by which the guard must refuse it. */
  readonly refusedBy?: string;
}

/** A case that the guard must refuse by a rule of the contract with Argo CD. */
export const refused = (rule: string, given: Case): Case => ({ ...given, refusedBy: rule });

/** An object from YAML. */
export const object = (text: string): Manifest => load(text) as Manifest;

type Edit = (fields: Fields) => void;

/** A way to a field: dotted, such as `spec.containers.0.image`, or in steps where names hold dots. */
type Way = string | readonly string[];

const within = (fields: Fields, path: Way): readonly [holder: Fields, last: string] => {
  const steps = typeof path === 'string' ? path.split('.') : [...path];
  const last = steps.pop() ?? '';
  const holder = steps.reduce((inner: Fields, step) => {
    inner[step] ??= {};
    return inner[step];
  }, fields);
  return [holder, last];
};

/** Edits that give a field a value. */
export const set =
  (path: Way, value: unknown): Edit =>
  (fields) => {
    const [holder, last] = within(fields, path);
    holder[last] = value;
  };

/** Edits that leave a field out. */
export const drop =
  (path: Way): Edit =>
  (fields) => {
    const [holder, last] = within(fields, path);
    delete holder[last];
  };

/** Edits that add an item to a list. */
export const push =
  (path: Way, item: unknown): Edit =>
  (fields) => {
    const [holder, last] = within(fields, path);
    holder[last].push(item);
  };

/** Edits that take the last item off a list. */
export const pop =
  (path: Way): Edit =>
  (fields) => {
    const [holder, last] = within(fields, path);
    holder[last].pop();
  };

/** Cases that start from one object. */
export interface Cases {
  /** The object with one change. */
  readonly change: (what: string, edit: Edit, ...expected: readonly Risk[]) => Case;
  readonly remove: (...expected: readonly Risk[]) => Case;
  readonly add: (...expected: readonly Risk[]) => Case;
  readonly rename: (name: string, ...expected: readonly Risk[]) => Case;
  readonly move: (folder: string, ...expected: readonly Risk[]) => Case;
}

const copy = (manifest: Manifest): Fields => structuredClone(manifest);

const edited = (manifest: Manifest, edit: Edit): Manifest => {
  const fields = copy(manifest);
  edit(fields);
  return fields;
};

/** Cases of an object, among others of its namespace. */
export function of(manifest: Manifest, ...around: readonly Manifest[]): Cases {
  const kind = `${manifest.kind} ${manifest.metadata.name}`;
  return {
    change: (what, edit, ...expected) => ({
      name: `${kind}: ${what}`,
      before: manifest,
      after: edited(manifest, edit),
      around,
      expected,
    }),
    remove: (...expected) => ({ name: `${kind}: removed`, before: manifest, around, expected }),
    add: (...expected) => ({ name: `${kind}: added`, after: manifest, around, expected }),
    rename: (name, ...expected) => ({
      name: `${kind}: renamed`,
      before: manifest,
      after: edited(manifest, (fields) => {
        fields.metadata.name = name;
      }),
      around,
      expected,
    }),
    move: (folder, ...expected) => ({
      name: `${kind}: moved to another folder`,
      before: manifest,
      after: manifest,
      around,
      folders: ['one', folder],
      expected,
    }),
  };
}
