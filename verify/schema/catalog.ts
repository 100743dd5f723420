import { once } from '../tree';
import type { Authority } from './check';
import { kubernetes, kubernetesLinker } from './kubernetes';
import { knownMinor, minorOf } from './minor';
import { Linker, type Node } from './node';
import { customPack, definitionOf, kubernetesPack, type Life, lifeOf } from './pack';
import { packed, type Served, servedIn } from './served';
import type { ShapeFacts } from './shape';

/** `group/Kind` of a `group/version/Kind`. */
const withoutVersion = (name: string): string => name.replace(/[^/]*\/(?=[^/]*$)/, '');

/** What is known of one kind in one version. */
export interface Known {
  /** `group/version/Kind`; `v1/Pod` for the core group. */
  readonly name: string;
  readonly authority: Authority;
  /** Judges its objects, by metadata alone where nothing more is known. */
  readonly node: Node;
  /** Set for kinds of Kubernetes. */
  readonly life?: Life;
  /** Set for custom resources. */
  readonly custom?: Served;
}

/** Any object, of which only metadata is known. */
const UNKNOWN: ShapeFacts = { open: true, fields: {} };

/** What is known of the kinds of one overlay: its Kubernetes, its own CRDs, the pack. */
export class Catalog {
  /** Minor of the overlay's Kubernetes, which may be beyond the pack. */
  readonly minor: number;
  /** The one of the pack that stands for it. */
  readonly nearest: number;
  readonly #own: ReadonlyMap<string, Served>;
  readonly #ownKinds: ReadonlySet<string>;
  readonly #linker: Linker;
  /** By apiVersion and kind. */
  readonly #kinds = new Map<string, Map<string, Known>>();
  #names: readonly string[] | undefined;

  constructor(minor: number, own: ReadonlyMap<string, Served>) {
    this.minor = minor;
    this.nearest = knownMinor(minor);
    this.#own = own;
    this.#ownKinds = new Set([...this.#own.keys()].map(withoutVersion));
    this.#linker = new Linker({
      named: (name) => customPack().get(name)?.[0],
      metadata: () => kubernetesLinker(this.nearest).node('meta.v1.ObjectMeta'),
    });
  }

  /** What is known of a kind in a version. Where the tree has a CRD of the kind, that one alone counts. */
  kind(apiVersion: string, kind: string): Known {
    const known = this.#kinds.get(apiVersion)?.get(kind);
    if (known) return known;
    const found = this.#found(`${apiVersion}/${kind}`);
    this.#kinds.set(apiVersion, (this.#kinds.get(apiVersion) ?? new Map<string, Known>()).set(kind, found));
    return found;
  }

  #found(name: string): Known {
    const isOwn = this.#ownKinds.has(withoutVersion(name));
    const life = lifeOf(name);
    const authority = kubernetes(this.nearest);
    const definition = life?.definition;
    if (life && definition !== undefined && definitionOf(definition, this.nearest) !== undefined) {
      return { name, authority, life, node: kubernetesLinker(this.nearest).node(definition) };
    }
    const custom = isOwn ? this.#own.get(name) : packed(name);
    return {
      name,
      authority: custom?.authority ?? authority,
      node: this.#linker.object(custom?.facts ?? UNKNOWN),
      ...(life && { life }),
      ...(custom && { custom }),
    };
  }

  /** Every `group/version/Kind` that is described anywhere, of whatever minor. */
  get names(): readonly string[] {
    this.#names ??= [...this.#own.keys(), ...kubernetesPack().names, ...customPack().names].filter((name) =>
      name.includes('/'),
    );
    return this.#names;
  }
}

const OF_PACK = new Map<number, Catalog>();

/** The catalog of all overlays of one Kubernetes that bring no CRDs of their own. */
function ofPack(minor: number): Catalog {
  const catalog = OF_PACK.get(minor) ?? new Catalog(minor, NO_CRDS);
  OF_PACK.set(minor, catalog);
  return catalog;
}

const NO_CRDS: ReadonlyMap<string, Served> = new Map();

/** The catalog of an overlay. */
export const catalogOf = once((tree) => {
  const own = servedIn(tree);
  return own.size > 0 ? new Catalog(minorOf(tree), own) : ofPack(minorOf(tree));
});
