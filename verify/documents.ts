import { CORE_SCHEMA, constructFromEvents, mergeTag, parseEvents, YAMLException } from 'js-yaml';
import type { Fields } from '../manifest/types';
import { type Discord, discordsIn } from './yaml-agreement';

/** What the text of one file holds, or why that cannot be told. */
export interface Documents {
  readonly documents: readonly Fields[];
  /** What readers of YAML may not agree on. */
  readonly discords: readonly Discord[];
  readonly fault?: Fault;
}

/** Why a text cannot be read, and what to do. */
export interface Fault {
  readonly message: string;
  readonly remedy: string;
  /** Line of the fault, counted from 1. */
  readonly line?: number;
  /** Whether it is a text that another tool turns into YAML first. */
  readonly isTemplate?: true;
}

/** Merge keys (`<<`) count as the readers of kubectl and Argo CD take them. */
const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/** Values a file may hold once all of its aliases are followed. */
const MOST_VALUES = 1_000_000;

/** The documents of a text. Empty ones are left out. */
export function documentsIn(text: string): Documents {
  try {
    const events = parseEvents(text, {});
    const documents: readonly Fields[] = constructFromEvents(events, { source: text, schema: SCHEMA });
    const written = documents.filter((document) => document !== null && document !== undefined);
    const discords = discordsIn(text, events);
    return text.includes('*') && text.includes('&')
      ? { discords, ...unfolded(written) }
      : { documents: written, discords };
  } catch (cause) {
    return { documents: [], discords: [], fault: faultOf(text, cause) };
  }
}

const TEMPLATE = /\{\{-?\s*[\w.$"(/]/;
const TOP_KEY = /^(apiVersion|kind|metadata)\s*:/;

function faultOf(text: string, cause: unknown): Fault {
  if (!(cause instanceof YAMLException)) {
    return { message: `The file cannot be read: ${String(cause)}.`, remedy: 'Write it with less nesting.' };
  }
  if (TEMPLATE.test(text)) {
    const message = 'This is a template of Helm or another tool, which is not judged.';
    return { message, remedy: 'Render it and judge what comes out.', isTemplate: true };
  }
  const line = (cause.mark?.line ?? 0) + 1;
  const key = TOP_KEY.exec(text.split('\n', line)[line - 1] ?? '')?.[1];
  if (key && cause.reason.startsWith('duplicated mapping key')) {
    const message = `Two objects stand in one document: line ${line} writes ${key} once more.`;
    return { message, remedy: `Write --- on a line of its own before the second object, above line ${line}.`, line };
  }
  const message = `The file cannot be read: ${cause.reason} in line ${line}.`;
  return { message, remedy: 'Correct the YAML, or generate the file again.', line };
}

/** Aliases may lead in circles, or make millions of values out of a few lines. */
function unfolded(documents: readonly Fields[]): Omit<Documents, 'discords'> {
  const values = documents.reduce((sum: number, document) => sum + sizeOf(document, new Map()), 0);
  if (values <= MOST_VALUES) return { documents };
  const message = Number.isFinite(values)
    ? `The aliases of the file unfold to ${values} values, ${MOST_VALUES} is the limit.`
    : 'An alias of the file leads back to a value it is a part of.';
  return { documents: [], fault: { message, remedy: 'Write the values out, without anchors.' } };
}

const AROUND = Number.POSITIVE_INFINITY;

/** Values below a value with all aliases followed; infinitely many when one leads in a circle. */
function sizeOf(value: Fields, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, AROUND);
  let size = 1;
  for (const key of Object.keys(value)) size += sizeOf(value[key], known);
  known.set(value, size);
  return size;
}
