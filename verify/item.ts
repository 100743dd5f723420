import { onceEach } from '../manifest/once-each';
import { describe, type Identity, identityOf, type Manifest } from '../manifest/types';
import { type PodTemplate, workloadPods } from '../manifest/workloads';
import { type KindFacts, kindFacts } from './kind-facts';
import { readable } from './readable';
import { type Survey, survey } from './survey';

/** One object of an overlay, with what rules ask of it again and again. */
export interface Item {
  /** File below the overlay's folder. */
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
  /** Pods of its own template; empty where it is no workload. */
  readonly templates: readonly PodTemplate[];
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

/** What follows from a manifest, wherever it stands. */
class Facts {
  readonly raw: Manifest;
  readonly manifest: Manifest;
  readonly identity: Identity;
  readonly ofKind: KindFacts;
  readonly rawSurvey: Survey;
  readonly survey: Survey;
  readonly templates: readonly PodTemplate[];
  /** The object where it was last found. */
  #item: Item | undefined;

  constructor(manifest: Manifest) {
    this.raw = manifest;
    this.identity = identityOf(manifest);
    this.ofKind = kindFacts(manifest);
    this.rawSurvey = survey(manifest);
    this.manifest = readable(manifest, this.rawSurvey.hasGaps);
    this.survey = this.manifest === manifest ? this.rawSurvey : survey(this.manifest);
    this.templates = this.ofKind.isWorkload ? workloadPods(this.manifest) : [];
  }

  at(path: string): Item {
    if (this.#item?.path !== path) this.#item = new OverlayItem(path, this);
    return this.#item;
  }
}

const factsOf = onceEach((manifest: Manifest) => new Facts(manifest));

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
  readonly templates: readonly PodTemplate[];
  #object: string | undefined;

  constructor(path: string, facts: Facts) {
    this.path = path;
    this.folder = folderOf(path);
    this.raw = facts.raw;
    this.manifest = facts.manifest;
    this.identity = facts.identity;
    this.namespace = facts.identity.namespace;
    this.name = facts.identity.name;
    this.ofKind = facts.ofKind;
    this.kind = facts.ofKind.kind;
    this.survey = facts.survey;
    this.rawSurvey = facts.rawSurvey;
    this.templates = facts.templates;
  }

  get object(): string {
    this.#object ??= describe(this.identity);
    return this.#object;
  }
}

/** The object of a file, the very same one for overlays that share the manifest and have it in the same place. */
export const itemOf = (path: string, manifest: Manifest): Item => factsOf(manifest).at(path);
