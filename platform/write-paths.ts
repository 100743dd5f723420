import { HEADER, MARKDOWN_HEADER, PLAN_HEADER } from './emit';
import type { Problem } from './problem';
import type { OutputFile } from './write';

/** How the first line of every generated file begins, up to its full stop. */
const MARKS: readonly string[] = [HEADER, MARKDOWN_HEADER, PLAN_HEADER].map((header) =>
  header.slice(0, header.indexOf('.')),
);

/** Enough bytes of a file to see its mark. */
export const MARK_LENGTH = Math.max(...MARKS.map((mark) => mark.length));

/** Whether a text, or its first `MARK_LENGTH` bytes, says that Slipway generated it. */
export const isMarked = (text: string): boolean => MARKS.some((mark) => text.startsWith(mark));

/** Folders a path goes through, outermost first: `dev` and `dev/trino` for `dev/trino/service-trino.yaml`. */
export const foldersAbove = (path: string): readonly string[] => {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
};

/** What is wrong with files as such, whatever the disk holds: where they lead, their mark, rivals for one name. */
export const fileProblems = (
  folders: readonly string[],
  files: readonly OutputFile[],
  owned: ReadonlySet<string> = new Set(folders),
): readonly Problem[] => [
  ...folders.filter((folder) => !isName(folder)).map(unusable),
  ...files.filter(({ path }) => !isInside(owned, path)).map(({ path }) => outside(folders, path)),
  ...files.filter(({ text }) => !isMarked(text)).map(({ path }) => unmarked(path)),
  ...rivals(files.map(({ path }) => path)),
];

/** Names that begin with a dot are never ours, which leaves out `.` and `..` as well. */
const isName = (name: string): boolean => name !== '' && !name.startsWith('.') && !/[/\\\0]/.test(name);

function isInside(folders: ReadonlySet<string>, path: string): boolean {
  const names = path.split('/');
  return names.length > 1 && folders.has(names[0] ?? '') && names.every(isName);
}

/** Pairs of paths that would be one file where case does not count, or that want a file and a folder in one place. */
function rivals(paths: readonly string[]): readonly Problem[] {
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  const take = (path: string, step: string, place: string): void => {
    const rival = taken.get(place);
    if (rival === undefined) taken.set(place, step);
    else if (rival !== step || step === path) problems.push(rivalry(path, step, rival));
  };
  for (const path of paths) {
    const place = path.toLowerCase();
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
      take(path, path.slice(0, slash + 1), place.slice(0, slash));
    take(path, path, place);
  }
  return problems;
}

const unusable = (folder: string): Problem => ({
  overlay: '',
  path: [folder],
  message: 'this is not the name of a folder at the top of the tree',
  remedy: 'name one without slashes and without a dot first',
});

const outside = (folders: readonly string[], path: string): Problem => ({
  overlay: '',
  path: [path],
  message: `this run writes below ${folders.join(', ')} only, and no name that begins with a dot`,
  remedy: 'name a path inside',
});

const unmarked = (path: string): Problem => ({
  overlay: '',
  path: [path],
  message: 'the text does not begin with the line that marks generated files',
  remedy: 'put the header first',
});

const rivalry = (path: string, step: string, rival: string): Problem => ({
  overlay: '',
  path: [path],
  message:
    step === rival ? 'two objects want this file' : `${step} and ${rival} are one place where case does not count`,
  remedy: 'rename one of them',
});
