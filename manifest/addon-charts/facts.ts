import { apiGroup, type Facility } from '../facilities';
import type { Fields } from '../types';

/** What an upstream Helm chart brings to a cluster and what it asks of it, by the values it is given. */
export interface ChartFacts {
  readonly brings: (values: Fields) => readonly Facility[];
  readonly asks?: (values: Fields) => readonly Facility[];
}

/** Charts by their names. */
export type Charts = Readonly<Record<string, ChartFacts>>;

/** What a chart brings that brings nothing. */
export const NOTHING: readonly Facility[] = [];

/** API groups, each as a facility. */
export const groups = (...names: readonly string[]): readonly Facility[] => names.map(apiGroup);

/** API groups whose CRDs come with the chart whatever its values. */
export const always = (...names: readonly string[]): ChartFacts => ({ brings: () => groups(...names) });

/** API groups whose CRDs a value can leave out. */
export const unless = (isOff: (values: Fields) => boolean, ...names: readonly string[]): ChartFacts => ({
  brings: (values) => (isOff(values) ? NOTHING : groups(...names)),
});

const CERTIFICATES = apiGroup('cert-manager.io');
/** Asks for cert-manager where the values say so. */
export const certificatesIf =
  (isOn: (values: Fields) => Fields): NonNullable<ChartFacts['asks']> =>
  (values) =>
    isOn(values) ? [CERTIFICATES] : NOTHING;

/** A list as values may hold it. */
export const list = (value: Fields): readonly Fields[] => (Array.isArray(value) ? value.filter((each) => each) : []);
