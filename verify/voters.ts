import { error, type Verdict, warning } from './finding';
import type { Item } from './tree';

/** Members of which more than half must agree. */
export interface Voters {
  readonly item: Item;
  readonly at: string;
  /** What they are, in the plural: `controllers of Kafka`. */
  readonly what: string;
  readonly count: number;
  /** Whether an even number is no loss, because one of them is left out. */
  readonly evens?: true;
}

/** What is wrong with the number of members of which more than half must agree. */
export function quorumOf({ item, at, what, count, evens }: Voters): readonly Verdict[] {
  if (count === 2) {
    const message = `Two ${what} stop as soon as one is away: both must agree, so they are less safe than one.`;
    return [error(item, at, message, 'Run three, or one.')];
  }
  if (count === 0 || count % 2 === 1 || evens) return [];
  const message = `${count} ${what} bear no more losses than ${count - 1}: more than half must agree.`;
  return [warning(item, at, message, `Run ${count - 1} or ${count + 1}.`)];
}
