import { sourcesOf } from './namespaces';
import { type Item, once, type Tree } from './tree';

/** An Application and the folders of the tree it syncs. */
export interface ApplicationFacts {
  readonly item: Item;
  /** Source paths below the overlay with the place they are written at. */
  readonly paths: readonly SourcePath[];
  readonly recurse: boolean;
}

/** One source path of an Application. */
export interface SourcePath {
  readonly at: string;
  /** As written: `dist/dev/trino`. */
  readonly text: string;
  /** Folder inside the overlay; `undefined` when the path leads out of it. */
  readonly folder: string | undefined;
}

/** Annotation by which Argo CD orders what it syncs. */
export const WAVE = 'argocd.argoproj.io/sync-wave';

/** Sync wave of an object; 0 when nothing is written. */
export const waveOf = ({ manifest }: Item): number => Number(manifest.metadata.annotations?.[WAVE] ?? 0);

const folderIn = (overlay: string, path: string): string | undefined => {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (overlay === '') return parts.at(-1);
  const start = parts.indexOf(overlay);
  return start < 0 ? undefined : parts.slice(start + 1).join('/');
};

const factsOf = (tree: Tree, item: Item): ApplicationFacts => {
  const several = item.manifest.spec?.sources !== undefined;
  const sources = sourcesOf(item);
  return {
    item,
    recurse: sources.some(({ directory }) => directory?.recurse === true),
    paths: sources.flatMap(({ path, chart }, index) =>
      typeof path === 'string' && chart === undefined
        ? [
            {
              at: several ? `spec.sources[${index}].path` : 'spec.source.path',
              text: path,
              folder: folderIn(tree.name, path),
            },
          ]
        : [],
    ),
  };
};

/** Applications of an overlay. */
export const applicationsOf = once((tree): readonly ApplicationFacts[] =>
  tree.ofKind('argoproj.io/Application').map((item) => factsOf(tree, item)),
);

const isBelow = ({ paths }: ApplicationFacts, folder: string): boolean =>
  paths.some((path) => path.folder === folder || folder.startsWith(`${path.folder}/`));

const foldersOf = (tree: Tree, application: ApplicationFacts): readonly string[] =>
  application.recurse
    ? tree.folderNames.filter((folder) => isBelow(application, folder))
    : application.paths.flatMap(({ folder }) => folder ?? []);

const byFolder = once((tree): ReadonlyMap<string, readonly ApplicationFacts[]> => {
  const index = new Map<string, ApplicationFacts[]>(tree.folderNames.map((folder) => [folder, []]));
  for (const application of applicationsOf(tree))
    for (const folder of new Set(foldersOf(tree, application))) index.get(folder)?.push(application);
  return index;
});

/** Applications that sync a folder of the overlay. */
export const syncing = (tree: Tree, folder: string): readonly ApplicationFacts[] => byFolder(tree).get(folder) ?? [];

/** Whether a folder is applied by hand or by the root: files directly in the overlay, and its Applications. */
export const isRootFolder = (folder: string): boolean => folder === '' || folder === 'apps';
