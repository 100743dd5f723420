import { wordOf } from '../objects/word';

/** Private characters that stand for the overlay, the namespace, and around the number of a value that differs. */
const OVERLAY = '\uE001';
const NAMESPACE = '\uE002';
const EDGE = '\uE003';
const OURS = /[\uE001-\uE003]/g;

/** Checksums, digests and hashes in names: they differ where anything does, and say nothing to a reader. */
const HASH = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\b/g;
/** The registry of an image, with the path of a mirror: all but the last two parts of its name. */
const REGISTRY =
  /"((?:[A-Za-z0-9.-]+(?::\d+)?\/)+)(?=[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+(?::[A-Za-z0-9._-]+)?(?:@[A-Za-z0-9:]+)?")/g;

/** A text with what is particular to one overlay taken out, and what was taken out. */
export interface Slotted {
  readonly text: string;
  readonly overlay: string;
  readonly namespace: string;
  /** Hashes and registries, in the order they first appear. */
  readonly values: readonly string[];
}

/** Whether the overlay's name stood in a text. */
export const namesOverlay = ({ text }: Pick<Slotted, 'text'>): boolean => text.includes(OVERLAY);

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Private characters that stood in the text already, as JSON writes them in ASCII, so that none is taken for a place. */
const escaped = (text: string): string =>
  text.replace(OURS, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/** Takes the overlay's name out of a JSON text. `fill` puts it back. */
export const withoutOverlay = (text: string, overlay: string): string =>
  overlay === '' ? escaped(text) : escaped(text).replace(wordOf(overlay), OVERLAY);

/** Takes the overlay's name, the namespace, registries and hashes out of a JSON text. `fill` puts them back. */
export function takeOut(text: string, overlay: string, namespace: string): Slotted {
  const values: string[] = [];
  const slot = (value: string): string => {
    const known = values.indexOf(value);
    return `${EDGE}${known >= 0 ? known : values.push(value) - 1}${EDGE}`;
  };
  const named = withoutOverlay(text, overlay);
  const placed = namespace === '' ? named : withoutNamespace(named, namespace);
  const slotted = placed
    .replace(REGISTRY, (_, registry: string) => `"${slot(registry)}`)
    .replace(HASH, (hash) => slot(hash));
  return { text: slotted, overlay, namespace, values };
}

const NAMESPACES = new Map<string, RegExp>();

/** A namespace counts where it is surely one: in fields called so, in the label of namespaces, in cluster host names. */
function withoutNamespace(text: string, namespace: string): string {
  const known = NAMESPACES.get(namespace);
  const name = literally(namespace);
  const pattern =
    known ?? new RegExp(`((?:"namespace":"|metadata\\.name":")(?=${name}")|\\.(?=${name}\\.svc\\b))${name}`, 'g');
  if (!known) NAMESPACES.set(namespace, pattern);
  return text.replace(pattern, `$1${NAMESPACE}`);
}

/** What a value that differs is shown as, where a text is not filled with the values of one overlay. */
export interface Shown {
  readonly overlay: string;
  readonly namespace: string;
  readonly value: (index: number) => string;
}

/** Whether a text has a place that `fill` would fill. */
export const hasPlaces = (text: string): boolean => PLACES.test(text);
const PLACES = /[\uE001-\uE003]/;

const SLOT = /\uE003(\d+)\uE003/g;

/** Puts values back into a text. With those that were taken out it is exactly what it was. */
export const fill = (text: string, { overlay, namespace, value }: Shown): string =>
  text
    .replace(SLOT, (_, index: string) => value(Number(index)))
    .replaceAll(OVERLAY, () => overlay)
    .replaceAll(NAMESPACE, () => namespace);
