import type { Fields } from '../../manifest/types';

/**
 * Way to a field: names of fields, and items of lists in brackets, by key (`[name=trino]`) or by position (`[2]` counted
 * before the change, `[+2]` after it). `[order]` stands for the order of a list's items.
 */
export type Path = readonly string[];

/** Lines that change in a text. */
export interface Hunk {
  /** Number of the first line before the change, from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** One difference between two states of an object. A side that is absent is left out. */
export interface Edit {
  readonly path: Path;
  readonly before?: Fields;
  readonly after?: Fields;
  /** Instead of both sides, for texts of several lines. */
  readonly hunks?: readonly Hunk[];
}

const DOTTED = /[./]/;

/** A path as people read it: `spec.template.spec.containers[name=trino].image`. */
export const pathText = (path: Path): string =>
  path.reduce((text, step) => {
    if (step.startsWith('[')) return `${text}${step}`;
    if (DOTTED.test(step)) return `${text}[${step}]`;
    return text ? `${text}.${step}` : step;
  }, '');
