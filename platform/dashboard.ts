/** What a panel's values are. */
export type Unit = 'bytes' | 'bytes per second' | 'cores' | 'count' | 'per second' | 'seconds' | 'share';

/** One panel of a service's dashboard. */
export interface Panel {
  readonly title: string;
  /** Lines over time, or how it is now. */
  readonly shows: 'lines' | 'figure';
  readonly unit: Unit;
  /** PromQL by what its series are called; the name may quote their labels: `{{pod}}`. */
  readonly queries: Readonly<Record<string, string>>;
}

/** A panel of lines over time. */
export const lines = (title: string, unit: Unit, queries: Panel['queries']): Panel => ({
  title,
  shows: 'lines',
  unit,
  queries,
});

/** A panel of one figure: how it is now. */
export const figure = (title: string, unit: Unit, query: string): Panel => ({
  title,
  shows: 'figure',
  unit,
  queries: { [title]: query },
});
