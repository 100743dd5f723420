import type { Fields } from '../manifest/types';

/** How something that a service or an add-on keeps is saved and comes back: what people read in the overlay's README. */
export interface Backup {
  /** What is saved: `every database`. */
  readonly what: string;
  /** Where the copies go: bucket `postgres-backups`. */
  readonly where: string;
  /** When they are taken, and for how long they are kept. */
  readonly often: string;
  /** Anchor of the section that tells how it is restored, on the page about the service or add-on: `restore`. */
  readonly restore: string;
  /** The service whose data it is, where another one states it. */
  readonly of?: string;
  /** Nothing does it by itself: people must set it up. */
  readonly byHand?: true;
}

/** A namespace whose pods claim volumes. */
export interface DataHolder {
  /** Also the service's name. */
  readonly namespace: string;
  /** StorageClasses of its volumes; of those that name none it is the cluster's own. */
  readonly storageClasses: readonly string[];
  /** The service saves its data by itself, at one point in time, which copies of its volumes are not. */
  readonly savesItself: boolean;
}

/** What an add-on does about the namespaces that hold data. */
export interface Protection {
  /** Custom resources that follow from them. */
  readonly resources: readonly Fields[];
  readonly backups: readonly Backup[];
  /** Namespaces whose volumes it copies. */
  readonly volumesOf: readonly string[];
}
