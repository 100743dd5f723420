import type { Neighbours } from '../../manifest/operators/index';
import { type PodTemplate, podsOf } from '../../manifest/pods';
import type { Manifest, ManifestFile } from '../../manifest/types';
import type { Change } from '../change';
import type { Snapshot } from '../objects/snapshot';

/** One of the two trees. */
export type When = 'before' | 'after';

/** What stands around a change: the other objects of its overlay, read only when a rule asks for them. */
export interface Around {
  /** Objects of the change's namespace by `group/Kind`, as operators see each other's resources. */
  neighbours(change: Change, when: When): Neighbours;
  /** Pods the changed object leads to, as it is in one of the trees; none where it is not there. */
  pods(change: Change, when: When): readonly PodTemplate[];
  /** Objects of a kind in the change's overlay. */
  inOverlay(change: Change, when: When, groupKind: string): readonly ManifestFile[];
  /** How many manifest files the change's folder holds. */
  filesInFolder(change: Change, when: When): number;
  /** Manifest files below a path such as `dist/dev/trino`, which may be written from above the root of the tree. */
  filesBelow(change: Change, when: When, path: string): readonly ManifestFile[];
}

/** Both trees as objects. */
export type Snapshots = Readonly<Record<When, Snapshot>>;

const namespaceOf = ({ metadata }: Manifest): string => metadata.namespace ?? '';

/** Surroundings of the changes between two trees. `asked` is told each time somebody looks beyond a change. */
export function surroundings(sides: Snapshots, asked: () => void = () => {}): Around {
  const inOverlay: Around['inOverlay'] = ({ overlay }, when, kind) => {
    asked();
    return sides[when].ofKind(overlay, kind);
  };
  const neighbours: Around['neighbours'] = (change, when) => (kind) =>
    inOverlay(change, when, kind)
      .map(({ manifest }) => manifest)
      .filter((manifest) => namespaceOf(manifest) === change.identity.namespace);
  // Changes are weighed one after another, and most rules ask for the pods.
  let last: { readonly of?: Change; readonly pods: Partial<Record<When, readonly PodTemplate[]>> } = { pods: {} };
  return {
    inOverlay,
    neighbours,
    pods: (change, when) => {
      if (last.of !== change) last = { of: change, pods: {} };
      const side = change[when];
      last.pods[when] ??= side ? podsOf(side.manifest, neighbours(change, when)) : [];
      return last.pods[when];
    },
    filesInFolder: ({ overlay, service }, when) => {
      asked();
      return sides[when].count(overlay, service);
    },
    filesBelow: (change, when, path) => {
      const below = new Set(sides[when].paths(change.overlay).filter((file) => endsWithFolder(path, file)));
      return inOverlay(change, when, '').filter((file) => below.has(file.path));
    },
  };
}

/** Whether a file stands below a folder, whose path may begin above the root of the tree. */
const endsWithFolder = (folder: string, file: string): boolean =>
  file
    .split('/')
    .slice(0, -1)
    .some((_, index, folders) => {
      const prefix = folders.slice(0, index + 1).join('/');
      return folder === prefix || folder.endsWith(`/${prefix}`);
    });
