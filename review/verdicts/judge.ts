import type { Manifest } from '../../manifest/types';
import type { Change } from '../change';
import { type Around, type Snapshots, surroundings } from './around';
import { judge } from './index';
import type { Verdict } from './verdict';

type Known = Map<Change['status'], readonly Verdict[]>;

/** Stands for the side that an added or removed object does not have. */
const NOTHING = {};

/**
 * Weighs changes. Overlays share the very same objects where these do not name them, so what is said of a change of one is
 * said of all, as long as no rule looked beyond the two objects.
 */
export class Judge {
  readonly #around: Around;
  readonly #known = new WeakMap<object, WeakMap<object, Known>>();
  #asked = false;

  constructor(sides: Snapshots) {
    this.#around = surroundings(sides, () => {
      this.#asked = true;
    });
  }

  /** What a change does, the gravest first; never empty. */
  verdicts(change: Change): readonly Verdict[] {
    const shared = this.#sharedBy(change.before?.manifest, change.after?.manifest);
    const known = shared.get(change.status);
    if (known) return known;
    this.#asked = false;
    const verdicts = judge(change, this.#around);
    if (!this.#asked) shared.set(change.status, verdicts);
    return verdicts;
  }

  #sharedBy(before: Manifest | undefined, after: Manifest | undefined): Known {
    const [old, now] = [before ?? NOTHING, after ?? NOTHING];
    const pairs = this.#known.get(old) ?? new WeakMap<object, Known>();
    const known: Known = pairs.get(now) ?? new Map();
    this.#known.set(old, pairs.set(now, known));
    return known;
  }
}
