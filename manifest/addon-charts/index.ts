import type { Facility } from '../facilities';
import type { ChartFacts, Charts } from './facts';
import { metrics } from './metrics';
import { operators } from './operators';
import { storage } from './storage';
import { traffic } from './traffic';

export type { ChartFacts } from './facts';

/**
 * Charts by their name. Source: each chart's CRDs, templates and `values.yaml` at the version named; where none is, the
 * groups of the CRDs in the project's repository, as the pack of schemas names it.
 */
const CHARTS: Charts = { ...metrics, ...operators, ...storage, ...traffic };

/** What is known of a chart by its name, or `undefined`. */
export const chartFacts = (chart: string): ChartFacts | undefined =>
  Object.hasOwn(CHARTS, chart) ? CHARTS[chart] : undefined;

/** The charts known to bring a facility when they are given no values, by name. */
export const chartsBringing = (facility: Facility): readonly string[] =>
  Object.keys(CHARTS).filter((name) => chartFacts(name)?.brings(ALL_ON).includes(facility));

/** Values by which every chart brings its CRDs. */
const ALL_ON = { crds: { enabled: true } };
