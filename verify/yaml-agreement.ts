import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { pathOf } from './keys';
import { isSuspicious, readingOf } from './yaml-scalars';

/** The rule that speaks of what readers of YAML do not agree on. */
export const AGREEMENT = 'yaml-agreement';

/** What readers of YAML may not agree on, or people are likely to misread. */
export interface Discord {
  readonly message: string;
  readonly remedy: string;
  /** Offset in the text. */
  readonly offset: number;
  /** Field path, where it stands at a field. */
  readonly at?: string;
}

const isScalar = (event: Event): event is ScalarEvent => event.type === EVENT_ID.SCALAR;

const isWorth = (source: string, event: Event): event is ScalarEvent =>
  isScalar(event) &&
  event.style === SCALAR_STYLE.PLAIN &&
  event.tagStart < 0 &&
  event.valueStart >= 0 &&
  isSuspicious(source, event.valueStart, event.valueEnd);

const textOf = (source: string, { valueStart, valueEnd }: ScalarEvent): string => source.slice(valueStart, valueEnd);

/** A list or map on the way to a value. */
interface Frame {
  readonly isMap: boolean;
  /** Position in a list, or key in a map. */
  step: number | string;
  /** Whether the next thing in a map is a key. */
  isKeyNext: boolean;
}

/** Follows events, and knows the field path of the one that comes next. */
class Trail {
  readonly #frames: (Frame | undefined)[] = [];

  get path(): string {
    return pathOf(this.#frames.flatMap((frame) => (frame && frame.step !== '' ? [frame.step] : [])));
  }

  pass(source: string, event: Event): void {
    if (event.type === EVENT_ID.POP) this.#frames.pop();
    else if (event.type === EVENT_ID.DOCUMENT) this.#frames.push(undefined);
    else {
      this.#step(isScalar(event) ? textOf(source, event) : '?');
      if (event.type === EVENT_ID.MAPPING) this.#frames.push({ isMap: true, step: '', isKeyNext: true });
      if (event.type === EVENT_ID.SEQUENCE) this.#frames.push({ isMap: false, step: -1, isKeyNext: false });
    }
  }

  #step(text: string): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    if (!frame.isMap) frame.step = Number(frame.step) + 1;
    else {
      if (frame.isKeyNext) frame.step = text;
      frame.isKeyNext = !frame.isKeyNext;
    }
  }
}

/** Plain scalars that readers do not read alike, each with its field. */
function scalars(source: string, events: readonly Event[]): readonly Discord[] {
  if (!events.some((event) => isWorth(source, event) && readingOf(textOf(source, event)))) return [];
  const found: Discord[] = [];
  const trail = new Trail();
  for (const event of events) {
    trail.pass(source, event);
    const reading = isWorth(source, event) ? readingOf(textOf(source, event)) : undefined;
    if (reading && isScalar(event)) found.push({ ...reading, offset: event.valueStart, at: trail.path });
  }
  return found;
}

const anchors = (events: readonly Event[]): readonly Discord[] => {
  const first = events.find((event) => 'anchorStart' in event && event.anchorStart >= 0);
  if (!first || !('anchorStart' in first)) return [];
  const message = 'The file has anchors, so that one value stands for several and a diff shows one of them.';
  return [{ message, remedy: 'Write the values out.', offset: first.anchorStart }];
};

const marks = (source: string, events: readonly Event[]): readonly Discord[] =>
  events.flatMap((event): readonly Discord[] => {
    if (event.type !== EVENT_ID.DOCUMENT) return [];
    const offset = Math.max(0, source.search(event.explicitEnd ? /^\.\.\./m : /^%/m));
    if (event.explicitEnd) {
      const message = 'A document ends with ..., after which readers that take one document stop.';
      return [{ message, remedy: 'Begin the next document with ---, and leave out the dots.', offset }];
    }
    const message = 'The document names a version of YAML or tags of its own, which kubectl does not heed.';
    return event.directives.length > 0 ? [{ message, remedy: 'Leave the line out.', offset }] : [];
  });

/** Line ends of YAML 1.1 that are none in 1.2, or end lines in a way that tools turn into another. */
const LINE_ENDS = /[\r\u0085\u2028\u2029]/;
const NAMES: Readonly<Record<string, string>> = {
  '\r': 'The file has carriage returns at the ends of its lines.',
  '\u0085': 'The file holds the character U+0085, which ends a line in YAML 1.1 and does not in 1.2.',
  '\u2028': 'The file holds the character U+2028, which ends a line in YAML 1.1 and does not in 1.2.',
  '\u2029': 'The file holds the character U+2029, which ends a line in YAML 1.1 and does not in 1.2.',
};

const lineEnds = (source: string): readonly Discord[] => {
  const offset = source.search(LINE_ENDS);
  const sign = source.charAt(offset);
  const remedy = sign === '\r' ? 'Save it with line feeds alone.' : 'Write it as an escape in double quotes.';
  return offset < 0 ? [] : [{ message: NAMES[sign] ?? '', remedy, offset }];
};

const isComment = (source: string, offset: number): boolean =>
  /(?:^|\s)#/.test(source.slice(source.lastIndexOf('\n', offset) + 1, offset + 1));

/** A tab that parts tokens: PyYAML and go-yaml refuse it, others take it for a blank. */
function tabs(source: string, events: readonly Event[]): readonly Discord[] {
  let offset = source.indexOf('\t');
  if (offset < 0) return [];
  const scalarsInOrder = events.filter(isScalar);
  let index = 0;
  for (; offset >= 0; offset = source.indexOf('\t', offset + 1)) {
    while ((scalarsInOrder[index]?.valueEnd ?? Number.POSITIVE_INFINITY) <= offset) index += 1;
    const isInside = (scalarsInOrder[index]?.valueStart ?? Number.POSITIVE_INFINITY) <= offset;
    if (isInside || isComment(source, offset)) continue;
    const message = 'A tab stands between keys and values, where readers of YAML 1.1 refuse it.';
    return [{ message, remedy: 'Write blanks.', offset }];
  }
  return [];
}

/** What readers of YAML do not agree on in a text, in the order of its lines. @param events of that very text */
export const discordsIn = (source: string, events: readonly Event[]): readonly Discord[] =>
  [
    ...scalars(source, events),
    ...anchors(events),
    ...marks(source, events),
    ...lineEnds(source),
    ...tabs(source, events),
  ].sort((a, b) => a.offset - b.offset);
