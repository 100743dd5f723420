import { grouped } from '../../manifest/grouped';
import { byCodeUnit, describe, type Identity } from '../../manifest/types';
import { byRisk, type Risk } from '../verdicts/risk';
import { gravest } from '../verdicts/verdict';
import { type Block, overlaysOf, type Shared, sharedOf } from './fold';

/** A block with what its members share, ready to be shown. */
export interface Variant {
  readonly block: Block;
  readonly shared: Shared;
  readonly overlays: readonly string[];
}

/** Blocks a reader takes for one matter: the variants of one object, or all that a service gains or loses. */
export interface Story {
  /** `changed` for an object and its variants; otherwise what happens to all of it. */
  readonly status: Shared['status'];
  /** What it is about: an object, objects, a service or a whole overlay. */
  readonly subject: string;
  readonly risk: Risk;
  readonly overlays: readonly string[];
  /** Objects over all overlays. */
  readonly objects: number;
  /** The fewest overlays first, since those are the ones out of line. */
  readonly variants: readonly Variant[];
}

/** Whether the same is said of all variants, so that it need not be said of each. */
export const isOneVerdict = ({ variants }: Pick<Story, 'variants'>): boolean =>
  variants.length > 1 && new Set(variants.map(({ shared }) => JSON.stringify(shared.verdicts))).size === 1;

const HASH = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\b/;

/** Objects without their overlay's name and hashes, so that `dev-trino` and `prod-trino` are one subject. */
const unnamed = (identity: Identity, overlay: string): Identity => {
  const named = overlay === '' ? identity.name : identity.name.replace(overlay, '‹overlay›');
  return { ...identity, name: named.replace(HASH, '‹hash›') };
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Objects of one kind, or of several, in a few words. */
export function subjectOf({ members }: Block): string {
  const all = new Set(members.map(({ identity, overlay }) => describe(unnamed(identity, overlay))));
  const [first = ''] = all;
  if (all.size === 1 && members.length === 1) return describe((members[0] as { identity: Identity }).identity);
  if (all.size === 1) return first;
  const kinds = [...new Set(members.map(({ identity }) => identity.kind))].sort(byCodeUnit);
  if (kinds.length === 1) {
    const names = [...new Set(members.map(({ identity, overlay }) => unnamed(identity, overlay).name))];
    return names.length === 1
      ? `${kinds[0]} ${names[0]} in ${plural(all.size, 'namespace')}`
      : `${all.size} of kind ${kinds[0]}`;
  }
  return `${all.size} objects of ${plural(kinds.length, 'kind')}`;
}

const BUNDLED: ReadonlySet<string> = new Set(['added', 'removed']);

/** The objects of a block, all of them: only variants of the very same ones are one matter. */
const objectsOf = ({ members }: Block): string =>
  [...new Set(members.map(({ identity, overlay }) => describe(unnamed(identity, overlay))))]
    .sort(byCodeUnit)
    .join('\n');

/** What variants that are told together are about. */
function subjectOfAll(variants: readonly Variant[]): string {
  const members = variants.flatMap(({ block }) => block.members);
  const [first] = variants;
  if (!first || !BUNDLED.has(first.shared.status)) return subjectOf({ text: '', members });
  if (first.shared.whole) return 'the whole overlay';
  const services = [...new Set(members.map(({ service }) => service))];
  return services.length === 1 && services[0] ? `in service ${services[0]}` : 'in several services';
}

/** What a block is told together with: variants of the very same objects, or what comes or goes in the same services. */
function company(variant: Variant): string {
  const { status } = variant.shared;
  return `${status}\0${BUNDLED.has(status) ? subjectOfAll([variant]) : objectsOf(variant.block)}`;
}

const merge = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort(byCodeUnit);

const byOutlier = (a: Variant, b: Variant): number =>
  byRisk(gravest(a.shared.verdicts), gravest(b.shared.verdicts)) || a.overlays.length - b.overlays.length;

function storyOf(variants: readonly Variant[]): Story {
  const sorted = [...variants].sort(byOutlier);
  const [first] = sorted;
  return {
    status: first?.shared.status ?? 'changed',
    subject: subjectOfAll(variants),
    risk: gravest(first?.shared.verdicts ?? []),
    overlays: merge(variants.map(({ overlays }) => overlays)),
    objects: variants.reduce((sum, { block }) => sum + block.members.length, 0),
    variants: sorted,
  };
}

/** Blocks in the order and company in which they are told: the gravest first, then those of most objects. */
export function stories(blocks: readonly Block[]): readonly Story[] {
  const variants = blocks.map((block): Variant => ({ block, shared: sharedOf(block), overlays: overlaysOf(block) }));
  return [...grouped(variants, company).values()]
    .map(storyOf)
    .sort((a, b) => byRisk(a.risk, b.risk) || b.objects - a.objects || byCodeUnit(a.subject, b.subject));
}
