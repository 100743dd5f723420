/** Something to know about a source, worked out of what it is and of answers to other questions. */
export interface Question<S, T> {
  /** A pure function: it asks the source for all it looks at, and what comes out is not changed by anybody. */
  readonly answer: (source: S) => T;
  /** Whether it is read off the source itself, so that there is no telling beforehand what comes out. */
  readonly given?: true;
}

interface Answer<S> {
  readonly value: unknown;
  /** What was asked on the way, and what came out; missing where that is not known. */
  readonly asked?: ReadonlyMap<Question<S, unknown>, unknown>;
}

/**
 * Answers to questions about one source, each worked out once. Where sources are much alike, what was worked out for an
 * earlier one holds as long as everything that was asked on the way has the very same answer.
 */
export class Answers<S> {
  readonly #source: S;
  readonly #known = new Map<Question<S, unknown>, Answer<S>>();
  readonly #isKept: boolean;
  #earlier: ReadonlyMap<Question<S, unknown>, Answer<S>> | undefined;
  #asked: Map<Question<S, unknown>, unknown> | undefined;

  /**
   * @param isKept whether a later source may use these answers
   * @param earlier answers about another source
   */
  constructor(source: S, isKept: boolean, earlier?: Answers<S>) {
    this.#source = source;
    this.#isKept = isKept;
    if (earlier) this.#earlier = earlier.#known;
  }

  /** The answer to a question. Throws what the question throws. */
  to<T>(question: Question<S, T>): T {
    const { value } = this.#known.get(question) ?? this.#find(question);
    this.#asked?.set(question, value);
    return value as T;
  }

  /** Lets go of the earlier source: nothing more is going to be asked. */
  close(): void {
    this.#earlier = undefined;
  }

  #find(question: Question<S, unknown>): Answer<S> {
    const before = this.#earlier?.get(question);
    const found = before && this.#holds(before) ? before : this.#workOut(question, before);
    this.#known.set(question, found);
    return found;
  }

  #holds({ asked }: Answer<S>): boolean {
    if (!asked) return false;
    return this.#asking(undefined, () => {
      for (const [question, value] of asked) if (this.to(question) !== value) return false;
      return true;
    });
  }

  #workOut({ answer, given }: Question<S, unknown>, before: Answer<S> | undefined): Answer<S> {
    const asked = this.#isKept && !given ? new Map<Question<S, unknown>, unknown>() : undefined;
    const value = this.#asking(asked, () => answer(this.#source));
    const own = before ? settled(before.value, value) : value;
    return asked ? { value: own, asked } : { value: own };
  }

  #asking<T>(asked: Map<Question<S, unknown>, unknown> | undefined, work: () => T): T {
    const outer = this.#asked;
    this.#asked = asked;
    try {
      return work();
    } finally {
      this.#asked = outer;
    }
  }
}

const areSame = (before: Iterable<unknown>, now: Iterable<unknown>): boolean => {
  const others = before[Symbol.iterator]();
  for (const value of now) {
    const other = others.next().value;
    if (other !== value && settled(other, value) !== other) return false;
  }
  return true;
};

/** The earlier of two values that hold the very same things in the same order, so that what follows from it holds as well. */
function settled(before: unknown, now: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(now)) {
    return before.length === now.length && areSame(before, now) ? before : now;
  }
  if (before instanceof Set && now instanceof Set) {
    return before.size === now.size && areSame(before, now) ? before : now;
  }
  if (before instanceof Map && now instanceof Map) {
    const isSame =
      before.size === now.size && areSame(before.keys(), now.keys()) && areSame(before.values(), now.values());
    return isSame ? before : now;
  }
  return now;
}
