import { describe, type Fields } from '../../../manifest/types';
import { type Edit, pathText } from '../../compare/edit';
import { type Block, type Member, podsOfMember, type Shared } from '../../fold/fold';
import { fill, hasPlaces } from '../../fold/slots';
import { RISK_WORDS, RISKS, type Risk } from '../../verdicts/risk';
import type { Selection } from './selection';

/** How many changes there are of each name. */
export type Tally = ReadonlyMap<string, number>;

/** What a selection leaves of a review, and what each choice would leave. */
export interface Found {
  /** Blocks with the members that fit; blocks without any are left out. */
  readonly blocks: readonly Block[];
  readonly objects: number;
  readonly pods: number;
  /** Objects by their gravest verdict. */
  readonly counts: ReadonlyMap<Risk, number>;
  /** Pods that restart, by service. */
  readonly restarts: Tally;
  /** Changes that one choice more would show, all else staying as it is. */
  readonly overlays: Tally;
  readonly services: Tally;
  readonly risks: Tally;
}

/** What is searched of a block: the same for all members, or with places left open. */
interface Searched {
  readonly block: Block;
  readonly risks: readonly Risk[];
  readonly plain: string;
  readonly open: string;
}

const leaves = (value: Fields): readonly string[] => {
  if (value === null || typeof value !== 'object') return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) =>
    Array.isArray(value) ? leaves(inner) : [key, ...leaves(inner)],
  );
};

const editTexts = ({ path, before, after, hunks = [] }: Edit): readonly string[] => [
  pathText(path),
  ...[before, after].flatMap((side) => (side === undefined ? [] : leaves(side))),
  ...hunks.flatMap(({ removed, added }) => [...removed, ...added]),
];

function searched(block: Block): Searched {
  const { edits, verdicts, status }: Shared = JSON.parse(block.text);
  const said = verdicts.flatMap(({ risk, rule, reason, remedy, stake = '', at }) => [
    RISK_WORDS[risk],
    rule,
    reason,
    remedy,
    stake,
    ...at,
  ]);
  const texts = [status, ...said, ...edits.flatMap(editTexts)];
  return {
    block,
    risks: [...new Set(verdicts.map(({ risk }) => risk))],
    plain: texts
      .filter((text) => !hasPlaces(text))
      .join('\n')
      .toLowerCase(),
    open: texts.filter(hasPlaces).join('\n'),
  };
}

/** The names of a member, and what its block leaves open with its values put in. */
function ownText({ open }: Searched, { overlay, service, identity, from, path, fromPath, values }: Member): string {
  const filled = fill(open, { overlay, namespace: identity.namespace, value: (index) => values[index] ?? '' });
  const names = [overlay, service, describe(identity), from ? describe(from) : '', path, fromPath ?? ''];
  return [...names, filled].join('\n').toLowerCase();
}

const add = (tally: Map<string, number>, names: readonly string[], count = 1): void => {
  for (const name of names) tally.set(name, (tally.get(name) ?? 0) + count);
};

class Count {
  readonly blocks: Block[] = [];
  objects = 0;
  pods = 0;
  readonly counts = new Map<Risk, number>();
  readonly restarts = new Map<string, number>();
  readonly overlays = new Map<string, number>();
  readonly services = new Map<string, number>();
  readonly risks = new Map<string, number>();

  take(member: Member, [gravest = 'not-judged']: readonly Risk[]): void {
    const pods = podsOfMember(member);
    this.objects += 1;
    this.pods += pods;
    this.counts.set(gravest, (this.counts.get(gravest) ?? 0) + 1);
    if (pods > 0) add(this.restarts, [member.service], pods);
  }

  found(): Found {
    return { ...this, counts: new Map(RISKS.flatMap((risk) => pairOf(risk, this.counts.get(risk)))) };
  }
}

const pairOf = (risk: Risk, count: number | undefined): readonly (readonly [Risk, number])[] =>
  count === undefined ? [] : [[risk, count]];

const fits = (chosen: ReadonlySet<string>, names: readonly string[]): boolean =>
  chosen.size === 0 || names.some((name) => chosen.has(name));

/** The blocks of a review, ready to be searched. */
export class Finder {
  readonly #searched: readonly Searched[];

  constructor(blocks: readonly Block[]) {
    this.#searched = blocks.map(searched);
  }

  /** What fits a selection. */
  find({ overlays, services, risks, words }: Selection): Found {
    const count = new Count();
    const tokens = words.toLowerCase().split(/\s+/).filter(Boolean);
    const [places, folders, verdicts] = [new Set(overlays), new Set(services), new Set<string>(risks)];
    for (const each of this.#searched) {
      const left = tokens.filter((token) => !each.plain.includes(token));
      const judged = fits(verdicts, each.risks);
      const members = each.block.members.filter((member) => {
        if (left.length > 0 && !hasAll(ownText(each, member), left)) return false;
        const placed = fits(places, [member.overlay]);
        const served = fits(folders, [member.service]);
        if (served && judged) add(count.overlays, [member.overlay]);
        if (placed && judged) add(count.services, [member.service]);
        if (placed && served) add(count.risks, each.risks);
        if (!placed || !served || !judged) return false;
        count.take(member, each.risks);
        return true;
      });
      if (members.length > 0) count.blocks.push({ text: each.block.text, members });
    }
    return count.found();
  }
}

const hasAll = (text: string, tokens: readonly string[]): boolean => tokens.every((token) => text.includes(token));
