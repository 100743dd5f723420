import type { ApiObject } from 'cdk8s';
import type { Fields, Manifest } from '../manifest/types';
import { alike, frozen } from './alike';
import { isPatched, partsOf, render } from './render';

/** What stood in a place of an earlier overlay. */
interface Known {
  /** What the manifest was made from: the parts of a construct, or the manifest itself. */
  readonly from: Fields;
  readonly manifest: Manifest;
}

/** Forms of one object that are kept: a fleet has few kinds of tenants, and each form costs a look. */
const MOST_FORMS = 4;

/**
 * Makes objects that overlays have in common one object, so that it is rendered, written as text and judged once however
 * many overlays hold it. Nothing is assumed of charts: every chart is built for every overlay, and what comes out is
 * compared. What is shared is read-only from then on.
 */
export class SharedObjects {
  readonly #places = new Map<string, Known[]>();
  readonly #lists = new Map<string, readonly Manifest[]>();

  /**
   * The manifest of a construct.
   * @param place where it stands in its overlay
   * @param finish what is done to the rendered manifest
   * @throws Error as `render` does
   */
  render(place: string, object: ApiObject, finish: (manifest: Manifest) => Manifest): Manifest {
    if (isPatched(object)) return finish(render(object));
    return this.#keep(place, partsOf(object), () => finish(render(object)));
  }

  /** The same manifest, or that of an earlier overlay that is alike and stood in the same place. */
  keep(place: string, manifest: Manifest): Manifest {
    return this.#keep(place, manifest, () => manifest);
  }

  /** The same list, or that of an earlier overlay with the very same objects. */
  list(place: string, manifests: readonly Manifest[]): readonly Manifest[] {
    const known = this.#lists.get(place);
    if (known?.length === manifests.length && known.every((each, index) => each === manifests[index])) return known;
    this.#lists.set(place, manifests);
    return manifests;
  }

  #keep(place: string, from: Fields, make: () => Manifest): Manifest {
    const forms = this.#places.get(place) ?? [];
    const known = forms.find((form) => form.manifest === from || alike(form.from, from));
    if (known) return known.manifest;
    const manifest = make();
    forms.unshift({ from: frozen(from), manifest: frozen(manifest) });
    if (forms.length > MOST_FORMS) forms.pop();
    this.#places.set(place, forms);
    return manifest;
  }
}
