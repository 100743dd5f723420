import type { Identity, Manifest } from '../manifest/types';
import type { Edit } from './compare/edit';

/** One state of an object and the file it stands in. */
export interface Side {
  /** Path below the root of the tree. */
  readonly path: string;
  readonly manifest: Manifest;
  /** Whether the very same manifest stands in every overlay whose file has this text, since it does not name its own. */
  readonly shared: boolean;
}

/**
 * What happens to an object: `renamed` keeps its content under another name or namespace, `moved` its identity in another
 * folder, whether or not fields change too.
 */
export type Status = 'added' | 'removed' | 'changed' | 'renamed' | 'moved';

/** What happens to one object of one overlay. */
export interface Change {
  readonly overlay: string;
  /** Folder below the overlay, after the change where there is one. */
  readonly service: string;
  readonly status: Status;
  readonly identity: Identity;
  /** Absent only for `added`. */
  readonly before?: Side;
  /** Absent only for `removed`. */
  readonly after?: Side;
  /** Differences of fields. An added or removed object is one edit of the whole. */
  readonly edits: readonly Edit[];
}

/** An object before and after a change. */
export type Sides = Pick<Change, 'before' | 'after'>;

/** A file in which something changes that is no object. */
export interface OtherFile {
  readonly overlay: string;
  readonly path: string;
  readonly status: 'added' | 'removed' | 'changed';
  /** Why a YAML file could not be read; undefined for files of other kinds. */
  readonly fault?: string;
}
