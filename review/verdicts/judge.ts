import type { Change } from '../change';
import { Memo } from '../objects/memo';
import { type Around, type Snapshots, surroundings } from './around';
import { judge } from './index';
import type { Verdict } from './verdict';

type Known = ReadonlyMap<Change['status'], readonly Verdict[]>;

/**
 * Weighs changes. Overlays share the very same objects where these do not name them, so what is said of a change of one is
 * said of all, as long as no rule looked beyond the two objects.
 */
export class Judge {
  readonly #around: Around;
  readonly #memo = new Memo<Known>();
  #asked = false;

  constructor(sides: Snapshots) {
    this.#around = surroundings(sides, () => {
      this.#asked = true;
    });
  }

  /** What a change does, the gravest first; never empty. */
  verdicts(change: Change): readonly Verdict[] {
    const { before, after, status } = change;
    const known = this.#memo.get(before, after);
    const own = known?.get(status);
    if (own) return own;
    this.#asked = false;
    const verdicts = judge(change, this.#around);
    if (!this.#asked) this.#memo.set(before, after, new Map([...(known ?? []), [status, verdicts]]));
    return verdicts;
  }
}
