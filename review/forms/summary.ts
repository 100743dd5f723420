import type { Review } from '../review';
import { blastLines, type Line } from './blast-lines';
import { capacityLines } from './capacity-lines';

/** What a review says of a change as a whole, under one title. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Lines that are left out. */
  readonly left: number;
}

const section = (title: string, lines: readonly Line[], most: number): readonly Section[] =>
  lines.length === 0
    ? []
    : lines.length <= most
      ? [{ title, lines, left: 0 }]
      : [{ title, lines: lines.slice(0, most - 1), left: lines.length - most + 1 }];

/** Who notices the change, and what it asks of the nodes; first what does not fit. Each has at most so many lines. */
export function summary({ blast, capacity }: Pick<Review, 'blast' | 'capacity'>, most: number): readonly Section[] {
  const room = capacityLines(capacity);
  const users = section('Who notices', blastLines(blast), most);
  const nodes = section('Room on the nodes', room, most);
  return room.some(({ grave }) => grave) ? [...nodes, ...users] : [...users, ...nodes];
}
