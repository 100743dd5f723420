import { readFileSync } from 'node:fs';
import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import type { Finding } from '../../verify';

/** Keys and list positions of a field path such as `data["a.b"].c[2]`. */
export const stepsOf = (at: string): readonly (string | number)[] =>
  [...at.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain = '']) =>
    quoted === undefined ? (index === undefined ? plain : Number(index)) : String(JSON.parse(`"${quoted}"`)),
  );

/** A file as far as lines are looked up in it. */
interface Source {
  readonly text: string;
  readonly events: readonly Event[];
  /** Position of the first event of each document. */
  readonly documents: readonly number[];
}

const NOTHING: Source = { text: '', events: [], documents: [] };

/** Finds the lines of findings; every file is read once. */
export class Lines {
  #path = '';
  #source = NOTHING;

  /** Line of a finding, counted from 1; the first one when its place cannot be found. */
  of({ path, object, at = '', line }: Finding): number {
    if (line !== undefined) return line;
    if (path !== this.#path) {
      this.#path = path;
      this.#source = object ? sourceOf(path) : NOTHING;
    }
    const { text, documents } = this.#source;
    const name = object.slice(object.lastIndexOf('/') + 1).replace(/^.* /, '');
    const [kind = ''] = object.split(/[. ]/);
    const start = documents.find((first) => isObject(this.#source, first, kind, name)) ?? documents[0];
    if (start === undefined) return 1;
    const offset = offsetOf(this.#source, start, stepsOf(at));
    return text.slice(0, offset).split('\n').length;
  }
}

function sourceOf(path: string): Source {
  try {
    const text = readFileSync(path, 'utf8');
    const events = parseEvents(text, {});
    const documents = events.flatMap(({ type }, index) => (type === EVENT_ID.DOCUMENT ? [index + 1] : []));
    return { text, events, documents };
  } catch {
    return NOTHING;
  }
}

const isObject = (source: Source, start: number, kind: string, name: string): boolean =>
  scalarAt(source, entry(source, start, 'kind')) === kind &&
  scalarAt(source, entry(source, entry(source, start, 'metadata')?.value ?? -1, 'name')) === name;

/** A key of a map, and the value behind it, as positions of events. */
interface Entry {
  readonly key: number;
  readonly value: number;
}

const scalarAt = ({ text, events }: Source, found: Entry | undefined): string => {
  const event = found && events[found.value];
  return event?.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
};

/** Position of the event after a value. */
function after({ events }: Source, start: number): number {
  let depth = 0;
  for (let index = start; index < events.length; index += 1) {
    const type = events[index]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
    else if (type === EVENT_ID.POP) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return events.length;
}

function entry(source: Source, start: number, wanted: string | number): Entry | undefined {
  const { events } = source;
  const isMap = events[start]?.type === EVENT_ID.MAPPING;
  let position = 0;
  for (let index = start + 1; index < events.length && events[index]?.type !== EVENT_ID.POP; position += 1) {
    const value = isMap ? after(source, index) : index;
    const own = isMap ? scalarAt(source, { key: index, value: index }) : position;
    if (own === wanted) return { key: index, value };
    index = after(source, value);
  }
  return undefined;
}

/** Where in the text a field stands; the last one on the way that is there. */
function offsetOf(source: Source, start: number, steps: readonly (string | number)[]): number {
  let [place, value] = [start, start];
  for (const step of steps) {
    const found = entry(source, value, step);
    if (!found) break;
    [place, value] = [found.key, found.value];
  }
  const event = source.events[place];
  if (!event || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return 0;
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart : event.start;
}
