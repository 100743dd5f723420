import { describe, type Identity, identityOf, type Manifest, type ManifestFile } from '../manifest/types';
import { type KindFacts, kindFacts } from './kind-facts';
import { readable } from './readable';
import { type Survey, survey } from './survey';

/** One object of an overlay, with what rules ask of it again and again. */
export interface Item {
  /** File below the root of the tree. */
  readonly path: string;
  /** Folder inside the overlay, the place of one Application: `trino`; empty for files directly in the overlay. */
  readonly folder: string;
  /** Without nulls, so that rules can read it. */
  readonly manifest: Manifest;
  /** As it was handed in. */
  readonly raw: Manifest;
  readonly identity: Identity;
  readonly namespace: string;
  readonly name: string;
  /** `group/Kind`; `Service` for the core group. */
  readonly kind: string;
  /** What all objects of its kind have in common. */
  readonly ofKind: KindFacts;
  /** The object as people read it. */
  readonly object: string;
  /** What was found in `manifest`, on one walk for all rules. */
  readonly survey: Survey;
  /** What was found in `raw`: the very same walk unless something had to be taken out. */
  readonly rawSurvey: Survey;
}

const folderOf = (path: string): string => path.slice(path.indexOf('/') + 1, Math.max(path.lastIndexOf('/'), 0));

const SURVEYS = new WeakMap<Manifest, Survey>();

/** Overlays share objects that are alike. */
function surveyOnce(manifest: Manifest): Survey {
  const known = SURVEYS.get(manifest) ?? survey(manifest);
  SURVEYS.set(manifest, known);
  return known;
}

class OverlayItem implements Item {
  readonly path: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly raw: Manifest;
  readonly identity: Identity;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly ofKind: KindFacts;
  readonly survey: Survey;
  readonly rawSurvey: Survey;
  #object: string | undefined;

  constructor({ path, manifest }: ManifestFile) {
    this.path = path;
    this.folder = folderOf(path);
    this.raw = manifest;
    this.identity = identityOf(manifest);
    this.namespace = this.identity.namespace;
    this.name = this.identity.name;
    this.ofKind = kindFacts(manifest);
    this.kind = this.ofKind.kind;
    this.rawSurvey = surveyOnce(manifest);
    this.manifest = readable(manifest, this.rawSurvey.hasGaps);
    this.survey = this.manifest === manifest ? this.rawSurvey : survey(this.manifest);
  }

  get object(): string {
    this.#object ??= describe(this.identity);
    return this.#object;
  }
}

/** The object of a file. */
export const itemOf = (file: ManifestFile): Item => new OverlayItem(file);
