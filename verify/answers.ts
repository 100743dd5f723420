/** Something to know about a source, and perhaps about a thing in it, worked out of answers to other questions. */
export interface Question<S, T, K = undefined> {
  /** A pure function: it asks the source for all it looks at, and what comes out is not changed by anybody. */
  answer(source: S, key: K): T;
  /** Whether it is read off the source itself, so that there is no telling beforehand what comes out. */
  readonly given?: true;
}

/** A question of whatever kind: answers to all of them lie side by side. */
type Any<S> = Question<S, unknown, unknown>;

/** What came out, and of what. */
class Answer<S> {
  readonly question: Any<S>;
  readonly key: unknown;
  readonly value: unknown;
  /** What was asked on the way; missing where that is not known. */
  readonly asked: readonly Answer<S>[] | undefined;
  /** Who last took down that this was asked, so that it is taken down once. */
  notedBy: object | undefined;

  constructor(question: Any<S>, key: unknown, value: unknown, asked: readonly Answer<S>[] | undefined) {
    this.question = question;
    this.key = key;
    this.value = value;
    this.asked = asked;
  }
}

/** Answers to one question by key, with those of an earlier source. */
class Shelf<S> {
  readonly answers = new Map<unknown, Answer<S>>();
  earlier: ReadonlyMap<unknown, Answer<S>> | undefined;

  constructor(earlier: Shelf<S> | undefined) {
    this.earlier = earlier?.answers;
  }
}

/**
 * Answers to questions about one source, each worked out once. Where sources are much alike, what was worked out for an
 * earlier one holds as long as everything that was asked on the way has the very same answer.
 */
export class Answers<S> {
  readonly #source: S;
  readonly #isKept: boolean;
  readonly #shelves = new Map<Any<S>, Shelf<S>>();
  #earlier: ReadonlyMap<Any<S>, Shelf<S>> | undefined;
  #asked: Answer<S>[] | undefined;

  /**
   * @param isKept whether a later source may use these answers
   * @param earlier answers about another source
   */
  constructor(source: S, isKept: boolean, earlier?: Answers<S>) {
    this.#source = source;
    this.#isKept = isKept;
    if (earlier) this.#earlier = earlier.#shelves;
  }

  /** The answer to a question, about a key where it has one. Throws what the question throws. */
  to<T, K>(question: Question<S, T, K>, key: K): T {
    const found = this.#find(question, key);
    const asked = this.#asked;
    if (asked && found.notedBy !== asked) {
      found.notedBy = asked;
      asked.push(found);
    }
    return found.value as T;
  }

  /** Lets go of the earlier source: nothing more is going to be asked. */
  close(): void {
    this.#earlier = undefined;
    for (const shelf of this.#shelves.values()) shelf.earlier = undefined;
  }

  #find(question: Any<S>, key: unknown): Answer<S> {
    const shelf = this.#shelves.get(question) ?? this.#newShelf(question);
    const known = shelf.answers.get(key);
    if (known) return known;
    const before = shelf.earlier?.get(key);
    const found = before && this.#holds(before) ? before : this.#workOut(question, key, before);
    shelf.answers.set(key, found);
    return found;
  }

  #newShelf(question: Any<S>): Shelf<S> {
    const shelf = new Shelf(this.#earlier?.get(question));
    this.#shelves.set(question, shelf);
    return shelf;
  }

  #holds({ asked }: Answer<S>): boolean {
    return asked?.every((each) => this.#find(each.question, each.key).value === each.value) ?? false;
  }

  #workOut(question: Any<S>, key: unknown, before: Answer<S> | undefined): Answer<S> {
    const asked: Answer<S>[] | undefined = this.#isKept && !question.given ? [] : undefined;
    const outer = this.#asked;
    this.#asked = asked;
    try {
      const value = question.answer(this.#source, key);
      return new Answer(question, key, before ? settled(before.value, value) : value, asked);
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
